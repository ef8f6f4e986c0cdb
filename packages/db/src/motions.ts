import type { Day } from "@yishi/domain/calendar";
import type { Electorate, Motion, MotionFact } from "@yishi/domain/motions";
import type { Status } from "@yishi/domain/proposals";
import type { Language } from "@yishi/domain/texts";
import { and, asc, eq } from "drizzle-orm";
import type { ElectorLine } from "@yishi/domain/roll/residence";
import type { Tx } from "./client.ts";
import { isElector } from "./roll/electors.ts";
import { keepFact } from "./facts.ts";
import { follow } from "./proposals.ts";
import { motions, motionVersions } from "./schema/proposals.ts";
import { resolutions } from "./schema/resolutions.ts";

/** The words and figures of one version of a motion. */
export interface MotionWords {
  readonly question: string;
  readonly text: string;
  readonly costYuan: number;
  readonly moneySource: string;
  readonly carriedOutBy: string;
  readonly doneBy: Day;
  readonly ifRejected: string;
  readonly lang: Language;
}

const state = {
  motionId: motions.motionId,
  proposalId: motions.proposalId,
  status: motions.status,
  version: motions.version,
  electorate: motions.electorate,
  rules: motions.rules,
  priorStudyOn: motions.priorStudyOn,
  noticedAt: motions.noticedAt,
  opensAt: motions.opensAt,
  closesAt: motions.closesAt,
  appBallotsCount: motions.appBallotsCount,
  seats: motions.seats,
  countedAt: motions.countedAt,
  outcome: motions.outcome,
  followUp: motions.followUp,
  noticeEnds: resolutions.noticeEnds,
};
const published = and(
  eq(resolutions.committeeId, motions.committeeId),
  eq(resolutions.motionId, motions.motionId),
);

/**
 * A motion's state, locked until the transaction ends. The lock is taken before the state is read: whoever waited for
 * it would otherwise see the motion as it is and its resolution as it was.
 */
export async function lock(tx: Tx, motionId: string): Promise<Motion | null> {
  await tx.sql.select({ motionId: motions.motionId }).from(motions).where(is(tx, motionId)).for("update");
  return read(tx, motionId);
}

/** A motion's state as it is now. */
export async function read(tx: Tx, motionId: string): Promise<Motion | null> {
  const [found] = await tx.sql
    .select(state)
    .from(motions)
    .leftJoin(resolutions, published)
    .where(is(tx, motionId));
  return found ?? null;
}

/** The motions of a proposal, in their order. */
export async function ofProposal(tx: Tx, proposalId: string): Promise<readonly Motion[]> {
  return tx.sql
    .select(state)
    .from(motions)
    .leftJoin(resolutions, published)
    .where(and(eq(motions.committeeId, tx.committeeId), eq(motions.proposalId, proposalId)))
    .orderBy(asc(motions.ordinal));
}

/** Saves the next state with its fact; the proposal's status follows under the same fact. Answers with the fact's id. */
export async function save(
  tx: Tx,
  next: Motion,
  fact: MotionFact,
  more: { readonly convenerId?: string; readonly priorStudyReference?: string } = {},
): Promise<string> {
  const factId = await keepFact(tx, fact);
  const { noticeEnds: _kept, ...columns } = next;
  const row = { ...columns, ...more, factId };
  await tx.sql
    .insert(motions)
    .values({ ...row, committeeId: tx.committeeId, ordinal: 1 })
    .onConflictDoUpdate({ target: [motions.committeeId, motions.motionId], set: row });
  const status: Status = next.status;
  await follow(tx, next.proposalId, status, factId);
  return factId;
}

/** Keeps the words of a version with their hash. */
export async function keepWords(
  tx: Tx,
  version: MotionWords & { readonly motionId: string; readonly version: number; readonly hash: Uint8Array },
): Promise<void> {
  await tx.sql.insert(motionVersions).values({ ...version, committeeId: tx.committeeId, writtenAt: tx.now });
}

/** The words of a version, with null where they were erased under the law. */
export async function wordsOf(tx: Tx, motionId: string, version: number) {
  const [found] = await tx.sql
    .select({
      question: motionVersions.question,
      text: motionVersions.text,
      costYuan: motionVersions.costYuan,
      moneySource: motionVersions.moneySource,
      carriedOutBy: motionVersions.carriedOutBy,
      doneBy: motionVersions.doneBy,
      ifRejected: motionVersions.ifRejected,
      lang: motionVersions.lang,
    })
    .from(motionVersions)
    .where(
      and(
        eq(motionVersions.committeeId, tx.committeeId),
        eq(motionVersions.motionId, motionId),
        eq(motionVersions.version, version),
      ),
    );
  return found ?? null;
}

const eligible = `select r.resident_id, r.household_id, h.building, h.stairwell, h.door, h.part
  from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
  where r.committee_id = $1 and r.left_on is null and ${isElector("r", "$2", "$3")}`;
/** Buildings, stairwells and doors that are numbers stand in the order of the numbers. */
const doorOrder = ["building", "stairwell", "door", "part"]
  .map((column) => `nullif(regexp_replace(${column}, '\\D', '', 'g'), '')::numeric nulls last, ${column}`)
  .join(", ");

/** How many seats the roll would have if it were frozen now. */
export async function countSeats(tx: Tx, electorate: Electorate, line: ElectorLine): Promise<number> {
  const unit = electorate === "household" ? "distinct household_id" : "*";
  const { rows } = await tx.raw.query<{ count: number }>(
    `select count(${unit})::int as count from (${eligible}) e`,
    [tx.committeeId, line.bornUntil, line.livedSinceUntil],
  );
  return rows[0]?.count ?? 0;
}

/** Freezes the roll: one seat for each household with somebody who counts among those of voting age, or for each of these. */
export async function freezeRoll(
  tx: Tx,
  motionId: string,
  electorate: Electorate,
  line: ElectorLine,
): Promise<void> {
  const seatOf = electorate === "household" ? "household_id" : "resident_id";
  await tx.raw.query(
    `with eligible as (${eligible}),
       places as (select distinct ${seatOf} as holder, household_id, building, stairwell, door, part from eligible),
       numbered as (select *, row_number() over (order by ${doorOrder}, holder)::int as seat from places),
       made as (insert into seats (committee_id, motion_id, seat, kind, household_id, building)
         select $1, $4, seat, $5, household_id, building from numbered)
     insert into seat_holders (committee_id, motion_id, seat, resident_id)
       select $1, $4, n.seat, e.resident_id from eligible e join numbered n on n.holder = e.${seatOf}`,
    [tx.committeeId, line.bornUntil, line.livedSinceUntil, motionId, electorate],
  );
}

function is(tx: Tx, motionId: string) {
  return and(eq(motions.committeeId, tx.committeeId), eq(motions.motionId, motionId));
}
