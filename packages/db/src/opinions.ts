import type { Verdict } from "@yishi/domain/consultations";
import type { Language } from "@yishi/domain/texts";
import type { Tx } from "./client.ts";

/** What an expert writes: what they saw, advice piece by piece, cost and risk, and what they do not know. */
export interface OpinionWords {
  readonly facts: string;
  readonly advice: readonly string[];
  readonly risk: string;
  readonly unknown: string;
  readonly lang: Language;
}

/** The draft of a seat: for its writer alone. */
export async function draftOf(tx: Tx, seatId: string): Promise<OpinionWords | null> {
  const { rows } = await tx.raw.query<OpinionWords>(
    "select facts, advice, risk, unknown, lang from opinion_drafts where committee_id = $1 and seat_id = $2",
    [tx.committeeId, seatId],
  );
  return rows[0] ?? null;
}

/** Keeps a draft as it stands. */
export async function keepDraft(tx: Tx, seatId: string, words: OpinionWords): Promise<void> {
  const { facts, advice, risk, unknown, lang } = words;
  await tx.raw.query(
    `insert into opinion_drafts (committee_id, seat_id, facts, advice, risk, unknown, lang, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (committee_id, seat_id) do update set facts = $3, advice = $4, risk = $5, unknown = $6, lang = $7, changed_at = $8`,
    [tx.committeeId, seatId, facts, advice, risk, unknown, lang, tx.now],
  );
}

/** Takes a draft away: what was filed stands, and what somebody who stepped back had written goes. */
export async function dropDraft(tx: Tx, seatId: string): Promise<void> {
  await tx.raw.query("delete from opinion_drafts where committee_id = $1 and seat_id = $2", [
    tx.committeeId,
    seatId,
  ]);
}

/**
 * Files an opinion or a dissent. Its advice is numbered on from what is there about the proposal, so that a motion that
 * cites a number means one advice. Of one proposal one consultation is underway at a time.
 */
export async function file(
  tx: Tx,
  seat: { readonly seatId: string; readonly consultationId: string },
  words: OpinionWords,
  hash: Uint8Array,
): Promise<void> {
  const { facts, advice, risk, unknown, lang } = words;
  const { seatId, consultationId } = seat;
  await tx.raw.query(
    `insert into opinions (committee_id, seat_id, facts, risk, unknown, lang, hash, filed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.committeeId, seatId, facts, risk, unknown, lang, hash, tx.now],
  );
  await tx.raw.query(
    `insert into opinion_advice (committee_id, consultation_id, number, seat_id, advice)
     select $1, $2, a.ordinal + coalesce((select max(o.number) from opinion_advice o
         join consultations c on c.committee_id = o.committee_id and c.consultation_id = o.consultation_id
         join consultations own on own.committee_id = c.committee_id and own.proposal_id = c.proposal_id
         where o.committee_id = $1 and own.consultation_id = $2), 0),
       $3, a.advice from unnest($4::text[]) with ordinality a (advice, ordinal)`,
    [tx.committeeId, consultationId, seatId, advice],
  );
  await dropDraft(tx, seatId);
}

/** What was filed, the opinion first and then the dissents in their order. */
export async function opinionsOf(tx: Tx, consultationId: string) {
  const { rows } = await tx.raw.query<{
    seatId: string;
    spoke: "opinion" | "dissent";
    name: string;
    facts: string;
    risk: string;
    unknown: string;
    lang: Language;
    hash: string;
    filedAt: Date;
  }>(
    `select o.seat_id as "seatId", s.spoke, m.name, o.facts, o.risk, o.unknown, o.lang, encode(o.hash, 'hex') as hash, o.filed_at as "filedAt"
     from opinions o
     join panel_seats s on s.committee_id = o.committee_id and s.seat_id = o.seat_id
     join experts e on e.committee_id = s.committee_id and e.expert_id = s.expert_id
     join members m on m.committee_id = e.committee_id and m.member_id = e.member_id
     where o.committee_id = $1 and s.consultation_id = $2 order by s.spoke desc, o.filed_at`,
    [tx.committeeId, consultationId],
  );
  return rows;
}

/** Every numbered advice of a consultation with its answer. */
export async function adviceOf(tx: Tx, consultationId: string) {
  const { rows } = await tx.raw.query<{
    number: number;
    seatId: string;
    advice: string;
    verdict: Verdict | null;
    reason: string | null;
    reasonLang: Language | null;
  }>(
    `select a.number, a.seat_id as "seatId", a.advice, w.verdict, w.reason, w.lang as "reasonLang"
     from opinion_advice a
     left join advice_answers w on w.committee_id = a.committee_id and w.consultation_id = a.consultation_id and w.number = a.number
     where a.committee_id = $1 and a.consultation_id = $2 order by a.number`,
    [tx.committeeId, consultationId],
  );
  return rows;
}

/** Keeps the committee's answers. */
export async function keepAnswers(
  tx: Tx,
  consultationId: string,
  answers: readonly { readonly number: number; readonly verdict: Verdict; readonly reason: string }[],
  lang: Language,
): Promise<void> {
  await tx.raw.query(
    `insert into advice_answers (committee_id, consultation_id, number, verdict, reason, lang, at)
     select $1, $2, x.number, x.verdict, x.reason, $4, $5 from jsonb_to_recordset($3) as x (number int, verdict text, reason text)`,
    [tx.committeeId, consultationId, JSON.stringify(answers), lang, tx.now],
  );
}
