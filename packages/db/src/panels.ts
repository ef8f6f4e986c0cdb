import type { SeatFact } from "@yishi/domain/consultations";
import type { Declared } from "@yishi/domain/consultations/conflicts";
import type { PanelSeat } from "@yishi/domain/consultations/panels";
import type { Day } from "@yishi/domain/calendar";
import type { Language } from "@yishi/domain/texts";
import type { ViewKind } from "@yishi/domain/views";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";

/** A seat of a panel with who it is, what they declared and what was decided. */
export interface SeatLine extends PanelSeat {
  readonly name: string;
  readonly formerPost: string | null;
  readonly fields: readonly string[];
  readonly askedAt: Date;
  readonly decideBy: Day | null;
  readonly declared: Declared | null;
  readonly decision: string | null;
  readonly decisionLang: Language | null;
  readonly spokeAt: Date | null;
  readonly spokeHash: string | null;
  readonly objections: number;
}

const lines = `select s.seat_id as "seatId", s.consultation_id as "consultationId", s.expert_id as "expertId", e.member_id as "memberId",
    m.resident_id as "residentId", s.status, s.reply_by::text as "replyBy", s.outside, s.spoke, m.name, e.former_post as "formerPost",
    e.fields, s.asked_at as "askedAt", s.decide_by::text as "decideBy", s.declared, s.decision, s.decision_lang as "decisionLang",
    s.spoke_at as "spokeAt", encode(s.spoke_hash, 'hex') as "spokeHash",
    (select count(*)::int from panel_objections o where o.committee_id = s.committee_id and o.seat_id = s.seat_id) as objections
  from panel_seats s
  join experts e on e.committee_id = s.committee_id and e.expert_id = s.expert_id
  join members m on m.committee_id = e.committee_id and m.member_id = e.member_id`;

/** Everybody who was asked, in the order in which they were. */
export async function seatsOf(tx: Tx, consultationId: string): Promise<readonly SeatLine[]> {
  const { rows } = await tx.raw.query<SeatLine>({
    name: "panels.seatsOf",
    text: `${lines} where s.committee_id = $1 and s.consultation_id = $2 order by s.asked_at, s.seat_id`,
    values: [tx.committeeId, consultationId],
  });
  return rows;
}

/** One seat. */
export async function seat(tx: Tx, seatId: string): Promise<SeatLine | null> {
  const { rows } = await tx.raw.query<SeatLine>({
    name: "panels.seat",
    text: `${lines} where s.committee_id = $1 and s.seat_id = $2`,
    values: [tx.committeeId, seatId],
  });
  return rows[0] ?? null;
}

/** Where a member, or a resident, was asked, the newest first. */
export async function seatsOfPerson(
  tx: Tx,
  { memberId, residentId }: { readonly memberId: string | null; readonly residentId: string | null },
): Promise<readonly SeatLine[]> {
  const { rows } = await tx.raw.query<SeatLine>({
    name: "panels.seatsOfPerson",
    text: `${lines} where s.committee_id = $1 and (e.member_id = $2 or m.resident_id = $3) order by s.asked_at desc limit 100`,
    values: [tx.committeeId, memberId, residentId],
  });
  return rows;
}

/** Asks somebody onto a panel. */
export async function keepSeat(
  tx: Tx,
  fact: Extract<SeatFact, { readonly kind: "seat.asked" }>,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { consultationId, expertId, replyBy, outside } = fact.body;
  await tx.raw.query(
    `insert into panel_seats (committee_id, seat_id, consultation_id, expert_id, status, outside, asked_at, reply_by, fact_id)
     values ($1, $2, $3, $4, 'asked', $5, $6, $7, $8)`,
    [tx.committeeId, fact.objectId, consultationId, expertId, outside, tx.now, replyBy, factId],
  );
}

/** What is written down beside the next state of a seat. */
export interface Beside {
  readonly declared?: Declared;
  readonly decideBy?: Day;
  readonly through?: "app" | "desk";
  readonly deciderId?: string;
  readonly decision?: string;
  readonly decisionLang?: Language;
  readonly spokeHash?: Uint8Array;
}

/** Saves the next state of a seat together with the fact that led to it. */
export async function saveSeat(tx: Tx, next: PanelSeat, fact: SeatFact, beside: Beside = {}): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { declared = null, decideBy = null, deciderId = null, decision = null, decisionLang = null } = beside;
  const { spokeHash = null, through = null } = beside;
  await tx.raw.query(
    `update panel_seats set status = $3, spoke = $4, fact_id = $5, declared = coalesce($6, declared),
       decide_by = coalesce($7, decide_by), decider_id = coalesce($8, decider_id), decision = coalesce($9, decision),
       decision_lang = coalesce($10, decision_lang), spoke_hash = coalesce($11, spoke_hash),
       declared_through = case when $6::jsonb is null then declared_through else $12 end,
       spoke_at = case when $11::bytea is null then spoke_at else $13 end,
       spoke_through = case when $11::bytea is null then spoke_through else $12 end
     where committee_id = $1 and seat_id = $2`,
    [
      ...[
        tx.committeeId,
        next.seatId,
        next.status,
        next.spoke,
        factId,
        declared,
        decideBy,
        deciderId,
        decision,
      ],
      ...[decisionLang, spokeHash, through, tx.now],
    ],
  );
}

/** Whether somebody objected to a seat already. */
export async function hasObjected(tx: Tx, seatId: string, residentId: string): Promise<boolean> {
  const { rows } = await tx.raw.query(
    "select from panel_objections where committee_id = $1 and seat_id = $2 and resident_id = $3",
    [tx.committeeId, seatId, residentId],
  );
  return rows.length > 0;
}

/** Writes an objection down. */
export async function keepObjection(
  tx: Tx,
  objection: { readonly seatId: string; readonly residentId: string; readonly channel: "app" | "desk" },
): Promise<void> {
  const { seatId, residentId, channel } = objection;
  await tx.raw.query(
    "insert into panel_objections (committee_id, seat_id, resident_id, channel, at) values ($1, $2, $3, $4, $5)",
    [tx.committeeId, seatId, residentId, channel, tx.now],
  );
}

/** What is known of an expert that may be a conflict with a proposal; the supervisor who decides sees which. */
export interface KnownOf {
  readonly expertId: string;
  readonly isProposer: boolean;
  readonly building: string | null;
  readonly kinThere: boolean;
  readonly holdsPost: boolean;
  readonly spoke: readonly ViewKind[];
  readonly signed: boolean;
  readonly load: number;
  readonly lastAsked: Day | null;
}

/** The same of all these experts, in one statement. */
export async function knownOf(
  tx: Tx,
  about: {
    readonly proposalId: string;
    readonly buildings: readonly string[];
    readonly expertIds: readonly string[];
  },
): Promise<readonly KnownOf[]> {
  const { rows } = await tx.raw.query<KnownOf>(
    `select e.expert_id as "expertId", coalesce(p.author_id = m.resident_id, false) as "isProposer", h.building,
       exists (select from kinships k join residents o on o.committee_id = k.committee_id
           and o.resident_id = case when k.resident_id = m.resident_id then k.other_id else k.resident_id end and o.left_on is null
         join households w on w.committee_id = o.committee_id and w.household_id = o.household_id
         where k.committee_id = e.committee_id and m.resident_id in (k.resident_id, k.other_id) and k.struck_at is null
           and (w.building = any($3) or o.resident_id = p.author_id)) as "kinThere",
       exists (select from posts t where t.committee_id = e.committee_id and t.member_id = e.member_id and t.from_at <= $5 and t.until_at > $5
         and t.post in ('chair', 'viceChair', 'committeeMember', 'secretary', 'supervisor', 'financePerson')) as "holdsPost",
       array(select distinct v.kind from views v where v.committee_id = e.committee_id and v.proposal_id = p.proposal_id
         and v.author_id = m.resident_id and v.status = 'shown') as spoke,
       exists (select from cosponsors c where c.committee_id = e.committee_id and c.proposal_id = p.proposal_id
         and c.resident_id = m.resident_id) as signed,
       (select count(*)::int from panel_seats s join consultations c on c.committee_id = s.committee_id and c.consultation_id = s.consultation_id
         where s.committee_id = e.committee_id and s.expert_id = e.expert_id and s.status in ('asked', 'declared', 'sitting')
           and c.status in ('choosing', 'studying')) as load,
       (select max((s.asked_at at time zone 'Asia/Shanghai')::date)::text from panel_seats s
         where s.committee_id = e.committee_id and s.expert_id = e.expert_id) as "lastAsked"
     from experts e
     join members m on m.committee_id = e.committee_id and m.member_id = e.member_id
     join proposals p on p.committee_id = e.committee_id and p.proposal_id = $2
     left join residents r on r.committee_id = m.committee_id and r.resident_id = m.resident_id
     left join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where e.committee_id = $1 and e.expert_id = any($4)`,
    [tx.committeeId, about.proposalId, about.buildings, about.expertIds, tx.now],
  );
  return rows;
}
