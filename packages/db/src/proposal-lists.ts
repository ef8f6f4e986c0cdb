import { dayOf, type Day } from "@yishi/domain/calendar";
import type { Opening } from "@yishi/domain/deciders";
import type { Agreement } from "@yishi/domain/motions/agreement";
import type { Outcome } from "@yishi/domain/motions";
import type { Electorate } from "@yishi/domain/electorates";
import { steps, type Status } from "@yishi/domain/proposals";
import type { FollowUp } from "@yishi/domain/resolutions/follow-up";
import type { Language } from "@yishi/domain/texts";
import type { Tx } from "./client.ts";

/** A line of a list of proposals. */
export interface ProposalLine {
  readonly proposalId: string;
  readonly year: number;
  readonly number: number;
  readonly status: Status;
  /** Which of its motions its status goes by. */
  readonly lead: number;
  readonly openedAt: Date;
  readonly windowEnds: Day | null;
  readonly cosponsors: number;
  readonly cosponsorsNeeded: number;
  readonly firstYes: Opening | null;
  readonly title: string | null;
  readonly lang: Language;
  readonly electorate: Electorate | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly outcome: Outcome | null;
  readonly noticeEnds: Day | null;
  readonly followUp: FollowUp | null;
  readonly consulting: boolean;
}

/** Where a page of a list ends: the next begins after it. Pages go by this key, never by counting rows. */
export interface Cursor {
  readonly openedAt: Date;
  readonly proposalId: string;
}

const lineBy = (
  status: string,
) => `p.proposal_id as "proposalId", p.year, p.number, ${status} as status, p.lead, p.opened_at as "openedAt", p.window_ends::text as "windowEnds",
  p.cosponsors, p.cosponsors_needed as "cosponsorsNeeded", p.first_yes as "firstYes", v.title, v.lang, m.electorate, m.opens_at as "opensAt",
  m.closes_at as "closesAt", m.outcome, r.notice_ends::text as "noticeEnds", m.follow_up as "followUp",
  exists (select from consultations x where x.committee_id = p.committee_id and x.proposal_id = p.proposal_id
    and x.status in ('choosing', 'studying', 'answering')) as consulting`;
const joinedBy = (
  which: string,
) => `join proposal_versions v on v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.version = p.version
  left join motions m on m.committee_id = p.committee_id and m.proposal_id = p.proposal_id ${which}
  left join resolutions r on r.committee_id = m.committee_id and r.motion_id = m.motion_id`;
/** What a line of a list is made of, and the tables beside `p` (proposals) that it takes: with the motion that leads. */
export const line = lineBy("p.status");
export const joined = joinedBy("and m.ordinal = p.lead");

/** The same of each motion of a proposal, or of the proposal where it has none yet. */
const status = "coalesce(m.status, p.status)";
const ofEach = joinedBy("");

/** Where the first page begins. */
export const beginning: Cursor = {
  openedAt: new Date("9999-01-01T00:00:00Z"),
  proposalId: "ffffffff-ffff-ffff-ffff-ffffffffffff",
};

/** What is the whole proposal's is told once, beside the motion that leads. */
const once = "coalesce(m.ordinal, p.lead) = p.lead";
/** The oldest question, wording and appeal that wait in the talk about a proposal; `$2` is the member, `$3` the resident who asks. */
const talk = `left join lateral (select min(v.said_at) as since, min(v.answer_due) as due from views v
       where ${once} and v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.kind = 'question' and v.status = 'shown'
         and not exists (select from views o where o.committee_id = v.committee_id and o.parent_id = v.view_id
           and o.kind = 'answer' and o.status = 'shown')) q on true
     left join lateral (select min(v.said_at) as since from views v
       join amendments o on o.committee_id = v.committee_id and o.view_id = v.view_id and o.state = 'open' and o.version = p.version
       where ${once} and v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.status = 'shown') w on true
     left join lateral (select min(o.appealed_at) as since, min(o.appeal_due) as due from views v
       join moderations o on o.committee_id = v.committee_id and o.view_id = v.view_id and o.outcome is null and o.appealed_at is not null
       where ${once} and v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.status = 'hidden'
         and o.moderator_id <> $2 and v.author_id is distinct from $3) a on true`;

/** What of mergers waits for the resident who asks: for their word as an author, or as a supporter of what went into it. */
const mergers = `left join lateral (select min(g.answer_by) as due, min(g.changed_at) as since from mergers g
       join proposals o on o.committee_id = g.committee_id and o.proposal_id in (g.from_id, g.into_id) and o.proposal_id <> p.proposal_id
       where ${once} and g.committee_id = p.committee_id and g.status = 'open' and g.answer_by >= $4::date and p.author_id = $3
         and ((g.from_id = p.proposal_id and not g.from_yes) or (g.into_id = p.proposal_id and not g.into_yes))
         and o.status = any($5) and (o.status <> 'seekingSupport' or o.window_ends >= $4::date)) g on true
     left join lateral (select max(g.changed_at) as since from mergers g
       where ${once} and g.committee_id = p.committee_id and g.into_id = p.proposal_id and g.status = 'merged'
         and exists (select from asked_to_support(p.committee_id, p.proposal_id) a where a.resident_id = $3)
         and not exists (select from support_answers s where s.committee_id = p.committee_id and s.proposal_id = p.proposal_id
           and s.resident_id = $3)) k on true`;

/** Until which day it can be announced once more: `lastAnnouncement` of the domain, said to the database. */
const openRecount = "c.committee_id = m.committee_id and c.motion_id = m.motion_id and c.status = 'open'";
const repeatBy = `(case when m.status = 'noQuorum' and m.repeats is null and not exists (select from motions o
    where o.committee_id = m.committee_id and o.proposal_id = m.proposal_id and o.repeats = m.ordinal)
  then (m.counted_at at time zone 'Asia/Shanghai')::date + (m.rules ->> 'repeatWithinDays')::int
    - (m.rules ->> 'noticeDays')::int - 1 end)`;

/** By when the first challenge to a frozen roll is due that somebody else filed and that waits so. */
const challengeDue = (
  waits: string,
) => `(select min(c.due_at) from challenges c where c.committee_id = m.committee_id
  and c.motion_id = m.motion_id and c.resident_id is distinct from $3 and ${waits})`;

/** What was said of the finished work since its last milestone was added. */
const thisRound = `a.committee_id = m.committee_id and a.motion_id = m.motion_id
  and a.round = (select count(*) from milestones s where s.committee_id = m.committee_id and s.motion_id = m.motion_id)`;

/** Public proposals, newest first, one page: one statement that walks the index from where the last page ended. */
export async function page(
  tx: Tx,
  wanted: {
    readonly after: Cursor | null;
    readonly statuses: readonly Status[] | null;
    /** Opinions on owners' business alone, or everything but them; both where nothing is said. */
    readonly advisory?: boolean | undefined;
    readonly limit: number;
  },
): Promise<readonly ProposalLine[]> {
  const after = wanted.after ?? beginning;
  const conditions = [
    ...(wanted.statuses ? ["and p.status = any($5)"] : []),
    ...(wanted.advisory === undefined ? [] : [`and ${opinions(wanted.advisory)}`]),
  ];
  const { rows } = await tx.raw.query<ProposalLine>({
    name: ["proposals.page", wanted.statuses ? "filtered" : "all", wanted.advisory ?? "any"].join("."),
    text: `with page as materialized (
        select * from proposals p where p.committee_id = $1 and p.status <> 'draft' and p.opened_at is not null ${conditions.join(" ")}
          and (p.opened_at, p.proposal_id) < ($2, $3) order by p.opened_at desc, p.proposal_id desc limit $4)
      select ${line} from page p ${joined} order by p.opened_at desc, p.proposal_id desc`,
    values: [
      tx.committeeId,
      after.openedAt,
      after.proposalId,
      wanted.limit,
      ...(wanted.statuses ? [wanted.statuses] : []),
    ],
  });
  return rows;
}

/**
 * Over what owners own, whoever else is asked gives an opinion: `isAdvisory` of the domain, said to the database. A
 * proposal that was put to the owners as well is none.
 */
export function opinions(advisory: boolean): string {
  const motion = (whose: string) => `exists (select from motions o where o.committee_id = p.committee_id
    and o.proposal_id = p.proposal_id and o.electorate ${whose} 'owner')`;
  const asked = `(p.first_yes = 'ownersBusiness' and ${motion("<>")} and not ${motion("=")}) is true`;
  return advisory ? asked : `not (${asked})`;
}

/** One public proposal by its number, with its motion and the notice of its result. */
export async function byNumber(tx: Tx, year: number, number: number): Promise<ProposalLine | null> {
  const { rows } = await tx.raw.query<ProposalLine>({
    name: "proposals.byNumber",
    text: `select ${line} from proposals p ${joined} where p.committee_id = $1 and p.year = $2 and p.number = $3`,
    values: [tx.committeeId, year, number],
  });
  return rows[0] ?? null;
}

/** A motion underway, or a proposal without one, with what of it can await the one who asks. */
export interface UnderwayLine extends ProposalLine {
  readonly motionId: string | null;
  readonly ordinal: number | null;
  readonly scope: string | null;
  /** Whether the proposal has others beside it. */
  readonly several: boolean;
  readonly agreement: Agreement | null;
  readonly agreeBy: Day | null;
  readonly mine: boolean;
  readonly reviewDue: Day | null;
  readonly reviewedByMe: boolean;
  readonly seat: number | null;
  readonly seatTaken: boolean;
  readonly sheetByMe: boolean;
  readonly papersWaiting: number;
  readonly published: boolean;
  readonly milestoneDue: Day | null;
  readonly questionSince: Date | null;
  readonly questionDue: Day | null;
  readonly wordingSince: Date | null;
  readonly appealSince: Date | null;
  readonly appealDue: Day | null;
  readonly objectionDue: Day | null;
  readonly recountDue: Day | null;
  /** Until which day it can be announced once more, where too few took part. */
  readonly repeatBy: Day | null;
  readonly challengeDue: Date | null;
  readonly challengeConfirmDue: Date | null;
  readonly workDone: boolean;
  readonly notYet: boolean;
  readonly acceptedByMe: boolean;
  readonly roundAnswered: number;
  /** By when the representatives have to decide an appeal. */
  readonly meetBy: Day | null;
  readonly mergerBy: Day | null;
  readonly mergerSince: Date | null;
  readonly mergedSince: Date | null;
  readonly recused: boolean;
}

/** What is underway and may await somebody: each motion, and each public proposal without one, that has not come to its end. */
export async function underway(
  tx: Tx,
  asker: { readonly memberId: string; readonly residentId: string | null },
) {
  const { rows } = await tx.raw.query<UnderwayLine>(
    `select ${lineBy(status)}, m.motion_id as "motionId", m.ordinal, m.scope, m.agreement, m.agree_by::text as "agreeBy",
       exists (select from motions o where o.committee_id = p.committee_id and o.proposal_id = p.proposal_id and o.motion_id <> m.motion_id) as several, p.author_id = $3 as mine, p.review_due::text as "reviewDue",
       exists (select from reviews w where w.committee_id = p.committee_id and w.proposal_id = p.proposal_id and w.version = p.version and w.reviewer_id = $2) as "reviewedByMe",
       h.seat, exists (select from ballots b where b.committee_id = h.committee_id and b.motion_id = h.motion_id and b.seat = h.seat and b.binding = m.app_ballots_count) as "seatTaken",
       exists (select from count_sheets c where c.committee_id = m.committee_id and c.motion_id = m.motion_id and c.scrutineer_id = $2) as "sheetByMe",
       (select count(*)::int from paper_readings q where q.committee_id = m.committee_id and q.motion_id = m.motion_id and q.clerk_id <> $2) as "papersWaiting",
       r.motion_id is not null as published,
       (select min(s.due_on)::text from milestones s where s.committee_id = m.committee_id and s.motion_id = m.motion_id and s.done_on is null) as "milestoneDue",
       (select min(o.due_on)::text from objections o where o.committee_id = m.committee_id and o.motion_id = m.motion_id and o.status = 'open') as "objectionDue",
       (select min(c.due_on)::text from recounts c where ${openRecount} and c.resident_id is distinct from $3
         and not exists (select from recount_findings f where f.committee_id = c.committee_id and f.recount_id = c.recount_id and f.scrutineer_id = $2)) as "recountDue",
       ${repeatBy}::text as "repeatBy",
       ${challengeDue("c.status = 'open'")} as "challengeDue", ${challengeDue("c.status = 'proposed' and c.proposed_by <> $2")} as "challengeConfirmDue",
       coalesce((select bool_and(s.done_on is not null) from milestones s where s.committee_id = m.committee_id and s.motion_id = m.motion_id), false) as "workDone",
       exists (select from acceptances a where ${thisRound} and not a.accepted) as "notYet",
       exists (select from acceptances a where ${thisRound} and a.resident_id = $3) as "acceptedByMe",
       coalesce((select max(f.round) from follow_ups f where f.committee_id = m.committee_id and f.motion_id = m.motion_id and f.resident_id = $3), 0) as "roundAnswered",
       exists (select from recusals c where c.committee_id = p.committee_id and c.proposal_id = p.proposal_id and c.member_id = $2) as recused,
       (select d.decide_by::text from appeals d where d.committee_id = p.committee_id and d.proposal_id = p.proposal_id) as "meetBy",
       q.since as "questionSince", q.due::text as "questionDue", w.since as "wordingSince", a.since as "appealSince", a.due::text as "appealDue",
       g.due::text as "mergerBy", g.since as "mergerSince", k.since as "mergedSince"
     from proposals p ${ofEach}
     ${talk}
     ${mergers}
     left join seat_holders h on h.committee_id = m.committee_id and h.motion_id = m.motion_id and h.resident_id = $3 and not h.recused
     where p.committee_id = $1 and p.opened_at is not null
       and (${status} in ('seekingSupport', 'admissibility', 'returned', 'appealed', 'admitted', 'drafted', 'priorStudied', 'scheduled', 'passed', 'noticed', 'objected', 'implementing')
         or (${status} = 'accepted' and (m.follow_up ->> 'secondOn')::date + (m.follow_up ->> 'windowDays')::int > $4::date)
         or (${status} in ('rejected', 'noQuorum') and r.motion_id is null)
         or ${repeatBy} >= $4::date
         or exists (select from recounts c where ${openRecount}))
       and not (${status} = 'passed' and r.motion_id is not null)
     order by p.opened_at desc, m.ordinal limit 200`,
    [tx.committeeId, asker.memberId, asker.residentId, dayOf(tx.now), steps.merge],
  );
  return rows;
}
