import type { Department, Kept } from "@yishi/domain/deciders";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { draftAnswers } from "./schema/deciders.ts";

/** What its author answered when they were asked who decides. */
export interface DraftAnswer {
  readonly firstYes: Kept;
  readonly department: Department | null;
}

/** The answer that is kept with a draft, or nothing. */
export async function answerOf(tx: Tx, proposalId: string): Promise<DraftAnswer | null> {
  const [found] = await tx.sql
    .select({ firstYes: draftAnswers.firstYes, department: draftAnswers.department })
    .from(draftAnswers)
    .where(isOf(tx, proposalId));
  return found ?? null;
}

/** Keeps an answer in place of the one before; of that nothing stays. */
export async function keepAnswer(tx: Tx, proposalId: string, answer: DraftAnswer): Promise<void> {
  await tx.sql
    .insert(draftAnswers)
    .values({ ...answer, committeeId: tx.committeeId, proposalId })
    .onConflictDoUpdate({ target: [draftAnswers.committeeId, draftAnswers.proposalId], set: answer });
}

/** Lets the answer go: from its opening on the proposal itself says who decides. */
export async function dropAnswer(tx: Tx, proposalId: string): Promise<void> {
  await tx.sql.delete(draftAnswers).where(isOf(tx, proposalId));
}

function isOf(tx: Tx, proposalId: string) {
  return and(eq(draftAnswers.committeeId, tx.committeeId), eq(draftAnswers.proposalId, proposalId));
}
