import type { Asks, Contest, ContestFact } from "@yishi/domain/contests";
import { and, asc, desc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { members } from "./schema/members.ts";
import { contests } from "./schema/privacy.ts";
import { households, residents } from "./schema/roll.ts";

type ContestRow = typeof contests.$inferInsert;

const shown = {
  contestId: contests.contestId,
  asks: contests.asks,
  about: contests.about,
  wrong: contests.wrong,
  wanted: contests.wanted,
  lang: contests.lang,
  status: contests.status,
  channel: contests.channel,
  filedAt: contests.filedAt,
  dueOn: contests.dueOn,
  answeredAt: contests.answeredAt,
  answer: contests.answer,
};

/** Whether the same is open already; the resident's contests wait for each other. */
export async function isOpen(tx: Tx, residentId: string, asks: Asks, about: string) {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('contest ' || $1))", [residentId]);
  const { rowCount } = await tx.raw.query(
    `select from contests where committee_id = $1 and resident_id = $2 and asks = $3 and about = $4 and status = 'open'`,
    [tx.committeeId, residentId, asks, about],
  );
  return rowCount === 1;
}

/** Keeps a contest with its words. */
export async function keep(
  tx: Tx,
  row: Pick<
    ContestRow,
    "contestId" | "residentId" | "asks" | "about" | "wrong" | "wanted" | "lang" | "channel" | "dueOn"
  >,
  fact: ContestFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .insert(contests)
    .values({ ...row, committeeId: tx.committeeId, status: "open", filedAt: tx.now, factId });
}

/** A contest, locked until the transaction ends. */
export async function lock(tx: Tx, contestId: string): Promise<Contest | null> {
  const [found] = await tx.sql
    .select({
      contestId: contests.contestId,
      residentId: contests.residentId,
      status: contests.status,
      dueOn: contests.dueOn,
    })
    .from(contests)
    .where(is(tx, contestId))
    .for("update");
  return found ?? null;
}

/** Keeps the answer, or that it was taken back. */
export async function close(
  tx: Tx,
  contestId: string,
  closed: Pick<ContestRow, "status" | "answeredBy" | "answer">,
  fact: ContestFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .update(contests)
    .set({ ...closed, answeredAt: tx.now, factId })
    .where(is(tx, contestId));
}

/** A resident's own contests with their answers, the latest first. */
export async function ofResident(tx: Tx, residentId: string) {
  return tx.sql
    .select({ ...shown, answeredBy: members.name })
    .from(contests)
    .leftJoin(
      members,
      and(eq(members.committeeId, contests.committeeId), eq(members.memberId, contests.answeredBy)),
    )
    .where(and(eq(contests.committeeId, tx.committeeId), eq(contests.residentId, residentId)))
    .orderBy(desc(contests.filedAt))
    .limit(200);
}

/** The contests that wait for an answer, the nearest day first, each with the entry that it speaks of. */
export async function open(tx: Tx) {
  return tx.sql
    .select({
      ...shown,
      residentId: contests.residentId,
      name: residents.name,
      building: households.building,
      stairwell: households.stairwell,
      door: households.door,
    })
    .from(contests)
    .innerJoin(
      residents,
      and(eq(residents.committeeId, contests.committeeId), eq(residents.residentId, contests.residentId)),
    )
    .innerJoin(
      households,
      and(
        eq(households.committeeId, residents.committeeId),
        eq(households.householdId, residents.householdId),
      ),
    )
    .where(and(eq(contests.committeeId, tx.committeeId), eq(contests.status, "open")))
    .orderBy(asc(contests.dueOn), asc(contests.filedAt))
    .limit(100);
}

/** How many wait for an answer, and the nearest day on which one is due. */
export async function waiting(tx: Tx) {
  const { rows } = await tx.raw.query<{ count: number; dueOn: ContestRow["dueOn"] | null }>(
    `select count(*)::int as count, min(due_on)::text as "dueOn" from contests where committee_id = $1 and status = 'open'`,
    [tx.committeeId],
  );
  return rows[0] ?? { count: 0, dueOn: null };
}

function is(tx: Tx, contestId: string) {
  return and(eq(contests.committeeId, tx.committeeId), eq(contests.contestId, contestId));
}
