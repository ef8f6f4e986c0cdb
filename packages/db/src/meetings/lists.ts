import type { Meeting } from "@yishi/domain/meetings/meeting";
import type { Underway } from "@yishi/domain/meetings/awaits";
import type { Language } from "@yishi/domain/texts";
import type { Tx } from "../client.ts";
import { readRow, stateColumns } from "../meetings.ts";

/** A meeting as anybody may see it, with how many are there. */
export interface MeetingLine extends Meeting {
  readonly title: string;
  readonly place: string;
  readonly notice: string;
  readonly lang: Language;
  readonly here: number;
  readonly convener: string;
  readonly petitionYear: number | null;
  readonly petitionNumber: number | null;
}

const present = `(select count(*)::int from meeting_attendance a where a.committee_id = m.committee_id
    and a.meeting_id = m.meeting_id and a.present)`;
const columns = `${stateColumns}, m.title, m.place, m.notice, m.lang, ${present} as here, c.name as convener,
    p.year as "petitionYear", p.number as "petitionNumber"`;
const lines = `select ${columns} from meetings m
  join members c on c.committee_id = m.committee_id and c.member_id = m.convener_id
  left join petitions p on p.committee_id = m.committee_id and p.petition_id = m.petition_id`;

/** Where a page of the list ends. */
export interface Cursor {
  readonly startsAt: Date;
  readonly meetingId: string;
}

/** The meetings still to come and underway, the nearest first. */
export async function coming(tx: Tx, since: Date): Promise<readonly MeetingLine[]> {
  const { rows } = await tx.raw.query<MeetingLine>({
    name: "meetings.coming",
    text: `${lines} where m.committee_id = $1 and m.status = 'called' and m.starts_at >= $2 order by m.starts_at, m.meeting_id limit 50`,
    values: [tx.committeeId, since],
  });
  return rows.map(readRow);
}

/** Every meeting, the latest first, a page: walked from where the last one ended. */
export async function page(
  tx: Tx,
  wanted: { readonly after: Cursor | null; readonly limit: number },
): Promise<readonly MeetingLine[]> {
  const after = wanted.after ?? {
    startsAt: new Date("9999-01-01T00:00:00Z"),
    meetingId: "ffffffff-ffff-ffff-ffff-ffffffffffff",
  };
  const { rows } = await tx.raw.query<MeetingLine>({
    name: "meetings.page",
    text: `${lines} where m.committee_id = $1 and (m.starts_at, m.meeting_id) < ($2, $3)
      order by m.starts_at desc, m.meeting_id desc limit $4`,
    values: [tx.committeeId, after.startsAt, after.meetingId, wanted.limit],
  });
  return rows.map(readRow);
}

/** One meeting by its number. */
export async function byNumber(tx: Tx, year: number, number: number): Promise<MeetingLine | null> {
  const { rows } = await tx.raw.query<MeetingLine>({
    name: "meetings.byNumber",
    text: `${lines} where m.committee_id = $1 and m.year = $2 and m.number = $3`,
    values: [tx.committeeId, year, number],
  });
  return rows[0] ? readRow(rows[0]) : null;
}

/** The number of the meeting that was called for a petition and not called off. */
export async function ofPetition(tx: Tx, petitionId: string) {
  const { rows } = await tx.raw.query<{ year: number; number: number; startsAt: Date }>(
    `select year, number, starts_at as "startsAt" from meetings
     where committee_id = $1 and petition_id = $2 and status <> 'calledOff'`,
    [tx.committeeId, petitionId],
  );
  return rows[0] ?? null;
}

/** From where to where a meeting was moved, or that it was called off, each with its reason, oldest first. */
export async function changesOf(tx: Tx, meetingId: string) {
  const { rows } = await tx.raw.query<{
    kind: "moved" | "calledOff";
    fromStartsAt: Date;
    fromPlace: string;
    toStartsAt: Date | null;
    toPlace: string | null;
    reason: string;
    lang: Language;
    at: Date;
  }>(
    `select kind, from_starts_at as "fromStartsAt", from_place as "fromPlace", to_starts_at as "toStartsAt", to_place as "toPlace",
       reason, lang, at
     from meeting_changes where committee_id = $1 and meeting_id = $2 order by at, change_id`,
    [tx.committeeId, meetingId],
  );
  return rows;
}

/** What of the meetings that are not over concerns somebody: called, there, its convener. `$2` is their seat's holder, `$3` the member. */
export async function underway(
  tx: Tx,
  holderId: string,
  memberId: string,
): Promise<readonly (Underway & Pick<MeetingLine, "title" | "lang" | "place">)[]> {
  // Called, and nobody there yet for the seat that is theirs or their household's.
  const mine = `exists (select from meeting_holders h where h.committee_id = m.committee_id and h.meeting_id = m.meeting_id
    and h.holder_id = $2 and not exists (select from meeting_attendance a where a.committee_id = h.committee_id
      and a.meeting_id = h.meeting_id and a.seat = h.seat and a.present))`;
  const { rows } = await tx.raw.query<Underway & Pick<MeetingLine, "title" | "lang" | "place">>({
    name: "meetings.underway",
    text: `select ${stateColumns}, m.title, m.lang, m.place, ${mine} as called,
        exists (select from meeting_attendance a where a.committee_id = m.committee_id and a.meeting_id = m.meeting_id
          and a.holder_id = $2 and a.present) as "wasThere",
        m.convener_id = $3 as "isConvener",
        (select count(*)::int from minute_corrections c where c.committee_id = m.committee_id and c.meeting_id = m.meeting_id
          and c.status = 'open') as "correctionsWaiting",
        u.due::text as "undertakingDue"
      from meetings m
      left join lateral (select min(u.due_on) as due from meeting_undertakings u where u.committee_id = m.committee_id
        and u.meeting_id = m.meeting_id and u.done_on is null) u on true
      where m.committee_id = $1 and (m.status in ('called', 'minuted') or (m.status = 'recorded' and u.due is not null))
      order by m.starts_at, m.meeting_id limit 200`,
    values: [tx.committeeId, holderId, memberId],
  });
  return rows.map(readRow);
}
