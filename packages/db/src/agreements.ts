import type { AgreementFact } from "@yishi/domain/motions/agreement";
import type { Motion } from "@yishi/domain/motions";
import type { Language } from "@yishi/domain/texts";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { save } from "./motions.ts";
import { motionTexts } from "./schema/proposals.ts";

/** The proposer's own words for a motion. */
export interface OwnText {
  readonly question: string;
  readonly text: string;
  readonly lang: Language;
}

/** Keeps what the proposer put beside a version, with its fact. */
export async function putOwnText(
  tx: Tx,
  next: Motion,
  own: OwnText & { readonly hash: Uint8Array },
  fact: AgreementFact,
): Promise<void> {
  const { motionId, version } = next;
  await tx.sql
    .insert(motionTexts)
    .values({ ...own, motionId, version, committeeId: tx.committeeId, writtenAt: tx.now });
  await save(tx, next, fact);
}

/** What the proposer put beside a version; nothing where they did not. */
export async function ownTextOf(tx: Tx, motionId: string, version: number): Promise<OwnText | null> {
  const [found] = await tx.sql
    .select({ question: motionTexts.question, text: motionTexts.text, lang: motionTexts.lang })
    .from(motionTexts)
    .where(
      and(
        eq(motionTexts.committeeId, tx.committeeId),
        eq(motionTexts.motionId, motionId),
        eq(motionTexts.version, version),
      ),
    );
  return found ?? null;
}
