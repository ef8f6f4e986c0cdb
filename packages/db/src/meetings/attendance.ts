import type { AttendanceChannel, OfBuilding, Seat } from "@yishi/domain/meetings/attendance";
import type { AttendanceFact } from "@yishi/domain/meetings/facts";
import type { Tx } from "../client.ts";
import { keepFact } from "../facts.ts";
import { lock } from "../meetings.ts";
import { doorOrder } from "../roll.ts";
import { meetingAttendance } from "../schema/meetings.ts";

/** A seat with who of its holders it is about, and whether somebody is there for it. */
export interface SeatOf extends Seat {
  readonly holderId: string;
}

/** Two who come for one seat take turns, and each seat has its own queue. */
async function lockSeat(tx: Tx, meetingId: string, seat: number): Promise<boolean> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtextextended('seat ' || $1 || ' ' || $2, 0))", [
    meetingId,
    seat,
  ]);
  const { rows } = await tx.raw.query<{ present: boolean }>(
    "select present from meeting_attendance where committee_id = $1 and meeting_id = $2 and seat = $3",
    [tx.committeeId, meetingId, seat],
  );
  return rows[0]?.present ?? false;
}

/** The seat of somebody who was called, locked; none where they were not. `holderId` is a resident, or a member of no household here. */
export async function lockSeatOf(tx: Tx, meetingId: string, holderId: string): Promise<SeatOf | null> {
  const { rows } = await tx.raw.query<{ seat: number }>(
    "select seat from meeting_holders where committee_id = $1 and meeting_id = $2 and holder_id = $3",
    [tx.committeeId, meetingId, holderId],
  );
  const seat = rows[0]?.seat;
  return seat === undefined ? null : { seat, holderId, present: await lockSeat(tx, meetingId, seat) };
}

/** The seat of somebody who was called, as it is now; none where they were not. */
export async function seatOf(tx: Tx, meetingId: string, holderId: string): Promise<Seat | null> {
  const { rows } = await tx.raw.query<Seat>(
    `select h.seat, coalesce(a.present, false) as present from meeting_holders h
     left join meeting_attendance a on a.committee_id = h.committee_id and a.meeting_id = h.meeting_id and a.seat = h.seat
     where h.committee_id = $1 and h.meeting_id = $2 and h.holder_id = $3`,
    [tx.committeeId, meetingId, holderId],
  );
  return rows[0] ?? null;
}

/** Saves that somebody is there for a seat, or that this was entered wrongly, with its fact. */
export async function saveAttendance(
  tx: Tx,
  { seat, holderId }: SeatOf,
  channel: AttendanceChannel,
  fact: AttendanceFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const row = { holderId, present: fact.kind === "meeting.attended", channel, at: fact.at, factId };
  await tx.sql
    .insert(meetingAttendance)
    .values({ ...row, committeeId: tx.committeeId, meetingId: fact.objectId, seat })
    .onConflictDoUpdate({
      target: [meetingAttendance.committeeId, meetingAttendance.meetingId, meetingAttendance.seat],
      set: row,
    });
}

/** How many seats have somebody there now. */
export async function countPresent(tx: Tx, meetingId: string): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>({
    name: "meetings.present",
    text: "select count(*)::int as count from meeting_attendance where committee_id = $1 and meeting_id = $2 and present",
    values: [tx.committeeId, meetingId],
  });
  return rows[0]?.count ?? 0;
}

/** Whether somebody came themselves. Of a household it is who came for it, and nobody else. */
export async function wasThere(tx: Tx, meetingId: string, holderId: string): Promise<boolean> {
  const { rows } = await tx.raw.query(
    "select from meeting_attendance where committee_id = $1 and meeting_id = $2 and holder_id = $3 and present",
    [tx.committeeId, meetingId, holderId],
  );
  return rows.length > 0;
}

/** A line of the list of those called: one seat with all who may come for it, and who did. */
export interface Line {
  readonly seat: number;
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
  readonly part: string;
  readonly holders: readonly {
    readonly holderId: string;
    readonly residentId: string | null;
    readonly name: string | null;
  }[];
  readonly present: boolean;
  readonly cameId: string | null;
  readonly channel: AttendanceChannel | null;
  readonly at: Date | null;
}

/** The list of those called, of one building or of all, door by door. */
export async function linesOf(
  tx: Tx,
  meetingId: string,
  wanted: { readonly building: string | null; readonly presentOnly: boolean },
): Promise<readonly Line[]> {
  const { rows } = await tx.raw.query<Line>(
    `select s.seat, s.building, coalesce(h.stairwell, '') as stairwell, coalesce(h.door, '') as door, coalesce(h.part, '') as part,
       coalesce(a.present, false) as present, case when a.present then a.holder_id end as "cameId",
       case when a.present then a.channel end as channel, case when a.present then a.at end as at,
       (select jsonb_agg(jsonb_build_object('holderId', p.holder_id, 'residentId', p.resident_id, 'name', coalesce(r.name, m.name)) order by r.born nulls last, p.holder_id)
        from meeting_holders p
        left join residents r on r.committee_id = p.committee_id and r.resident_id = p.resident_id
        left join members m on m.committee_id = p.committee_id and m.member_id = p.member_id
        where p.committee_id = s.committee_id and p.meeting_id = s.meeting_id and p.seat = s.seat) as holders
     from meeting_seats s
     left join households h on h.committee_id = s.committee_id and h.household_id = s.household_id
     left join meeting_attendance a on a.committee_id = s.committee_id and a.meeting_id = s.meeting_id and a.seat = s.seat
     where s.committee_id = $1 and s.meeting_id = $2 and ($3::text is null or s.building = $3) and (a.present or not $4)
     order by ${doorOrder("h")}, s.seat limit 2000`,
    [tx.committeeId, meetingId, wanted.building, wanted.presentOnly],
  );
  return rows;
}

/** How many were called and came, building by building. */
export async function figuresByBuilding(tx: Tx, meetingId: string): Promise<readonly OfBuilding[]> {
  const { rows } = await tx.raw.query<OfBuilding>(
    `select s.building, count(*)::int as seats, (count(*) filter (where a.present))::int as present
     from meeting_seats s
     left join meeting_attendance a on a.committee_id = s.committee_id and a.meeting_id = s.meeting_id and a.seat = s.seat
     where s.committee_id = $1 and s.meeting_id = $2
     group by s.building order by nullif(regexp_replace(s.building, '\\D', '', 'g'), '')::numeric nulls last, s.building`,
    [tx.committeeId, meetingId],
  );
  return rows;
}

/**
 * A meeting and how many are there: what `mayVote` asks for before anything is put to the vote. Whoever comes or is struck
 * holds the meeting shared, so that nobody does until the transaction ends.
 */
export async function forVote(tx: Tx, meetingId: string) {
  const meeting = await lock(tx, meetingId);
  return meeting && { meeting, present: await countPresent(tx, meetingId) };
}
