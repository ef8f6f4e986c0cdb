import type {
  BallotChannel,
  CastAnswer,
  Choice,
  PaperChannel,
  PaperChoice,
  TranscribeAnswer,
} from "@yishi/domain/ballots";
import type { Box, Papers } from "@yishi/domain/motions";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Database, Statements, Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { ballots, countSheets, paperReadings, seatHolders, seats } from "./schema/ballots.ts";
import { households, residents } from "./schema/roll.ts";
import type { AnyFact } from "@yishi/domain/facts";

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
    readonly choice: Choice;
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
    readonly choice: PaperChoice;
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

/** The seats behind a door, for the clerk with the paper in hand. */
export async function seatsAt(
  tx: Tx,
  motionId: string,
  place: { readonly building: string; readonly stairwell: string; readonly door: string },
) {
  return tx.sql
    .select({
      seat: seats.seat,
      kind: seats.kind,
      names: sql<readonly string[]>`array_agg(${residents.name} order by ${residents.born})`,
      givenAt: ballots.at,
      givenThrough: ballots.channel,
      readBy: paperReadings.clerkId,
      readAt: paperReadings.at,
    })
    .from(seats)
    .innerJoin(
      households,
      and(eq(households.committeeId, seats.committeeId), eq(households.householdId, seats.householdId)),
    )
    .innerJoin(seatHolders, atSeat(seatHolders))
    .innerJoin(
      residents,
      and(
        eq(residents.committeeId, seatHolders.committeeId),
        eq(residents.residentId, seatHolders.residentId),
      ),
    )
    .leftJoin(ballots, and(atSeat(ballots), eq(ballots.binding, true)))
    .leftJoin(paperReadings, atSeat(paperReadings))
    .where(
      and(
        eq(seats.committeeId, tx.committeeId),
        eq(seats.motionId, motionId),
        eq(households.building, place.building),
        eq(households.stairwell, place.stairwell),
        eq(households.door, place.door),
      ),
    )
    .groupBy(seats.seat, seats.kind, ballots.at, ballots.channel, paperReadings.clerkId, paperReadings.at)
    .orderBy(asc(seats.seat))
    .limit(20);
}

/** Papers that another clerk has read and that wait for a second pair of eyes. */
export async function waitingPapers(tx: Tx, motionId: string, clerkId: string) {
  return tx.sql
    .select({
      seat: paperReadings.seat,
      building: households.building,
      stairwell: households.stairwell,
      door: households.door,
      at: paperReadings.at,
    })
    .from(paperReadings)
    .innerJoin(seats, atSeat(paperReadings))
    .innerJoin(
      households,
      and(eq(households.committeeId, seats.committeeId), eq(households.householdId, seats.householdId)),
    )
    .where(
      and(
        eq(paperReadings.committeeId, tx.committeeId),
        eq(paperReadings.motionId, motionId),
        ne(paperReadings.clerkId, clerkId),
      ),
    )
    .orderBy(asc(paperReadings.seat))
    .limit(50);
}

/** Opens the box: the lock of the motion is held alone until the transaction ends. Refused by the database before the close. */
export async function openBox(tx: Tx, motionId: string): Promise<Box> {
  const { rows } = await tx.raw.query<{
    binding: boolean;
    channel: BallotChannel;
    choice: PaperChoice;
    ballots: number;
  }>("select binding, channel, choice, ballots from count_ballots($1, $2)", [tx.committeeId, motionId]);
  const tally = { for: 0, against: 0, abstain: 0, invalid: 0 };
  const channels = { app: 0, desk: 0, homeBox: 0, meeting: 0 };
  let advisory = 0;
  for (const row of rows) {
    if (!row.binding) advisory += row.ballots;
    else {
      tally[row.choice] += row.ballots;
      channels[row.channel] += row.ballots;
    }
  }
  return { tally, channels, advisory };
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

/** What the asker's own seat voted; the database answers only after the count. */
export async function ownBallot(tx: Tx, accountId: string, motionId: string) {
  const { rows } = await tx.raw.query<{
    seat: number;
    choice: PaperChoice;
    channel: BallotChannel;
    at: Date;
  }>("select seat, choice, channel, at from own_ballot($1, $2, $3)", [tx.committeeId, accountId, motionId]);
  return rows[0] ?? null;
}

function atSeat(table: typeof seatHolders | typeof ballots | typeof paperReadings) {
  return and(
    eq(table.committeeId, seats.committeeId),
    eq(table.motionId, seats.motionId),
    eq(table.seat, seats.seat),
  );
}
