import type { BallotChannel } from "@yishi/domain/ballots";
import type { Day } from "@yishi/domain/calendar";
import type { Motion, Papers } from "@yishi/domain/motions";
import type { Asked, Claim, Finding, Recount, Recounted, RecountStatus } from "@yishi/domain/recounts";
import type { RecountKind } from "@yishi/domain/resolutions/steps";
import type { Language } from "@yishi/domain/texts";
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { save } from "./motions.ts";
import { recountFindings, recounts } from "./schema/recounts.ts";

type RecountRow = typeof recounts.$inferInsert;

/** Whether somebody has asked for the same kind before, of one vote. */
export async function hasAsked(
  tx: Tx,
  motionId: string,
  asked: { readonly kind: RecountKind; readonly personId: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw.query(
    `select from recounts where committee_id = $1 and motion_id = $2 and kind = $3 and coalesce(resident_id, member_id) = $4`,
    [tx.committeeId, motionId, asked.kind, asked.personId],
  );
  return rowCount === 1;
}

/** Keeps what was asked, with its words; the motion goes under the same fact. */
export async function keep(
  tx: Tx,
  next: Motion,
  row: Pick<RecountRow, "claim" | "seat" | "residentId" | "memberId" | "text" | "lang" | "channel">,
  fact: Asked,
): Promise<void> {
  const factId = await save(tx, next, fact);
  await tx.sql.insert(recounts).values({
    ...{ ...row, ...fact.body, committeeId: tx.committeeId, motionId: next.motionId },
    ...{ status: "open" as const, askedAt: tx.now, factId },
  });
}

/** What was asked, read after its motion was locked. */
export async function read(tx: Tx, recountId: string): Promise<Recount | null> {
  const [found] = await tx.sql
    .select({
      recountId: recounts.recountId,
      motionId: recounts.motionId,
      kind: recounts.kind,
      claim: recounts.claim,
      seat: recounts.seat,
      residentId: recounts.residentId,
      status: recounts.status,
      dueOn: recounts.dueOn,
    })
    .from(recounts)
    .where(is(tx, recountId));
  return found ?? null;
}

/** Keeps what a scrutineer found; the newest stands. */
export async function keepFinding(
  tx: Tx,
  recountId: string,
  scrutineerId: string,
  finding: Finding,
): Promise<void> {
  const { holds, papers } = finding;
  const none = { desk: null, homeBox: null, meeting: null };
  const row = { holds, ...(papers ?? none), at: tx.now };
  await tx.sql
    .insert(recountFindings)
    .values({ ...row, committeeId: tx.committeeId, recountId, scrutineerId })
    .onConflictDoUpdate({
      target: [recountFindings.committeeId, recountFindings.recountId, recountFindings.scrutineerId],
      set: row,
    });
}

/** What the scrutineers found so far, with who it was. */
export async function findingsOf(
  tx: Tx,
  recountId: string,
): Promise<readonly (Finding & { readonly scrutineerId: string })[]> {
  const rows = await tx.sql
    .select()
    .from(recountFindings)
    .where(and(eq(recountFindings.committeeId, tx.committeeId), eq(recountFindings.recountId, recountId)))
    .orderBy(asc(recountFindings.at));
  return rows.map(({ scrutineerId, holds, desk, homeBox, meeting }) =>
    desk !== null && homeBox !== null && meeting !== null
      ? { scrutineerId, holds: null, papers: { desk, homeBox, meeting } }
      : { scrutineerId, holds: holds === true, papers: null },
  );
}

/** Keeps what came of it; the motion's next state goes under the same fact. */
export async function keepEnd(tx: Tx, next: Motion, fact: Recounted): Promise<void> {
  const factId = await save(tx, next, fact);
  const { recountId, wrong, same, turns } = fact.body;
  await tx.sql
    .update(recounts)
    .set({ status: "done", doneAt: tx.now, wrong, same, turns, factId })
    .where(is(tx, recountId));
}

/** What holds of one vote so far: how many ballots were found wrong, what waits, and whether all was counted again. */
export async function standingOf(tx: Tx, motionId: string) {
  const { rows } = await tx.raw.query<{ wrong: number; open: number; recounted: boolean }>(
    `select coalesce(sum(wrong) filter (where kind = 'ballot'), 0)::int as wrong,
       count(*) filter (where status = 'open')::int as open,
       coalesce(bool_or(kind = 'count' and status = 'done'), false) as recounted
     from recounts where committee_id = $1 and motion_id = $2`,
    [tx.committeeId, motionId],
  );
  return rows[0] ?? { wrong: 0, open: 0, recounted: false };
}

/** Everything that was asked of one vote, oldest first. Whose it is and their words are not everybody's. */
export async function ofMotion(tx: Tx, motionId: string) {
  const { rows } = await tx.raw.query<{
    readonly recountId: string;
    readonly kind: RecountKind;
    readonly claim: Claim | null;
    readonly seat: number | null;
    readonly residentId: string | null;
    readonly memberId: string | null;
    readonly name: string | null;
    readonly text: string | null;
    readonly lang: Language;
    readonly status: RecountStatus;
    readonly askedAt: Date;
    readonly dueOn: Day;
    readonly doneAt: Date | null;
    readonly wrong: number | null;
    readonly same: boolean | null;
    readonly turns: boolean | null;
    /** Which scrutineers have said what they found. */
    readonly foundBy: readonly string[];
  }>(
    `select c.recount_id as "recountId", c.kind, c.claim, c.seat, c.resident_id as "residentId", c.member_id as "memberId",
       coalesce(r.name, m.name) as name, c.text, c.lang, c.status, c.asked_at as "askedAt", c.due_on::text as "dueOn",
       c.done_at as "doneAt", c.wrong, c.same, c.turns,
       array(select f.scrutineer_id::text from recount_findings f
         where f.committee_id = c.committee_id and f.recount_id = c.recount_id) as "foundBy"
     from recounts c
     left join residents r on r.committee_id = c.committee_id and r.resident_id = c.resident_id
     left join members m on m.committee_id = c.committee_id and m.member_id = c.member_id
     where c.committee_id = $1 and c.motion_id = $2 order by c.asked_at, c.recount_id`,
    [tx.committeeId, motionId],
  );
  return rows;
}

/** Of the papers of a vote, without the seats that voted by hands: how many two clerks read into ballots, and how many only one of them, by channel. */
export async function papersRead(tx: Tx, motionId: string) {
  const { rows } = await tx.raw.query<{ channel: BallotChannel; twice: number; once: number }>(
    `select channel, sum(twice)::int as twice, sum(once)::int as once from (
       select channel, count(*) as twice, 0 as once from ballots
         where committee_id = $1 and motion_id = $2 and binding and second_clerk_id is not null group by 1
       union all select 'meeting', -seats, 0 from hand_counts where committee_id = $1 and motion_id = $2
       union all select channel, 0, count(*) from paper_readings where committee_id = $1 and motion_id = $2 group by 1) x
     group by channel`,
    [tx.committeeId, motionId],
  );
  const of = (channel: BallotChannel, how: "twice" | "once") =>
    rows.find((row) => row.channel === channel)?.[how] ?? 0;
  const papers = (how: "twice" | "once"): Papers => ({
    desk: of("desk", how),
    homeBox: of("homeBox", how),
    meeting: of("meeting", how),
  });
  return { read: papers("twice"), readOnce: papers("once") };
}

/** The largest area behind one seat of a frozen roll, in square centimetres; nothing where seats have none. */
export async function mostArea(tx: Tx, motionId: string): Promise<number | null> {
  const { rows } = await tx.raw.query<{ area: number | null }>(
    "select max(area_square_centimetres)::float8 as area from seats where committee_id = $1 and motion_id = $2",
    [tx.committeeId, motionId],
  );
  return rows[0]?.area ?? null;
}

/** A line of the named list: whose ballot it is, and what it says. */
export interface NamedBallot {
  readonly seat: number;
  readonly building: string;
  readonly area: number | null;
  readonly residentIds: readonly string[];
  readonly names: readonly string[];
  readonly binding: boolean;
  readonly choice: string;
  readonly channel: BallotChannel;
  readonly at: Date;
}

/**
 * The named list from a seat on. The database gives it after the count alone, to scrutineers and supervisors in office,
 * and to who has a seat where the charter said so; to everybody else it is empty.
 */
export async function namedBallots(
  tx: Tx,
  asked: {
    readonly accountId: string;
    readonly motionId: string;
    readonly afterSeat: number;
    readonly most: number;
  },
): Promise<readonly NamedBallot[]> {
  const { rows } = await tx.raw.query<NamedBallot>(
    `select b.seat, s.building, s.area_square_centimetres::float8 as area, b.binding, b.choice, b.channel, b.at,
       array(select h.resident_id::text from seat_holders h
         where h.committee_id = $1 and h.motion_id = $3 and h.seat = b.seat order by 1) as "residentIds",
       case when s.kind = 'owner'
         then array(select distinct coalesce(o.name, '') from seat_units u
           join unit_owners o on o.committee_id = u.committee_id and o.unit_id = u.unit_id
           where u.committee_id = $1 and u.motion_id = $3 and u.seat = b.seat order by 1)
         else array(select r.name from seat_holders h
           join residents r on r.committee_id = h.committee_id and r.resident_id = h.resident_id
           where h.committee_id = $1 and h.motion_id = $3 and h.seat = b.seat order by r.born) end as names
     from named_ballots($1, $2, $3, $4, $5) b
     join seats s on s.committee_id = $1 and s.motion_id = $3 and s.seat = b.seat
     order by b.seat, b.binding desc`,
    [tx.committeeId, asked.accountId, asked.motionId, asked.afterSeat, asked.most],
  );
  return rows;
}

function is(tx: Tx, recountId: string) {
  return and(eq(recounts.committeeId, tx.committeeId), eq(recounts.recountId, recountId));
}
