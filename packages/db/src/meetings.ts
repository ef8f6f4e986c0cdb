import type { Day } from "@yishi/domain/calendar";
import { type Asking } from "@yishi/domain/meetings";
import { meetingKeys, type Kind, type Meeting, type Signer } from "@yishi/domain/meetings/meeting";
import type { MeetingFact } from "@yishi/domain/meetings/facts";
import type { Meeting as AskedFor, Status as PetitionStatus } from "@yishi/domain/petitions";
import { committeePosts } from "@yishi/domain/roles";
import type { ElectorLine } from "@yishi/domain/roll/residence";
import { readSnapshot } from "@yishi/domain/rulebook/snapshot";
import type { Language } from "@yishi/domain/texts";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { isElector } from "./roll/electors.ts";
import { doorOrder } from "./roll.ts";
import { meetingChanges, meetingItems, meetings } from "./schema/meetings.ts";

/** A meeting's state as the columns say it, for every statement that reads one. */
export const stateColumns = `m.meeting_id as "meetingId", m.kind, m.residents_group as "group", m.status, m.year, m.number,
    m.convener_id as "convenerId", m.called_at as "calledAt", m.starts_at as "startsAt", m.seats, m.rules, m.present,
    m.correct_until::text as "correctUntil",
    array(select s.signed_as from minute_signatures s where s.committee_id = m.committee_id and s.meeting_id = m.meeting_id
      order by s.signed_as) as signed`;

/** A meeting whose rules are read as they were kept. */
export function readRow<Row extends { readonly rules: unknown }>(row: Row) {
  return { ...row, rules: readSnapshot(row.rules, meetingKeys) };
}

type Kept = Omit<Meeting, "rules"> & { readonly rules: unknown; readonly signed: readonly Signer[] };

async function locked(tx: Tx, meetingId: string, how: "update" | "share"): Promise<Meeting | null> {
  // The lock first: whoever waited for it would otherwise see the meeting as it is and its signatures as they were.
  await tx.raw.query(
    `select from meetings where committee_id = $1 and meeting_id = $2 for ${how === "update" ? "update" : "share"}`,
    [tx.committeeId, meetingId],
  );
  return read(tx, meetingId);
}

/** A meeting, locked until the transaction ends: nothing else of it moves meanwhile. */
export async function lock(tx: Tx, meetingId: string): Promise<Meeting | null> {
  return locked(tx, meetingId, "update");
}

/** A meeting that stays as it is until the transaction ends, while many people come to it at once. */
export async function hold(tx: Tx, meetingId: string): Promise<Meeting | null> {
  return locked(tx, meetingId, "share");
}

/** A meeting as it is now. */
export async function read(tx: Tx, meetingId: string): Promise<Meeting | null> {
  const { rows } = await tx.raw.query<Kept>({
    name: "meetings.read",
    text: `select ${stateColumns} from meetings m where m.committee_id = $1 and m.meeting_id = $2`,
    values: [tx.committeeId, meetingId],
  });
  return rows[0] ? readRow(rows[0]) : null;
}

/** What is announced: where, about what, and the words of the notice. */
export interface Announced {
  readonly place: string;
  readonly title: string;
  readonly notice: string;
  readonly lang: Language;
  readonly hash: Uint8Array;
  readonly petitionId: string | null;
}

export interface Item {
  readonly title: string;
  readonly proposalId: string | null;
}

/** Enters a meeting with its notice and agenda, under the fact that it was called. */
export async function begin(
  tx: Tx,
  meeting: Meeting,
  announced: Announced,
  items: readonly Item[],
  fact: MeetingFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { signed: _none, ...state } = meeting;
  await tx.sql.insert(meetings).values({ ...state, ...announced, committeeId: tx.committeeId, factId });
  await tx.sql.insert(meetingItems).values(
    items.map((item, index) => ({
      ...{ ...item, item: index + 1, committeeId: tx.committeeId, meetingId: meeting.meetingId },
    })),
  );
}

/** Saves the next state together with the fact that led to it. Answers with the fact's id. */
export async function save(tx: Tx, next: Meeting, fact: MeetingFact, place?: string): Promise<string> {
  const factId = await keepFact(tx, fact);
  const { status, startsAt, present, correctUntil } = next;
  await tx.sql
    .update(meetings)
    .set({ status, startsAt, present, correctUntil, factId, ...(place !== undefined && { place }) })
    .where(is(tx, next.meetingId));
  return factId;
}

/** Where a meeting is. */
export async function placeOf(tx: Tx, meetingId: string): Promise<string> {
  const [found] = await tx.sql.select({ place: meetings.place }).from(meetings).where(is(tx, meetingId));
  if (!found) throw new Error("the meeting is gone");
  return found.place;
}

/** Saves that a meeting was moved or called off, and keeps from where to where with the reason; the public reads each. */
export async function saveChange(
  tx: Tx,
  before: Meeting & { readonly place: string },
  next: Meeting,
  said: { readonly reason: string; readonly lang: Language; readonly place: string | null },
  fact: MeetingFact,
): Promise<void> {
  const { reason, lang, place } = said;
  const factId = await save(tx, next, fact, place ?? before.place);
  await tx.sql.insert(meetingChanges).values({
    ...{ committeeId: tx.committeeId, changeId: newId(), meetingId: next.meetingId, reason, lang },
    ...{ kind: place === null ? "calledOff" : "moved", fromStartsAt: before.startsAt },
    ...{ fromPlace: before.place, toStartsAt: place === null ? null : next.startsAt, toPlace: place },
    ...{ at: tx.now, factId },
  });
}

/** The petition that a meeting would be called for, locked, with whether one is called for it already. */
export async function lockAsking(tx: Tx, petitionId: string): Promise<Asking | null> {
  const { rows } = await tx.raw.query<{
    meeting: AskedFor;
    status: PetitionStatus;
    meetingOn: Day | null;
    answeredOn: Day | null;
    taken: boolean;
  }>(
    `select p.meeting, p.status, p.meeting_on::text as "meetingOn",
       (p.answered_at at time zone 'Asia/Shanghai')::date::text as "answeredOn",
       exists (select from meetings m where m.committee_id = p.committee_id and m.petition_id = p.petition_id
         and m.status <> 'calledOff') as taken
     from petitions p where p.committee_id = $1 and p.petition_id = $2 for update of p`,
    [tx.committeeId, petitionId],
  );
  return rows[0] ?? null;
}

/** Who is called, by kind: `$2` and `$3` are the line between who counts and who does not, `$4` the group, `$5` now. */
const eligible = (
  line: string,
) => `select r.resident_id as holder_id, r.resident_id, null::uuid as member_id, r.household_id,
    h.building, h.stairwell, h.door, h.part
  from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
  where r.committee_id = $1 and r.left_on is null and ${isElector("r", "$2", "$3")} ${line}`;
const serving = (
  posts: readonly string[],
) => `select distinct coalesce(m.resident_id, m.member_id) as holder_id,
    m.resident_id, case when m.resident_id is null then m.member_id end as member_id, r.household_id,
    coalesce(h.building, '') as building, coalesce(h.stairwell, '') as stairwell, coalesce(h.door, '') as door, coalesce(h.part, '') as part
  from posts p join members m on m.committee_id = p.committee_id and m.member_id = p.member_id and m.left_at is null
  left join residents r on r.committee_id = m.committee_id and r.resident_id = m.resident_id
  left join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
  where p.committee_id = $1 and p.post in (${posts.map((post) => `'${post}'`).join(", ")})
    and p.from_at <= $5 and p.until_at > $5`;
const called: Readonly<Record<Kind, string>> = {
  residentsByHousehold: eligible(""),
  residentsByPerson: eligible(""),
  groupByHousehold: eligible("and h.residents_group = $4"),
  groupByPerson: eligible("and h.residents_group = $4"),
  // A committee without a single representative is no representatives' meeting.
  representatives: `${serving([...committeePosts, "representative"])} and exists (select from posts o
    where o.committee_id = $1 and o.post = 'representative' and o.from_at <= $5 and o.until_at > $5)`,
  committee: serving([...committeePosts]),
};
/** Not every kind asks for each of these: their types are said once for all. */
const given = "with given as (select $2::date, $3::date, $4::text, $5::timestamptz)";
const seatOf = (kind: Kind) => (kind.endsWith("ByHousehold") ? "household_id" : "holder_id");

/** How many would be called if the notice went out now. */
export async function countCalled(
  tx: Tx,
  kind: Kind,
  group: string | null,
  line: ElectorLine,
): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(
    `${given} select count(distinct ${seatOf(kind)})::int as count from (${called[kind]}) e`,
    [tx.committeeId, line.bornUntil, line.livedSinceUntil, group, tx.now],
  );
  return rows[0]?.count ?? 0;
}

/** Freezes the list of those called: one seat for each household, or for each of those called. */
export async function freezeCalled(
  tx: Tx,
  meetingId: string,
  { kind, group }: Pick<Meeting, "kind" | "group">,
  line: ElectorLine,
): Promise<void> {
  const seat = seatOf(kind);
  await tx.raw.query(
    `${given}, eligible as (${called[kind]}),
       places as (select distinct on (${seat}) ${seat} as of_seat, household_id, building, stairwell, door, part from eligible),
       numbered as (select *, row_number() over (order by ${doorOrder("p")}, of_seat)::int as seat from places p),
       made as (insert into meeting_seats (committee_id, meeting_id, seat, household_id, building)
         select $1, $6, seat, household_id, building from numbered)
     insert into meeting_holders (committee_id, meeting_id, seat, holder_id, resident_id, member_id)
       select $1, $6, n.seat, e.holder_id, e.resident_id, e.member_id
       from eligible e join numbered n on n.of_seat = e.${seat}`,
    [tx.committeeId, line.bornUntil, line.livedSinceUntil, group, tx.now, meetingId],
  );
}

/** Whether who called a meeting still holds a post in which one calls meetings. */
export async function convenerServes(tx: Tx, memberId: string, posts: readonly string[]): Promise<boolean> {
  const { rows } = await tx.raw.query(
    `select from posts p join members m on m.committee_id = p.committee_id and m.member_id = p.member_id and m.left_at is null
     where p.committee_id = $1 and p.member_id = $2 and p.post = any($3) and p.from_at <= $4 and p.until_at > $4 limit 1`,
    [tx.committeeId, memberId, posts, tx.now],
  );
  return rows.length > 0;
}

/** The residents' groups there are, by name. */
export async function groups(tx: Tx): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ group: string }>(
    `select distinct residents_group as "group" from households where committee_id = $1 and residents_group is not null
     order by 1 limit 200`,
    [tx.committeeId],
  );
  return rows.map(({ group }) => group);
}

/** The residents' group in which somebody lives. */
export async function groupOf(tx: Tx, residentId: string | null): Promise<string | null> {
  const { rows } = await tx.raw.query<{ group: string | null }>(
    `select h.residents_group as "group" from residents r
     join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.resident_id = $2 and r.left_on is null`,
    [tx.committeeId, residentId],
  );
  return rows[0]?.group ?? null;
}

function is(tx: Tx, meetingId: string) {
  return and(eq(meetings.committeeId, tx.committeeId), eq(meetings.meetingId, meetingId));
}
