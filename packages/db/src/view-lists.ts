import type { Amendable, AmendmentState } from "@yishi/domain/amendments";
import type { Day } from "@yishi/domain/calendar";
import type { ModerationRule, Outcome } from "@yishi/domain/moderation";
import type { Language } from "@yishi/domain/texts";
import type { Role, SayingKind, ViewChannel, ViewKind, ViewStatus } from "@yishi/domain/views";
import type { Tx } from "./client.ts";

/** A line of a thread. Words and names of what is not shown are null for everybody; `own` fields are the writer's. */
export interface ViewLine {
  readonly viewId: string;
  readonly parentId: string | null;
  readonly kind: SayingKind;
  readonly status: ViewStatus;
  readonly version: number;
  readonly role: Role;
  readonly building: string;
  readonly channel: ViewChannel;
  readonly saidAt: Date;
  readonly editedAt: Date | null;
  readonly answerDue: Day | null;
  readonly waiting: boolean;
  readonly lang: Language;
  readonly text: string | null;
  readonly name: string | null;
  readonly namePublic: boolean;
  readonly rule: ModerationRule | null;
  readonly field: Amendable | null;
  readonly ofVersion: number | null;
  readonly state: AmendmentState | null;
  readonly becameVersion: number | null;
  readonly before: string | null;
  readonly wording: string | null;
  readonly reason: string | null;
  readonly own: boolean;
  readonly ownText: string | null;
  readonly ownReason: string | null;
  readonly ownAppeal: string | null;
  readonly appealDue: Day | null;
  readonly ownDecision: string | null;
  readonly outcome: Outcome | null;
  readonly hiddenByMe: boolean;
}

/** Where a page of views ends. Pages go by this key, never by counting rows. */
export interface ViewCursor {
  readonly saidAt: Date;
  readonly viewId: string;
}

/** Who reads: it decides which lines are their own. */
export interface Reader {
  readonly memberId: string | null;
  readonly residentId: string | null;
}

/** What a list is narrowed to: one kind, or the questions that wait; without it, all that do not wait. */
export type Only = ViewKind | "waiting" | null;

const isWaiting = `(v.kind = 'question' and v.status = 'shown' and not exists (select from views a
  where a.committee_id = v.committee_id and a.parent_id = v.view_id and a.kind = 'answer' and a.status = 'shown'))`;
const isOwn = `coalesce(case when v.author_id is null then v.member_id = $3 else v.author_id = $4 end, false)`;

const line = `v.view_id as "viewId", v.parent_id as "parentId", v.kind, v.status, v.version, v.role, v.building, v.channel,
  v.said_at as "saidAt", v.edited_at as "editedAt", v.answer_due::text as "answerDue", ${isWaiting} as waiting, t.lang,
  case when v.status = 'shown' then t.text end as text,
  case when v.status = 'shown' and v.name_public then case when v.author_id is null then w.name else r.name end end as name,
  v.name_public as "namePublic", m.rule,
  a.field, a.version as "ofVersion", a.state, a.became_version as "becameVersion",
  case when v.status = 'shown' then case a.field when 'title' then o.title when 'problem' then o.problem else o.wish end end as before,
  case when v.status = 'shown' then t.wording end as wording,
  case when v.status = 'shown' then a.reason end as reason,
  ${isOwn} as own, case when ${isOwn} and v.status = 'hidden' then t.text end as "ownText",
  case when ${isOwn} then m.reason end as "ownReason", case when ${isOwn} then m.appeal end as "ownAppeal",
  case when ${isOwn} then m.appeal_due::text end as "appealDue", case when ${isOwn} then m.decision end as "ownDecision",
  case when ${isOwn} then m.outcome end as outcome, coalesce(m.moderator_id = $3, false) as "hiddenByMe"`;
const joined = `join view_versions t on t.committee_id = v.committee_id and t.view_id = v.view_id and t.version = v.version
  join members w on w.committee_id = v.committee_id and w.member_id = v.member_id
  left join residents r on r.committee_id = v.committee_id and r.resident_id = v.author_id
  left join moderations m on m.committee_id = v.committee_id and m.view_id = v.view_id and v.status = 'hidden'
  left join amendments a on a.committee_id = v.committee_id and a.view_id = v.view_id
  left join proposal_versions o on o.committee_id = a.committee_id and o.proposal_id = a.proposal_id and o.version = a.version`;

/** One page of threads with everything in them, in the order in which it was said: the newest views, or the longest waiting first. */
export async function threads(
  tx: Tx,
  wanted: {
    readonly proposalId: string;
    readonly only: Only;
    /** One thread alone. */
    readonly one: string | null;
    readonly after: ViewCursor | null;
    readonly limit: number;
  },
  reader: Reader,
): Promise<{ readonly heads: readonly string[]; readonly lines: readonly ViewLine[] }> {
  const { proposalId, only, one, after, limit } = wanted;
  const oldest = only === "waiting";
  const filter = one
    ? "and v.view_id = $5"
    : only === null
      ? `and not ${isWaiting}`
      : only === "waiting"
        ? `and ${isWaiting}`
        : "and v.kind = $5";
  const key = (place: number) =>
    after ? `and (v.said_at, v.view_id) ${oldest ? ">" : "<"} ($${place}, $${place + 1})` : "";
  const narrowed = one ? [one] : only === null || only === "waiting" ? [] : [only];
  const order = oldest ? "v.said_at, v.view_id" : "v.said_at desc, v.view_id desc";
  const { rows } = await tx.raw.query<ViewLine & { readonly place: number | null }>(
    `with page as materialized (
       select v.view_id, row_number() over (order by ${order})::int as place from views v
       where v.committee_id = $1 and v.proposal_id = $2 and v.parent_id is null ${filter} ${key(5 + narrowed.length)}
       order by ${order} limit ${limit})
     select ${line}, h.place from views v ${joined} left join page h on h.view_id = v.view_id
     where v.committee_id = $1 and v.proposal_id = $2
       and (h.view_id is not null or v.parent_id in (select view_id from page)) order by v.said_at, v.view_id`,
    [
      ...[tx.committeeId, proposalId, reader.memberId, reader.residentId, ...narrowed],
      ...(after ? [after.saidAt, after.viewId] : []),
    ],
  );
  const heads = rows
    .filter(({ place }) => place !== null)
    .toSorted((first, second) => (first.place ?? 0) - (second.place ?? 0));
  return { heads: heads.map(({ viewId }) => viewId), lines: rows };
}

/** How many views of each kind are shown, and how many questions wait. */
export async function counts(
  tx: Tx,
  proposalId: string,
): Promise<Readonly<Record<ViewKind | "waiting", number>>> {
  const { rows } = await tx.raw.query<Record<ViewKind | "waiting", number>>(
    `select count(*) filter (where kind = 'for')::int as for, count(*) filter (where kind = 'against')::int as against,
       count(*) filter (where kind = 'suggestion')::int as suggestion, count(*) filter (where kind = 'question')::int as question,
       count(*) filter (where ${isWaiting})::int as waiting
     from views v where v.committee_id = $1 and v.proposal_id = $2 and v.parent_id is null and v.status = 'shown'`,
    [tx.committeeId, proposalId],
  );
  return rows[0] ?? { for: 0, against: 0, suggestion: 0, question: 0, waiting: 0 };
}

/** The newest views that are shown, for the proposal's own page. */
export async function newest(tx: Tx, proposalId: string, limit: number) {
  const { rows } = await tx.raw.query<
    Pick<ViewLine, "viewId" | "role" | "building" | "saidAt" | "lang" | "name"> & {
      readonly kind: ViewKind;
      readonly text: string;
    }
  >(
    `select v.view_id as "viewId", v.kind, v.role, v.building, v.said_at as "saidAt", t.lang, t.text,
       case when v.name_public then r.name end as name
     from views v join view_versions t on t.committee_id = v.committee_id and t.view_id = v.view_id and t.version = v.version
     left join residents r on r.committee_id = v.committee_id and r.resident_id = v.author_id
     where v.committee_id = $1 and v.proposal_id = $2 and v.parent_id is null and v.status = 'shown' and t.text is not null
     order by v.said_at desc, v.view_id desc limit $3`,
    [tx.committeeId, proposalId, limit],
  );
  return rows;
}
