import {
  consultationKeys,
  type AskedAs,
  type Consultation,
  type ConsultationFact,
  type Verdict,
} from "@yishi/domain/consultations";
import type { Hazard } from "@yishi/domain/consultations/need";
import type { Answered } from "@yishi/domain/consultations/opinions";
import { readSnapshot } from "@yishi/domain/rulebook/snapshot";
import type { Language } from "@yishi/domain/texts";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";

/** What was asked, and of what it is about. */
export interface Asked {
  readonly askedAs: AskedAs;
  readonly fields: readonly string[];
  readonly buildings: readonly string[];
  readonly question: string;
  readonly why: string;
  readonly lang: Language;
}

/** A consultation with its words and the proposal that it belongs to. */
export interface ConsultationLine extends Consultation, Asked {
  readonly askedAt: Date;
  readonly respondedAt: Date | null;
  readonly outsideReference: string | null;
  readonly year: number;
  readonly number: number;
  readonly title: string | null;
  readonly titleLang: Language;
}

const lines = `select c.consultation_id as "consultationId", c.proposal_id as "proposalId", c.asker_id as "askerId", c.asked_as as "askedAs",
    c.status, c.size, c.working_days as "workingDays", c.fields, c.buildings, c.question, c.why, c.lang, c.rules, c.asked_at as "askedAt",
    c.choose_by::text as "chooseBy", c.opinion_due::text as "opinionDue", c.response_due::text as "responseDue",
    c.responded_at as "respondedAt", c.outside_reference as "outsideReference", p.year, p.number, v.title, v.lang as "titleLang"
  from consultations c
  join proposals p on p.committee_id = c.committee_id and p.proposal_id = c.proposal_id
  join proposal_versions v on v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.version = p.version`;

const readLine = (row: ConsultationLine): ConsultationLine => ({
  ...row,
  rules: readSnapshot(row.rules, consultationKeys),
});

/** A consultation, locked until the transaction ends: whoever chooses, decides or speaks takes turns. */
export async function lock(tx: Tx, consultationId: string): Promise<ConsultationLine | null> {
  await tx.raw.query(
    "select from consultations where committee_id = $1 and consultation_id = $2 for update",
    [tx.committeeId, consultationId],
  );
  return read(tx, consultationId);
}

/** One consultation. */
export async function read(tx: Tx, consultationId: string): Promise<ConsultationLine | null> {
  const { rows } = await tx.raw.query<ConsultationLine>({
    name: "consultations.read",
    text: `${lines} where c.committee_id = $1 and c.consultation_id = $2`,
    values: [tx.committeeId, consultationId],
  });
  return rows[0] ? readLine(rows[0]) : null;
}

/** The consultations of a proposal, the oldest first. */
export async function ofProposal(tx: Tx, proposalId: string): Promise<readonly ConsultationLine[]> {
  const { rows } = await tx.raw.query<ConsultationLine>({
    name: "consultations.ofProposal",
    text: `${lines} where c.committee_id = $1 and c.proposal_id = $2 order by c.asked_at, c.consultation_id`,
    values: [tx.committeeId, proposalId],
  });
  return rows.map(readLine);
}

/** Those underway of proposals that have not ended, the earliest first. */
export async function underway(tx: Tx): Promise<readonly ConsultationLine[]> {
  const { rows } = await tx.raw.query<ConsultationLine>({
    name: "consultations.underway",
    text: `${lines} where c.committee_id = $1 and c.status in ('choosing', 'studying', 'answering')
      and p.status in ('admitted', 'drafted', 'priorStudied') order by c.asked_at limit 100`,
    values: [tx.committeeId],
  });
  return rows.map(readLine);
}

/** Enters a consultation with its words. */
export async function begin(
  tx: Tx,
  consultation: Consultation,
  asked: Asked & { readonly hash: Uint8Array },
  fact: ConsultationFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { consultationId, proposalId, askerId, status, size, workingDays, rules, chooseBy } = consultation;
  await tx.raw.query(
    `insert into consultations (committee_id, consultation_id, proposal_id, asker_id, asked_as, status, size, working_days, fields,
       buildings, question, why, lang, hash, rules, asked_at, choose_by, fact_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      ...[tx.committeeId, consultationId, proposalId, askerId, asked.askedAs, status, size, workingDays],
      ...[asked.fields, asked.buildings, asked.question, asked.why, asked.lang, asked.hash, rules, tx.now],
      ...[chooseBy, factId],
    ],
  );
}

/** Saves the next state together with the fact that led to it. */
export async function save(
  tx: Tx,
  next: Consultation,
  fact: ConsultationFact,
  more: { readonly responderId?: string; readonly outsideReference?: string } = {},
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { consultationId, status, chooseBy, opinionDue, responseDue } = next;
  await tx.raw.query(
    `update consultations set status = $3, choose_by = $4, opinion_due = $5, response_due = $6, fact_id = $7,
       responder_id = coalesce($8, responder_id), responded_at = case when $8::uuid is null then responded_at else $9 end,
       outside_reference = coalesce($10, outside_reference)
     where committee_id = $1 and consultation_id = $2`,
    [
      ...[tx.committeeId, consultationId, status, chooseBy, opinionDue, responseDue, factId],
      ...[more.responderId ?? null, tx.now, more.outsideReference ?? null],
    ],
  );
}

/** Marks what a proposal touches; a mark that is there already stays as it was made. */
export async function markHazards(
  tx: Tx,
  proposalId: string,
  hazards: readonly Hazard[],
  memberId: string,
): Promise<void> {
  await tx.raw.query(
    `insert into proposal_hazards (committee_id, proposal_id, hazard, marked_by, at)
     select $1, $2, h, $4, $5 from unnest($3::text[]) h on conflict do nothing`,
    [tx.committeeId, proposalId, hazards, memberId, tx.now],
  );
}

/** What decides whether experts have to be heard before the vote, and whether they were. */
export async function advised(tx: Tx, proposalId: string) {
  const { rows } = await tx.raw.query<{
    costYuan: string | number;
    hazards: Hazard[];
    underway: number;
    over: number;
  }>(
    `select (select coalesce(sum(v.cost_yuan), 0) from motions m join motion_versions v on v.committee_id = m.committee_id
         and v.motion_id = m.motion_id and v.version = m.version
         where m.committee_id = $1 and m.proposal_id = $2) as "costYuan",
       array(select h.hazard from proposal_hazards h where h.committee_id = $1 and h.proposal_id = $2 order by h.hazard) as hazards,
       (select count(*)::int from consultations c where c.committee_id = $1 and c.proposal_id = $2
         and c.status in ('choosing', 'studying', 'answering')) as underway,
       (select count(*)::int from consultations c where c.committee_id = $1 and c.proposal_id = $2
         and c.status in ('answered', 'outside')) as over`,
    [tx.committeeId, proposalId],
  );
  const [found] = rows;
  if (!found) throw new Error("a count is always there");
  return { ...found, costYuan: Number(found.costYuan) };
}

/** Writes down how a choice was made. */
export async function keepChoice(
  tx: Tx,
  consultationId: string,
  choice: {
    readonly chooserId: string;
    readonly asked: number;
    readonly differs: boolean;
    readonly reason: string | null;
    readonly lang: Language;
  },
): Promise<void> {
  await tx.raw.query(
    `insert into panel_choices (committee_id, consultation_id, ordinal, chooser_id, asked, differs, reason, lang, at)
     select $1, $2, 1 + count(*)::int, $3, $4, $5, $6, $7, $8 from panel_choices where committee_id = $1 and consultation_id = $2`,
    [
      ...[tx.committeeId, consultationId, choice.chooserId, choice.asked, choice.differs, choice.reason],
      ...[choice.lang, tx.now],
    ],
  );
}

/** How the panel was chosen, choice by choice. */
export async function choicesOf(tx: Tx, consultationId: string) {
  const { rows } = await tx.raw.query<{
    asked: number;
    differs: boolean;
    reason: string | null;
    lang: Language;
    at: Date;
  }>(
    `select asked, differs, reason, lang, at from panel_choices where committee_id = $1 and consultation_id = $2 order by ordinal`,
    [tx.committeeId, consultationId],
  );
  return rows;
}

/** Answered consultations as the record of usefulness counts them: no name, and of the experts only that they differ. */
export async function answered(tx: Tx): Promise<readonly Answered[]> {
  const { rows } = await tx.raw.query<Record<Verdict, number> & Omit<Answered, Verdict>>(
    `select c.fields, array(select s.expert_id::text from panel_seats s where s.committee_id = c.committee_id
         and s.consultation_id = c.consultation_id and s.spoke is not null) as experts,
       (count(*) filter (where a.verdict = 'adopted'))::int as adopted, (count(*) filter (where a.verdict = 'partly'))::int as partly,
       (count(*) filter (where a.verdict = 'notAdopted'))::int as "notAdopted",
       ((c.responded_at at time zone 'Asia/Shanghai')::date - (select max((s.spoke_at at time zone 'Asia/Shanghai')::date)
         from panel_seats s where s.committee_id = c.committee_id and s.consultation_id = c.consultation_id)) as days
     from consultations c join advice_answers a on a.committee_id = c.committee_id and a.consultation_id = c.consultation_id
     where c.committee_id = $1 and c.status = 'answered' group by c.committee_id, c.consultation_id`,
    [tx.committeeId],
  );
  return rows;
}
