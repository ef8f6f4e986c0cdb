import type { Tx } from "@yishi/db/client";
import * as writing from "@yishi/db/drafts";
import * as files from "@yishi/db/files";
import { eraseWords } from "@yishi/db/privacy";
import * as proposals from "@yishi/db/proposals";
import * as sponsors from "@yishi/db/sponsors";
import { dayOf } from "@yishi/domain/calendar";
import { notFinished, type DraftWords } from "@yishi/domain/drafts";
import type { Standing } from "@yishi/domain/facts";
import * as rules from "@yishi/domain/proposals";
import { notElectorBecause } from "@yishi/domain/roll/residence";
import { carry, apply as sponsored, notSponsored } from "@yishi/domain/sponsors";
import type { Language } from "@yishi/domain/texts";
import { noteConsent } from "@yishi/db/consents";
import { accept, refuseAtDoor } from "./accept.ts";
import { electorRules } from "./electors.ts";
import { hashOfWords } from "./hashes.ts";
import { onTheRoll } from "./standing.ts";

/** The words of a proposal as they were read over: every part is there. */
export interface Said {
  readonly title: string;
  readonly problem: string;
  readonly wish: string;
  readonly touches: string;
  readonly cost: string;
  readonly lang: Language;
}

/**
 * Who writes for whom. Like `standing`, but whoever is under the voting age writes too: before it is public, a grown
 * neighbour has to stand beside them.
 */
export async function asAuthor(
  ctx: Parameters<typeof onTheRoll>[0],
  forResident: string | undefined,
): Promise<Awaited<ReturnType<typeof onTheRoll>> & { readonly underAge: boolean }> {
  const who = await onTheRoll(ctx, forResident);
  const no = notElectorBecause(who.subject, dayOf(ctx.tx.now), await electorRules(ctx.tx));
  if (no === "residence-too-short") throw refuseAtDoor(no);
  return { ...who, underAge: no === "under-voting-age" };
}

/** Writes a version of a proposal with its fact and its words. Who is under age is never named. */
export async function writeVersion(
  tx: Tx,
  before: rules.Proposal | null,
  written: { readonly proposalId: string; readonly said: Said; readonly authorNamed: boolean },
  who: { readonly standing: Standing & { readonly subjectId: string }; readonly underAge: boolean },
): Promise<rules.Proposal> {
  const hash = hashOfWords(written.said);
  const authorNamed = written.authorNamed && !who.underAge;
  const draft = { proposalId: written.proposalId, hash: hash.toString("hex"), authorNamed };
  const fact = accept(rules.write(before, draft, who.standing));
  const next = rules.apply(before, fact);
  await proposals.save(tx, next, fact);
  const { proposalId, version } = next;
  await proposals.keepWords(tx, { ...written.said, proposalId, version, hash });
  if (next.openedAt) await noteAuthorName(tx, next, who.standing);
  return next;
}

/** What the author chose to show stands in the ledger of what they agreed to. */
export async function noteAuthorName(tx: Tx, proposal: rules.Proposal, standing: Standing): Promise<void> {
  const { proposalId: objectId, authorId: residentId, authorNamed: given } = proposal;
  await noteConsent(tx, { residentId, purpose: "authorName", objectId, given }, standing);
}

/** A proposal for its author; to everyone else a draft does not exist. */
export async function lockForAuthor(tx: Tx, proposalId: string, authorId: string) {
  const proposal = await proposals.lock(tx, proposalId);
  return proposal?.authorId === authorId ? proposal : notDraft(proposal);
}

/** What is public of a proposal; a draft is not there. */
export function notDraft<P extends { readonly openedAt: Date | null }>(proposal: P | null): P | null {
  return proposal?.openedAt ? proposal : null;
}

/** What becomes public is what its author read over last. Whoever asks has taken their turn at the draft before. */
export async function mustBeFinished(tx: Tx, proposalId: string): Promise<void> {
  const no = notFinished(await writing.lockDraft(tx, proposalId));
  if (no) accept(no);
}

/** Who is under age has somebody beside them who agreed to these very words; with the opening that yes is used. */
export async function takeSponsor(
  tx: Tx,
  proposal: rules.Proposal,
  who: { readonly standing: Standing; readonly underAge: boolean },
): Promise<void> {
  const { proposalId, version } = proposal;
  const sponsorship = await sponsors.lock(tx, proposalId);
  // A file that is on its way waits, and is told then that it comes too late.
  await files.takeTurn(tx, "proposal", proposalId);
  const fileIds = await files.shownIds(tx, "proposal", proposalId);
  const no = notSponsored(sponsorship, { underAge: who.underAge, version, fileIds });
  if (no) accept(no);
  if (!who.underAge) return sponsors.dropOf(tx, [proposalId]);
  if (!sponsorship) return;
  const fact = carry(sponsorship, version, who.standing);
  await sponsors.save(tx, sponsored(sponsorship, fact), fact);
}

/** The writing is over for a proposal that was opened or handed back. */
export async function endWriting(tx: Tx, proposalId: string): Promise<void> {
  await writing.dropDrafts(tx, [proposalId]);
}

/** Erases what was never public: what is being written, its versions, its files, and who was asked to stand beside. */
export async function eraseDrafts(tx: Tx, draftIds: readonly string[], ground: "asked" | "period") {
  await eraseWords(tx, draftIds, ground);
  await writing.dropDrafts(tx, draftIds);
  await files.dropOf(tx, "proposal", draftIds);
  await sponsors.dropOf(tx, draftIds);
}

/** A version as the words that somebody goes on writing from. */
export function asWriting(
  words: { readonly [Part in Exclude<keyof DraftWords, "named">]: string | null },
  named: boolean | null,
): DraftWords {
  const { title, problem, wish, touches, cost } = words;
  return {
    ...{ title: title ?? "", problem: problem ?? "", wish: wish ?? "" },
    ...{ touches: touches ?? "", cost: cost ?? "", named },
  };
}
