import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { submissions } from "./schema/foundation.ts";

export interface Submission {
  readonly actorId: string;
  readonly key: string;
  readonly procedure: string;
  readonly requestHash: Uint8Array;
}

/** Takes a form's key for the first time, or answers with what is kept of it. The second of two waits for the first. */
export async function claim(tx: Tx, submission: Submission) {
  const taken = await tx.sql
    .insert(submissions)
    .values({ committeeId: tx.committeeId, ...submission, at: tx.now })
    .onConflictDoNothing()
    .returning({ key: submissions.key });
  if (taken.length > 0) return null;
  const [kept] = await tx.sql
    .select({
      procedure: submissions.procedure,
      requestHash: submissions.requestHash,
      answer: submissions.answer,
    })
    .from(submissions)
    .where(is(tx, submission));
  return kept ?? null;
}

/** Keeps the ids that answer the same form again. */
export async function keepAnswer(tx: Tx, submission: Submission, answer: unknown): Promise<void> {
  await tx.sql.update(submissions).set({ answer }).where(is(tx, submission));
}

function is(tx: Tx, submission: Submission) {
  return and(
    eq(submissions.committeeId, tx.committeeId),
    eq(submissions.actorId, submission.actorId),
    eq(submissions.key, submission.key),
  );
}
