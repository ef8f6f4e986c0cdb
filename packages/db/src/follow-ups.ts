import type { FollowUpFact, RoundResult } from "@yishi/domain/follow-ups";
import type { Round } from "@yishi/domain/resolutions/follow-up";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { followUps } from "./schema/resolutions.ts";

type FollowUpRow = typeof followUps.$inferInsert;

/** Lets a resident's answers about one decision wait for each other. */
export async function waitTurn(tx: Tx, motionId: string, residentId: string): Promise<void> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('follow-up ' || $1 || $2))", [
    motionId,
    residentId,
  ]);
}

/** Whether a resident has answered in a round. */
export async function hasAnswered(
  tx: Tx,
  motionId: string,
  round: Round,
  residentId: string,
): Promise<boolean> {
  const { rowCount } = await tx.raw.query(
    `select from follow_ups where committee_id = $1 and motion_id = $2 and round = $3 and resident_id = $4`,
    [tx.committeeId, motionId, round, residentId],
  );
  return rowCount === 1;
}

/** Keeps an answer. */
export async function keep(
  tx: Tx,
  row: Pick<FollowUpRow, "motionId" | "residentId" | "score" | "words" | "lang" | "channel">,
  fact: FollowUpFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .insert(followUps)
    .values({ ...row, committeeId: tx.committeeId, round: fact.body.round, at: tx.now, factId });
}

/** How many answered in each round, and the sum of their scores: exact, in whole numbers. */
export async function results(tx: Tx, motionId: string): Promise<readonly RoundResult[]> {
  const { rows } = await tx.raw.query<RoundResult>(
    `select r as round, count(f.score)::int as count, coalesce(sum(f.score), 0)::int as sum
     from (values (1), (2)) as rounds (r)
     left join follow_ups f on f.committee_id = $1 and f.motion_id = $2 and f.round = r group by r order by r`,
    [tx.committeeId, motionId],
  );
  return rows;
}

/** What people wrote beside their scores, for those who carry it out: without who, without which score. */
export async function wordsOf(tx: Tx, motionId: string) {
  return tx.sql
    .select({ round: followUps.round, words: followUps.words, lang: followUps.lang })
    .from(followUps)
    .where(
      and(
        eq(followUps.committeeId, tx.committeeId),
        eq(followUps.motionId, motionId),
        isNotNull(followUps.words),
      ),
    )
    .orderBy(asc(followUps.round), asc(followUps.words))
    .limit(500);
}
