import type { Day } from "@yishi/domain/calendar";
import type { Option } from "@yishi/domain/motions/forms";
import type { DataClassName } from "@yishi/domain/privacy/register";
import type { Language } from "@yishi/domain/texts";
import type { AnyFact } from "@yishi/domain/facts";
import type { SayingKind, ViewStatus } from "@yishi/domain/views";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";

/** Whose data is asked for: a resident, and the member that they are; of who lives elsewhere the member alone. */
export interface Person {
  readonly residentId: string | null;
  readonly memberId: string | null;
}

/** One's own line of the roll. Of the others behind the door only their number: their names are theirs. */
export interface OwnEntry {
  readonly name: string | null;
  readonly born: Day | null;
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
  readonly part: string;
  readonly group: string | null;
  readonly grid: string | null;
  readonly residence: string;
  readonly livedSince: Day | null;
  readonly joinedOn: Day;
  readonly household: number;
}

/** One's own line of the roll as it stands. */
export async function ownEntry(tx: Tx, residentId: string): Promise<OwnEntry | null> {
  const { rows } = await tx.raw.query<OwnEntry>(
    `select r.name, r.born::text as born, h.building, h.stairwell, h.door, h.part, h.residents_group as "group", h.grid,
       r.residence, r.lived_since::text as "livedSince", r.joined_on::text as "joinedOn",
       (select count(*)::int from residents o where o.committee_id = r.committee_id
         and o.household_id = r.household_id and o.left_on is null) as household
     from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.resident_id = $2 and r.left_on is null`,
    [tx.committeeId, residentId],
  );
  return rows[0] ?? null;
}

/** The member that a resident is, whether or not they sign in. */
export async function memberOfResident(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{ memberId: string; accountId: string | null }>(
    `select member_id as "memberId", account_id as "accountId" from members where committee_id = $1 and resident_id = $2`,
    [tx.committeeId, residentId],
  );
  return rows[0] ?? null;
}

/** What is kept of a member beside what the roll has: who lives elsewhere has nothing but this. */
export async function membershipOf(tx: Tx, memberId: string) {
  const { rows } = await tx.raw.query<{ name: string; servesAs: string | null; joinedAt: Date }>(
    `select name, serves_as as "servesAs", joined_at as "joinedAt" from members where committee_id = $1 and member_id = $2`,
    [tx.committeeId, memberId],
  );
  return rows[0] ?? null;
}

/** How many lines of one class there are about a person, since when, and the latest: from it a timer runs. */
export interface Kept {
  readonly what: DataClassName;
  readonly count: number;
  readonly since: Date | null;
  readonly latest: Date | null;
}

/** What each class asks: `$2` is the resident, `$3` the member, and `at` the time that counts. */
const lines: Readonly<Partial<Record<DataClassName, string>>> = {
  rollEntry: `select (joined_on::timestamp at time zone 'Asia/Shanghai') as at from residents where committee_id = $1 and resident_id = $2`,
  membership: `select joined_at as at from members where committee_id = $1 and member_id = $3`,
  drafts: `select v.written_at as at from proposals p join proposal_versions v on v.committee_id = p.committee_id
    and v.proposal_id = p.proposal_id and v.version = p.version
    where p.committee_id = $1 and p.author_id = $2 and p.opened_at is null and v.erased_at is null
    union all select saved_at from drafts where committee_id = $1 and author_id = $2`,
  proposals: `select opened_at as at from proposals where committee_id = $1 and author_id = $2 and opened_at is not null`,
  files: `select added_at as at from files where committee_id = $1 and (author_id = $2 or hider_id = $3)`,
  sponsorships: `select asked_at as at from sponsorships where committee_id = $1 and (author_id = $2 or sponsor_id = $2)`,
  cosponsors: `select at from cosponsors where committee_id = $1 and resident_id = $2
    union all select at from support_answers where committee_id = $1 and resident_id = $2 and not supports`,
  followings: `select looked_at as at from followings where committee_id = $1 and member_id = $3`,
  petitions: `select opened_at as at from petitions where committee_id = $1 and author_id = $2
    union all select at from petition_signatures where committee_id = $1 and resident_id = $2`,
  experts: `select e.begun_at as at from experts e where e.committee_id = $1 and e.member_id = $3
    union all select at from expert_checks where committee_id = $1 and checker_id = $3
    union all select at from expert_namings where committee_id = $1 and (namer_id = $2 or resident_id = $2)
    union all select at from expert_fields where committee_id = $1 and added_by = $3`,
  consultations: `select asked_at as at from consultations where committee_id = $1 and (asker_id = $3 or responder_id = $3)
    union all select s.asked_at from panel_seats s join experts e on e.committee_id = s.committee_id and e.expert_id = s.expert_id
      where s.committee_id = $1 and (e.member_id = $3 or s.decider_id = $3)
    union all select at from panel_choices where committee_id = $1 and chooser_id = $3
    union all select at from panel_objections where committee_id = $1 and resident_id = $2
    union all select at from proposal_hazards where committee_id = $1 and marked_by = $3`,
  meetings: `select m.called_at as at from meeting_holders h join meetings m on m.committee_id = h.committee_id and m.meeting_id = h.meeting_id
    where h.committee_id = $1 and h.holder_id in ($2, $3)
    union all select asked_at from minute_corrections where committee_id = $1 and asker_id = $3
    union all select at from minute_signatures where committee_id = $1 and member_id = $3`,
  views: `select v.said_at as at from views v where v.committee_id = $1 and v.author_id = $2 and v.status <> 'withdrawn'`,
  moderations: `select hidden_at as at from moderations where committee_id = $1 and (moderator_id = $3 or decider_id = $3)
    union all select m.hidden_at from moderations m join views v on v.committee_id = m.committee_id and v.view_id = m.view_id
      where m.committee_id = $1 and v.author_id = $2`,
  seats: `select m.noticed_at as at from seat_holders h join motions m on m.committee_id = h.committee_id and m.motion_id = h.motion_id
    where h.committee_id = $1 and h.resident_id = $2`,
  units: `select (u.from_on::timestamp at time zone 'Asia/Shanghai') as at from unit_owners o
    join units u on u.committee_id = o.committee_id and u.unit_id = o.unit_id where o.committee_id = $1 and o.resident_id = $2`,
  posts: `select from_at as at from posts where committee_id = $1 and member_id = $3`,
  kinships: `select (declared_on::timestamp at time zone 'Asia/Shanghai') as at from kinships
    where committee_id = $1 and (resident_id = $2 or other_id = $2)`,
  outcomes: `select filed_at as at from objections where committee_id = $1 and resident_id = $2
    union all select at from acceptances where committee_id = $1 and resident_id = $2
    union all select asked_at from recounts where committee_id = $1 and resident_id = $2
    union all select at from follow_ups where committee_id = $1 and resident_id = $2`,
  acts: `select at from reviews where committee_id = $1 and reviewer_id = $3
    union all select at from count_sheets where committee_id = $1 and scrutineer_id = $3
    union all select at from recount_findings where committee_id = $1 and scrutineer_id = $3
    union all select published_at from resolutions where committee_id = $1 and publisher_id = $3
    union all select noticed_at from motions where committee_id = $1 and convener_id = $3`,
  slips: `select printed_at as at from slips where committee_id = $1 and member_id = $3`,
  consents: `select at from consents where committee_id = $1 and resident_id = $2`,
  contests: `select filed_at as at from contests where committee_id = $1 and resident_id = $2 and erased_at is null`,
  sightings: `select at from sightings where committee_id = $1 and resident_id = $2`,
  imports: `select read_at as at from roll_imports where committee_id = $1 and member_id = $3`,
  facts: `select at from facts where committee_id = $1 and subject_id = $2 and kind not like 'ballot.%'`,
};

/** What exists about a person, class by class, in one statement; classes without a line are left out. */
export async function keptOf(tx: Tx, { residentId, memberId }: Person): Promise<readonly Kept[]> {
  const parts = Object.entries(lines).map(
    ([what, asked]) =>
      `select '${what}' as what, count(*)::int as count, min(at) as since, max(at) as latest from (${asked}) x`,
  );
  const { rows } = await tx.raw.query<Kept>({
    name: "privacy.kept",
    text: `select * from (${parts.join(" union all ")}) k where count > 0`,
    values: [tx.committeeId, residentId, memberId],
  });
  return rows;
}

/** One's own changes of the roll: what was entered, and what stood there before. */
export async function entriesOf(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{
    kind: string;
    onDay: Day;
    reference: string | null;
    beforeName: string | null;
    beforeBorn: Day | null;
  }>(
    `select kind, on_day::text as "onDay", reference, before_name as "beforeName", before_born::text as "beforeBorn"
     from roll_entries where committee_id = $1 and resident_id = $2 order by at, entry_id`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** The words one wrote, drafts and public ones, newest version of each. */
export async function wordsBy(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{
    proposalId: string;
    year: number | null;
    number: number | null;
    status: string;
    title: string | null;
    problem: string | null;
    wish: string | null;
    touches: string | null;
    cost: string | null;
    lang: Language;
    writtenAt: Date;
    named: boolean;
  }>(
    `select p.proposal_id as "proposalId", p.year, p.number, p.status, v.title, v.problem, v.wish, v.touches, v.cost, v.lang,
       v.written_at as "writtenAt", p.author_named as named
     from proposals p join proposal_versions v on v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.version = p.version
     where p.committee_id = $1 and p.author_id = $2 order by v.written_at desc limit 500`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** What one said of proposals, what was hidden of it too: it is one's own. What one took back is gone. */
export async function saidBy(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{
    year: number;
    number: number;
    kind: SayingKind;
    status: ViewStatus;
    text: string | null;
    wording: string | null;
    lang: Language;
    saidAt: Date;
    channel: string;
    named: boolean;
  }>(
    `select p.year, p.number, v.kind, v.status, t.text, t.wording, t.lang, v.said_at as "saidAt", v.channel, v.name_public as named
     from views v join proposals p on p.committee_id = v.committee_id and p.proposal_id = v.proposal_id
     join view_versions t on t.committee_id = v.committee_id and t.view_id = v.view_id and t.version = v.version
     where v.committee_id = $1 and v.author_id = $2 order by v.said_at desc limit 2000`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** One's seats in votes, when and through what each ballot was given: never what it says. */
export async function seatsOf(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{
    motionId: string;
    year: number;
    number: number;
    question: string | null;
    seat: number;
    kind: string;
    opensAt: Date | null;
    closesAt: Date | null;
    countedAt: Date | null;
    givenAt: Date | null;
    givenThrough: string | null;
    binding: boolean | null;
    options: readonly Option[] | null;
  }>(
    `select h.motion_id as "motionId", p.year, p.number, v.question, h.seat, s.kind, m.opens_at as "opensAt",
       m.closes_at as "closesAt", m.counted_at as "countedAt", b.at as "givenAt", b.channel as "givenThrough", b.binding,
       v.options
     from seat_holders h
     join seats s on s.committee_id = h.committee_id and s.motion_id = h.motion_id and s.seat = h.seat
     join motions m on m.committee_id = h.committee_id and m.motion_id = h.motion_id
     join motion_versions v on v.committee_id = m.committee_id and v.motion_id = m.motion_id and v.version = m.version
     join proposals p on p.committee_id = m.committee_id and p.proposal_id = m.proposal_id
     left join ballots b on b.committee_id = h.committee_id and b.motion_id = h.motion_id and b.seat = h.seat
     where h.committee_id = $1 and h.resident_id = $2 order by m.opens_at desc limit 500`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** The posts one holds or held. */
export async function postsOf(tx: Tx, memberId: string) {
  const { rows } = await tx.raw.query<{ post: string; appointedBy: string; fromAt: Date; untilAt: Date }>(
    `select post, appointed_by as "appointedBy", from_at as "fromAt", until_at as "untilAt" from posts
     where committee_id = $1 and member_id = $2 order by from_at`,
    [tx.committeeId, memberId],
  );
  return rows;
}

/** What was done for a person: kind, channel and time; neither who did it nor to what. */
export async function factsFor(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{ kind: string; channel: string; at: Date }>(
    `select kind, channel, at from facts where committee_id = $1 and subject_id = $2 and kind not like 'ballot.%'
     order by at desc limit 1000`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** Unties an account from its members, in every one of these communities; the last one named is seen again afterwards. */
export async function untieAccount(
  tx: Tx,
  accountId: string,
  communities: readonly string[],
  factOf: (member: { readonly memberId: string; readonly residentId: string | null }) => AnyFact,
): Promise<void> {
  for (const committeeId of new Set([...communities, tx.committeeId])) {
    await tx.raw.query("select set_config('app.committee', $1, true)", [committeeId]);
    const { rows } = await tx.raw.query<{ memberId: string; residentId: string | null }>(
      `update members set account_id = null where committee_id = $1 and account_id = $2
       returning member_id as "memberId", resident_id as "residentId"`,
      [committeeId, accountId],
    );
    for (const member of rows) await keepFact({ ...tx, committeeId }, factOf(member));
  }
  await tx.raw.query("select set_config('app.committee', $1, true)", [tx.committeeId]);
}

/** What somebody is writing and has not read over: it is theirs, half sentences too. */
export async function writingsBy(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{
    title: string;
    problem: string;
    wish: string;
    touches: string;
    cost: string;
    lang: Language;
    savedAt: Date;
  }>(
    `select title, problem, wish, touches, cost, lang, saved_at as "savedAt" from drafts
     where committee_id = $1 and author_id = $2 order by saved_at desc limit 200`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** With whom somebody under age proposed, or for whom one stood beside: the other's name is theirs, and not told. */
export async function sponsoringOf(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{
    as: "author" | "sponsor";
    state: string;
    named: boolean;
    askedAt: Date;
    answeredAt: Date | null;
    year: number | null;
    number: number | null;
  }>(
    `select case when s.author_id = $2 then 'author' else 'sponsor' end as "as", s.state, s.named, s.asked_at as "askedAt",
       s.answered_at as "answeredAt", p.year, p.number
     from sponsorships s join proposals p on p.committee_id = s.committee_id and p.proposal_id = s.proposal_id
     where s.committee_id = $1 and (s.author_id = $2 or s.sponsor_id = $2) order by s.asked_at desc limit 200`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** Erases every version of the words of something that was never public; rows and hashes stay. */
export async function eraseWords(tx: Tx, proposalIds: readonly string[], ground: string): Promise<void> {
  await tx.raw.query(
    `update proposal_versions set title = null, problem = null, wish = null, touches = null, cost = null,
       erased_at = $3, erased_ground = $4
     where committee_id = $1 and proposal_id = any($2) and erased_at is null`,
    [tx.committeeId, proposalIds, tx.now, ground],
  );
  await tx.raw.query("delete from draft_answers where committee_id = $1 and proposal_id = any($2)", [
    tx.committeeId,
    proposalIds,
  ]);
}
