import {
  byHands,
  type BallotChannel,
  type CastAnswer,
  type PaperChannel,
  type TranscribeAnswer,
} from "@yishi/domain/ballots";
import type { Papers } from "@yishi/domain/motions";
import { boxOf, type Box, type Pile } from "@yishi/domain/motions/box";
import type { Question } from "@yishi/domain/motions/forms";
import { and, asc, eq } from "drizzle-orm";
import type { Electorate } from "@yishi/domain/electorates";
import { addHands, sumOf } from "@yishi/domain/meetings/vote";
import type { Database, Statements, Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { readHands } from "./meetings/hands.ts";
import { ballots, countSheets, seatHolders, seats } from "./schema/ballots.ts";
import type { AnyFact } from "@yishi/domain/facts";

/** What a seat is one of. */
export type SeatKind = (typeof seats.$inferSelect)["kind"];

export interface CastReply {
  readonly answer: CastAnswer;
  readonly givenAt: Date | null;
  readonly givenThrough: BallotChannel | null;
  readonly seat: number | null;
}

/** Casts a ballot from the app: one call of one function, committed before it answers (decisions: "Casting"). */
export async function cast(
  db: Database,
  ballot: {
    readonly committeeId: string;
    readonly accountId: string;
    readonly motionId: string;
    readonly choice: string;
    readonly key: string;
  },
): Promise<CastReply> {
  const { rows } = await db.pool.query<CastReply>({
    name: "ballots.cast",
    text: `select answer, given_at as "givenAt", given_through as "givenThrough", given_seat as seat
      from cast_ballot($1, $2, $3, $4, $5, $6)`,
    values: [ballot.committeeId, ballot.accountId, ballot.motionId, ballot.choice, ballot.key, newId()],
  });
  const [reply] = rows;
  if (!reply) throw new Error("the box did not answer");
  return reply;
}

/** One clerk's reading of a signed paper; the second that agrees makes it a ballot. */
export async function transcribe(
  statements: Statements,
  paper: {
    readonly committeeId: string;
    readonly clerkId: string;
    readonly motionId: string;
    readonly seat: number;
    readonly choice: string;
    readonly channel: PaperChannel;
    readonly key: string;
  },
) {
  const { rows } = await statements.query<{
    answer: TranscribeAnswer;
    givenAt: Date | null;
    givenThrough: BallotChannel | null;
  }>({
    name: "ballots.transcribe",
    text: `select answer, given_at as "givenAt", given_through as "givenThrough"
      from transcribe_ballot($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      paper.committeeId,
      paper.clerkId,
      paper.motionId,
      paper.seat,
      paper.choice,
      paper.channel,
      paper.key,
      newId(),
    ],
  });
  const [reply] = rows;
  if (!reply) throw new Error("the box did not answer");
  return reply;
}

/** How many seats have given a ballot that counts: the only figure before the count. */
export async function turnout(tx: Tx, motionId: string): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>({
    name: "ballots.turnout",
    text: "select count(*)::int as count from ballots where committee_id = $1 and motion_id = $2 and binding",
    values: [tx.committeeId, motionId],
  });
  return rows[0]?.count ?? 0;
}

/** The same by building: how many seats each has, and how many of them have given a ballot that counts. */
export async function turnoutByBuilding(tx: Tx, motionId: string) {
  const { rows } = await tx.raw.query<{
    readonly building: string;
    readonly seats: number;
    readonly given: number;
  }>(
    `select s.building, count(*)::int as seats, count(b.seat)::int as given from seats s
     left join ballots b on b.committee_id = s.committee_id and b.motion_id = s.motion_id and b.seat = s.seat and b.binding
     where s.committee_id = $1 and s.motion_id = $2 group by s.building`,
    [tx.committeeId, motionId],
  );
  return rows;
}

/** A resident's seat on a frozen roll, and when and how its ballot was given: never what it says. */
export async function mySeat(tx: Tx, motionId: string, residentId: string) {
  const [found] = await tx.sql
    .select({
      seat: seatHolders.seat,
      kind: seats.kind,
      building: seats.building,
      recused: seatHolders.recused,
    })
    .from(seatHolders)
    .innerJoin(seats, atSeat(seatHolders))
    .where(
      and(
        eq(seatHolders.committeeId, tx.committeeId),
        eq(seatHolders.motionId, motionId),
        eq(seatHolders.residentId, residentId),
      ),
    );
  if (!found) return null;
  const given = await tx.sql
    .select({ at: ballots.at, channel: ballots.channel, binding: ballots.binding })
    .from(ballots)
    .where(
      and(
        eq(ballots.committeeId, tx.committeeId),
        eq(ballots.motionId, motionId),
        eq(ballots.seat, found.seat),
      ),
    );
  return { ...found, given };
}

/** The seats behind a door, of an owner's units too, for the clerk with the paper in hand. */
export async function seatsAt(
  tx: Tx,
  motionId: string,
  place: { readonly building: string; readonly stairwell: string; readonly door: string },
) {
  const { rows } = await tx.raw.query<{
    readonly seat: number;
    readonly kind: SeatKind;
    readonly names: readonly string[];
    readonly givenAt: Date | null;
    readonly givenThrough: BallotChannel | null;
    readonly readBy: string | null;
    readonly readAt: Date | null;
  }>(
    `with behind as (
       select s.seat from seats s join households h on h.committee_id = s.committee_id and h.household_id = s.household_id
         where s.committee_id = $1 and s.motion_id = $2 and h.building = $3 and h.stairwell = $4 and h.door = $5
       union select u.seat from seat_units u join units n on n.committee_id = u.committee_id and n.unit_id = u.unit_id
         where u.committee_id = $1 and u.motion_id = $2 and n.building = $3 and n.stairwell = $4 and n.door = $5)
     select s.seat, s.kind, b.at as "givenAt", b.channel as "givenThrough", q.clerk_id as "readBy", q.at as "readAt",
       case when s.kind = 'owner'
         then array(select distinct coalesce(o.name, '') from seat_units u
           join unit_owners o on o.committee_id = u.committee_id and o.unit_id = u.unit_id
           where u.committee_id = $1 and u.motion_id = $2 and u.seat = s.seat order by 1)
         else array(select r.name from seat_holders h
           join residents r on r.committee_id = h.committee_id and r.resident_id = h.resident_id
           where h.committee_id = $1 and h.motion_id = $2 and h.seat = s.seat order by r.born) end as names
     from behind d join seats s on s.committee_id = $1 and s.motion_id = $2 and s.seat = d.seat
     left join ballots b on b.committee_id = $1 and b.motion_id = $2 and b.seat = s.seat and b.binding
     left join paper_readings q on q.committee_id = $1 and q.motion_id = $2 and q.seat = s.seat
     order by s.seat limit 20`,
    [tx.committeeId, motionId, place.building, place.stairwell, place.door],
  );
  return rows;
}

/** Papers that another clerk has read and that wait for a second pair of eyes. */
export async function waitingPapers(tx: Tx, motionId: string, clerkId: string) {
  const { rows } = await tx.raw.query<{
    readonly seat: number;
    readonly building: string;
    readonly stairwell: string;
    readonly door: string;
    readonly at: Date;
  }>(
    `select q.seat, d.building, d.stairwell, d.door, q.at from paper_readings q
     join seats s on s.committee_id = q.committee_id and s.motion_id = q.motion_id and s.seat = q.seat
     join lateral (
       select h.building, h.stairwell, h.door from households h where h.committee_id = $1 and h.household_id = s.household_id
       union all (select n.building, n.stairwell, n.door from seat_units u
         join units n on n.committee_id = u.committee_id and n.unit_id = u.unit_id
         where u.committee_id = $1 and u.motion_id = $2 and u.seat = s.seat order by 1, 2, 3 limit 1)
       limit 1) d on true
     where q.committee_id = $1 and q.motion_id = $2 and q.clerk_id <> $3 order by q.seat limit 50`,
    [tx.committeeId, motionId, clerkId],
  );
  return rows;
}

/**
 * Opens the box: the lock of the motion is held alone until the transaction ends. Refused by the database before the
 * close. Of owners' seats the area is weighed as well, in square centimetres.
 */
export async function openBox(
  tx: Tx,
  motion: Question & { readonly motionId: string; readonly electorate: Electorate },
): Promise<Box> {
  const { rows } = await tx.raw.query<Pile>(
    `select binding, channel, choice, ballots, area::float8 as area from count_ballots($1, $2)`,
    [tx.committeeId, motion.motionId],
  );
  const byOthers = rows.filter(({ choice }) => choice !== byHands);
  const seats = rows.reduce((sum, { choice, ballots }) => (choice === byHands ? sum + ballots : sum), 0);
  return addHands(boxOf(byOthers, motion), await handsIn(tx, motion.motionId, seats));
}

/** What the hands of a meeting said, which must be as many as the seats that they stand for. */
async function handsIn(tx: Tx, motionId: string, seats: number) {
  const counted = await readHands(tx, motionId);
  if ((counted?.seats ?? 0) !== seats || (counted && sumOf(counted) !== seats))
    throw new Error("the hands are not as many as the seats that voted by them");
  return counted;
}

/** A scrutineer's sheet: how many papers they counted. The newest stands. */
export async function keepSheet(
  tx: Tx,
  motionId: string,
  scrutineerId: string,
  papers: Papers,
  fact: AnyFact,
): Promise<void> {
  await keepFact(tx, fact);
  const row = { ...papers, at: tx.now };
  await tx.sql
    .insert(countSheets)
    .values({ ...row, committeeId: tx.committeeId, motionId, scrutineerId })
    .onConflictDoUpdate({
      target: [countSheets.committeeId, countSheets.motionId, countSheets.scrutineerId],
      set: row,
    });
}

/** The sheets handed in for a motion, with who counted, oldest first. */
export async function sheetsOf(tx: Tx, motionId: string) {
  return tx.sql
    .select({
      scrutineerId: countSheets.scrutineerId,
      desk: countSheets.desk,
      homeBox: countSheets.homeBox,
      meeting: countSheets.meeting,
    })
    .from(countSheets)
    .where(and(eq(countSheets.committeeId, tx.committeeId), eq(countSheets.motionId, motionId)))
    .orderBy(asc(countSheets.at));
}

/** What the asker's own seat voted; the database answers only after the count. Of a show of hands only that it was one. */
export async function ownBallot(tx: Tx, accountId: string, motionId: string) {
  const { rows } = await tx.raw.query<{
    seat: number;
    choice: string;
    channel: BallotChannel;
    at: Date;
  }>("select seat, choice, channel, at from own_ballot($1, $2, $3)", [tx.committeeId, accountId, motionId]);
  return rows[0] ?? null;
}

function atSeat(table: typeof seatHolders) {
  return and(
    eq(table.committeeId, seats.committeeId),
    eq(table.motionId, seats.motionId),
    eq(table.seat, seats.seat),
  );
}
