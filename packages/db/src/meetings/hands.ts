import type { Electorate } from "@yishi/domain/electorates";
import type { Hands, HandsAnswer, Opened, Put, There } from "@yishi/domain/meetings/vote";
import type { Kind } from "@yishi/domain/meetings/meeting";
import type { Outcome } from "@yishi/domain/motions";
import type { MotionStatus } from "@yishi/domain/motions/status";
import type { Language } from "@yishi/domain/texts";
import type { Tx } from "../client.ts";
import { keepFact } from "../facts.ts";
import { newId } from "../ids.ts";
import { handOpenings, motionMeetings } from "../schema/hands.ts";
import { countPresent } from "./attendance.ts";

/** A meeting to which a vote can be put: of its body, and with the matter on its agenda. */
export interface Candidate {
  readonly meetingId: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly lang: Language;
  readonly startsAt: Date;
  readonly place: string;
}

/** The meetings of a body that are called and still to come, with a proposal on their agenda; the first one first. */
export async function meetingsFor(
  tx: Tx,
  {
    proposalId,
    kind,
    group,
  }: { readonly proposalId: string; readonly kind: Kind; readonly group: string | null },
): Promise<readonly Candidate[]> {
  const { rows } = await tx.raw.query<Candidate>(
    `select m.meeting_id as "meetingId", m.year, m.number, m.title, m.lang, m.starts_at as "startsAt", m.place
     from meetings m
     where m.committee_id = $1 and m.status = 'called' and m.kind = $2 and m.residents_group is not distinct from $3 and m.starts_at > $4
       and exists (select from meeting_items i where i.committee_id = m.committee_id and i.meeting_id = m.meeting_id and i.proposal_id = $5)
     order by m.starts_at, m.meeting_id limit 20`,
    [tx.committeeId, kind, group, tx.now, proposalId],
  );
  return rows;
}

/** The item of a meeting's agenda that is a proposal; the first, where it stands there twice. */
export async function itemFor(tx: Tx, meetingId: string, proposalId: string): Promise<number | null> {
  const { rows } = await tx.raw.query<{ item: number | null }>(
    "select min(item)::int as item from meeting_items where committee_id = $1 and meeting_id = $2 and proposal_id = $3",
    [tx.committeeId, meetingId, proposalId],
  );
  return rows[0]?.item ?? null;
}

/** Keeps that a vote is put to a meeting, under its fact. */
export async function keepPut(tx: Tx, fact: Put): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { meetingId, item } = fact.body;
  await tx.sql
    .insert(motionMeetings)
    .values({ committeeId: tx.committeeId, motionId: fact.objectId, meetingId, item, factId });
}

/** Keeps that a vote was opened in its meeting; the database asks the quorum again. */
export async function keepOpened(tx: Tx, fact: Opened): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(handOpenings).values({
    ...{ committeeId: tx.committeeId, motionId: fact.objectId, memberId: fact.actorId },
    ...{ present: fact.body.present, at: fact.at, factId },
  });
}

/** The meeting that a vote is put to; nothing where it is put to none. */
export async function meetingOfVote(tx: Tx, motionId: string): Promise<string | null> {
  const { rows } = await tx.raw.query<{ meetingId: string }>(
    `select meeting_id as "meetingId" from motion_meetings where committee_id = $1 and motion_id = $2`,
    [tx.committeeId, motionId],
  );
  return rows[0]?.meetingId ?? null;
}

/** Whether a vote was opened in its meeting. */
export async function isOpened(tx: Tx, motionId: string): Promise<boolean> {
  const { rows } = await tx.raw.query(
    "select from hand_openings where committee_id = $1 and motion_id = $2",
    [tx.committeeId, motionId],
  );
  return rows.length > 0;
}

/** Who is there now: of those called, and of the seats of the vote. */
export async function there(tx: Tx, meetingId: string, motionId: string): Promise<There> {
  const called = await countPresent(tx, meetingId);
  const { present: seats } = await present(tx, motionId);
  return { called, seats };
}

/** How many seats of a vote somebody is there for, and how many of these have given no ballot yet. */
export async function present(
  tx: Tx,
  motionId: string,
): Promise<{ readonly present: number; readonly may: number }> {
  const { rows } = await tx.raw.query<{ present: number; may: number }>(
    `select count(*)::int as present, (count(*) filter (where not given))::int as may from seats_present($1, $2)`,
    [tx.committeeId, motionId],
  );
  return rows[0] ?? { present: 0, may: 0 };
}

/** Whether somebody is there for a seat of a vote. */
export async function isThere(tx: Tx, motionId: string, seat: number): Promise<boolean> {
  const { rows } = await tx.raw.query("select from seats_present($1, $2) where seat = $3", [
    tx.committeeId,
    motionId,
    seat,
  ]);
  return rows.length > 0;
}

/** Hands in what one counter saw, and answers what became of it; how many may raise a hand, where that was asked. */
export async function countHands(
  tx: Tx,
  seen: Hands & { readonly motionId: string; readonly counterId: string },
): Promise<{ readonly answer: HandsAnswer; readonly may: number }> {
  const { rows } = await tx.raw.query<{ answer: HandsAnswer; may: number }>({
    name: "hands.count",
    text: "select answer, may from count_hands($1, $2, $3, $4, $5, $6, $7, $8)",
    values: [
      ...[tx.committeeId, seen.counterId, seen.motionId],
      ...[seen.agreed, seen.opposed, seen.withheld, seen.unraised, newId()],
    ],
  });
  const [reply] = rows;
  if (!reply) throw new Error("the hands were not answered");
  return reply;
}

/** Who handed in what they saw and waits for another, and how many seats were counted once they agreed; never a figure. */
export async function counting(tx: Tx, motionId: string, counterId: string) {
  const { rows } = await tx.raw.query<{ mine: boolean; others: number; seats: number | null }>(
    `select exists (select from hand_readings r where r.committee_id = $1 and r.motion_id = $2 and r.counter_id = $3) as mine,
       (select count(*)::int from hand_readings r where r.committee_id = $1 and r.motion_id = $2 and r.counter_id <> $3) as others,
       (select c.seats from hand_counts c where c.committee_id = $1 and c.motion_id = $2) as seats`,
    [tx.committeeId, motionId, counterId],
  );
  return rows[0] ?? { mine: false, others: 0, seats: null };
}

/** A vote that is put to a meeting, as everybody may know it: figures of who is there, never how they vote. */
export interface VoteLine {
  readonly motionId: string;
  readonly proposalId: string;
  readonly year: number;
  readonly number: number;
  readonly ordinal: number;
  readonly item: number;
  readonly status: MotionStatus;
  readonly electorate: Electorate;
  readonly question: string | null;
  readonly lang: Language;
  readonly seats: number;
  readonly rules: unknown;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly openedAt: Date | null;
  readonly presentThen: number | null;
  readonly hands: number | null;
  readonly outcome: Outcome | null;
}

/** The votes that are put to a meeting, in the order of its agenda. */
export async function votesOf(tx: Tx, meetingId: string): Promise<readonly VoteLine[]> {
  const { rows } = await tx.raw.query<VoteLine>(
    `select o.motion_id as "motionId", o.proposal_id as "proposalId", p.year, p.number, o.ordinal, w.item, o.status, o.electorate,
       v.question, v.lang, o.seats, o.rules, o.opens_at as "opensAt", o.closes_at as "closesAt", h.at as "openedAt",
       h.present as "presentThen", c.seats as hands, o.outcome
     from motion_meetings w
     join motions o on o.committee_id = w.committee_id and o.motion_id = w.motion_id
     join proposals p on p.committee_id = o.committee_id and p.proposal_id = o.proposal_id
     join motion_versions v on v.committee_id = o.committee_id and v.motion_id = o.motion_id and v.version = o.version
     left join hand_openings h on h.committee_id = o.committee_id and h.motion_id = o.motion_id
     left join hand_counts c on c.committee_id = o.committee_id and c.motion_id = o.motion_id
     where w.committee_id = $1 and w.meeting_id = $2 order by w.item, o.ordinal`,
    [tx.committeeId, meetingId],
  );
  return rows;
}

/** The meeting in which a vote is taken, as its notice names it, with how many voted by hands there. */
export interface MeetingOfMotion {
  readonly year: number;
  readonly number: number;
  readonly status: string;
  readonly startsAt: Date;
  readonly place: string;
  readonly lang: Language;
  readonly openedAt: Date | null;
  readonly hands: number | null;
}

/** Where a motion is put to the vote by hands; nothing where it is put to no meeting. */
export async function placeOfVote(tx: Tx, motionId: string): Promise<MeetingOfMotion | null> {
  const { rows } = await tx.raw.query<MeetingOfMotion>(
    `select m.year, m.number, m.status, m.starts_at as "startsAt", m.place, m.lang, h.at as "openedAt", c.seats as hands
     from motion_meetings w
     join meetings m on m.committee_id = w.committee_id and m.meeting_id = w.meeting_id
     left join hand_openings h on h.committee_id = w.committee_id and h.motion_id = w.motion_id
     left join hand_counts c on c.committee_id = w.committee_id and c.motion_id = w.motion_id
     where w.committee_id = $1 and w.motion_id = $2`,
    [tx.committeeId, motionId],
  );
  return rows[0] ?? null;
}

/** Which items of a meeting's agenda are put to the vote there: their result is the count's, and no minutes say another. */
export async function votedItems(tx: Tx, meetingId: string): Promise<ReadonlySet<number>> {
  const { rows } = await tx.raw.query<{ item: number }>(
    "select item from motion_meetings where committee_id = $1 and meeting_id = $2",
    [tx.committeeId, meetingId],
  );
  return new Set(rows.map(({ item }) => item));
}

/** Whether somebody who was called voted in the meeting itself, by hands or on its paper: then they were there. */
export async function votedThere(tx: Tx, meetingId: string, meetingSeat: number): Promise<boolean> {
  const { rows } = await tx.raw.query(
    `select from motion_meetings w
     join meeting_attendance a on a.committee_id = w.committee_id and a.meeting_id = w.meeting_id and a.seat = $3
     join meeting_holders g on g.committee_id = a.committee_id and g.meeting_id = a.meeting_id and g.holder_id = a.holder_id
     join seat_holders h on h.committee_id = w.committee_id and h.motion_id = w.motion_id and h.resident_id = g.resident_id
     where w.committee_id = $1 and w.meeting_id = $2 and (
       exists (select from ballots b where b.committee_id = $1 and b.motion_id = w.motion_id and b.seat = h.seat and b.channel = 'meeting')
       or exists (select from paper_readings r where r.committee_id = $1 and r.motion_id = w.motion_id and r.seat = h.seat and r.channel = 'meeting'))
     limit 1`,
    [tx.committeeId, meetingId, meetingSeat],
  );
  return rows.length > 0;
}

/** Whether hands were counted at a meeting. */
export async function handsCounted(tx: Tx, meetingId: string): Promise<boolean> {
  const { rows } = await tx.raw.query(
    `select from motion_meetings w join hand_counts c on c.committee_id = w.committee_id and c.motion_id = w.motion_id
     where w.committee_id = $1 and w.meeting_id = $2 limit 1`,
    [tx.committeeId, meetingId],
  );
  return rows.length > 0;
}

/** What the hands said, after the close; the database answers no earlier. Nothing where none were counted. */
export async function readHands(
  tx: Tx,
  motionId: string,
): Promise<(Hands & { readonly seats: number }) | null> {
  const { rows } = await tx.raw.query<Hands & { seats: number }>(
    "select seats, agreed, opposed, withheld, unraised from read_hands($1, $2)",
    [tx.committeeId, motionId],
  );
  return rows[0] ?? null;
}

/** How many representatives there are in office, and how many of them and of the committee make up their meeting. */
export async function meetingOfRepresentatives(
  tx: Tx,
): Promise<{ readonly representatives: number; readonly all: number }> {
  const { rows } = await tx.raw.query<{ representatives: number; all: number }>(
    `select (count(*) filter (where not serves))::int as representatives, count(*)::int as "all" from (
       select bool_or(p.post <> 'representative') as serves
       from posts p join members m on m.committee_id = p.committee_id and m.member_id = p.member_id and m.left_at is null
       where p.committee_id = $1 and p.post in ('chair', 'viceChair', 'committeeMember', 'representative')
         and p.from_at <= $2 and p.until_at > $2
       group by coalesce(m.resident_id, m.member_id)) e`,
    [tx.committeeId, tx.now],
  );
  return rows[0] ?? { representatives: 0, all: 0 };
}
