import { dayOf, type Day } from "@yishi/domain/calendar";
import type { Standing } from "@yishi/domain/facts";
import type { Merger, MergerFact } from "@yishi/domain/mergers";
import { steps, type Status } from "@yishi/domain/proposals";
import type { Language } from "@yishi/domain/texts";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import type { Words } from "./proposals.ts";
import { mergers, mergerVersions, supportAnswers } from "./schema/mergers.ts";

const state = {
  mergerId: mergers.mergerId,
  fromId: mergers.fromId,
  intoId: mergers.intoId,
  status: mergers.status,
  suggestedAs: mergers.suggestedAs,
  version: mergers.version,
  fromVersion: mergers.fromVersion,
  intoVersion: mergers.intoVersion,
  fromYes: mergers.fromYes,
  intoYes: mergers.intoYes,
  answerBy: mergers.answerBy,
};
const said = {
  why: mergers.why,
  lang: mergers.lang,
  askedAt: mergers.askedAt,
  changedAt: mergers.changedAt,
  reason: mergers.reason,
  reasonLang: mergers.reasonLang,
};

/** A merger's state, locked until the transaction ends. Its two proposals are locked before it. */
export async function lock(tx: Tx, mergerId: string): Promise<Merger | null> {
  const [found] = await tx.sql.select(state).from(mergers).where(is(tx, mergerId)).for("update");
  return found ?? null;
}

/** A merger with what was said about it, to be shown. */
export async function read(tx: Tx, mergerId: string) {
  const [found] = await tx.sql
    .select({ ...state, ...said })
    .from(mergers)
    .where(is(tx, mergerId));
  return found ?? null;
}

/** Enters a merger with why it is asked for. */
export async function begin(
  tx: Tx,
  merger: Merger,
  words: { readonly why: string; readonly lang: Language },
  fact: MergerFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const times = { askedAt: tx.now, changedAt: tx.now };
  await tx.sql.insert(mergers).values({ ...merger, ...words, ...times, committeeId: tx.committeeId, factId });
}

/** Saves the next state together with the fact that led to it, and the reason of a no. */
export async function save(
  tx: Tx,
  next: Merger,
  fact: MergerFact,
  no: { readonly reason: string; readonly reasonLang: Language } | null = null,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .update(mergers)
    .set({ ...next, ...no, changedAt: tx.now, factId })
    .where(is(tx, next.mergerId));
}

/** Keeps the common text of a version with its hash. */
export async function keepWords(
  tx: Tx,
  version: Words & { readonly mergerId: string; readonly version: number; readonly hash: Uint8Array },
): Promise<void> {
  await tx.sql.insert(mergerVersions).values({ ...version, committeeId: tx.committeeId, writtenAt: tx.now });
}

/** The common text of a version. */
export async function wordsOf(tx: Tx, mergerId: string, version: number): Promise<Words | null> {
  const { title, problem, wish, touches, cost, lang } = mergerVersions;
  const [found] = await tx.sql
    .select({ title, problem, wish, touches, cost, lang })
    .from(mergerVersions)
    .where(
      and(
        eq(mergerVersions.committeeId, tx.committeeId),
        eq(mergerVersions.mergerId, mergerId),
        eq(mergerVersions.version, version),
      ),
    );
  return found ?? null;
}

/** Whether one between two proposals waits for an answer today, whichever of them would go into the other. */
export async function isWaiting(tx: Tx, one: string, other: string): Promise<boolean> {
  const { rows } = await tx.raw.query(
    `select from mergers where committee_id = $1 and status = 'open' and answer_by >= $4
       and ((from_id = $2 and into_id = $3) or (from_id = $3 and into_id = $2)) limit 1`,
    [tx.committeeId, one, other, dayOf(tx.now)],
  );
  return rows.length > 0;
}

/** A merger of a proposal, with what a line shows of both. */
export interface MergerLine {
  readonly mergerId: string;
  readonly status: Merger["status"];
  readonly suggestedAs: Merger["suggestedAs"];
  readonly answerBy: Day;
  readonly changedAt: Date;
  readonly from: TwoOf;
  readonly into: TwoOf;
}
interface TwoOf {
  readonly proposalId: string;
  readonly year: number;
  readonly number: number;
  readonly status: Status;
  readonly windowEnds: Day | null;
  readonly title: string | null;
  readonly lang: Language;
}

const two = (
  side: "from" | "into",
) => `json_build_object('proposalId', ${side}_p.proposal_id, 'year', ${side}_p.year,
  'number', ${side}_p.number, 'status', ${side}_p.status, 'windowEnds', ${side}_p.window_ends, 'title', ${side}_v.title, 'lang', ${side}_v.lang) as "${side}"`;
const joins = (side: "from" | "into") =>
  `join proposals ${side}_p on ${side}_p.committee_id = m.committee_id and ${side}_p.proposal_id = m.${side}_id
   join proposal_versions ${side}_v on ${side}_v.committee_id = m.committee_id and ${side}_v.proposal_id = m.${side}_id and ${side}_v.version = ${side}_p.version`;

/** Every merger that a proposal was ever asked for or asked itself, the newest first. */
export async function ofProposal(tx: Tx, proposalId: string): Promise<readonly MergerLine[]> {
  const { rows } = await tx.raw.query<MergerLine>({
    name: "mergers.ofProposal",
    text: `select m.merger_id as "mergerId", m.status, m.suggested_as as "suggestedAs", m.answer_by::text as "answerBy",
        m.changed_at as "changedAt", ${two("from")}, ${two("into")}
      from mergers m ${joins("from")} ${joins("into")}
      where m.committee_id = $1 and (m.from_id = $2 or m.into_id = $2) order by m.asked_at desc, m.merger_id desc limit 50`,
    values: [tx.committeeId, proposalId],
  });
  return rows;
}

/** Whether a proposal that somebody else wrote went into this one. */
export async function tookInAnothers(tx: Tx, proposalId: string): Promise<boolean> {
  const { rows } = await tx.raw.query(
    `select from went_into($1, $2) g join proposals o on o.committee_id = $1 and o.proposal_id = g.proposal_id
     join proposals p on p.committee_id = $1 and p.proposal_id = $2 where o.author_id <> p.author_id limit 1`,
    [tx.committeeId, proposalId],
  );
  return rows.length > 0;
}

/** What a proposal might be merged into: what stands at the same steps, the likest in its words first. */
export async function likest(tx: Tx, proposalId: string, limit: number) {
  const { rows } = await tx.raw.query<Omit<TwoOf, "windowEnds" | "status"> & { wish: string | null }>({
    name: "mergers.likest",
    text: `with mine as (select search_pairs(search_words(v.title, v.problem, v.wish)) as pairs from proposals p
        join proposal_versions v on v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.version = p.version
        where p.committee_id = $1 and p.proposal_id = $2)
      select p.proposal_id as "proposalId", p.year, p.number, v.title, v.wish, v.lang from mine
      join proposals p on p.committee_id = $1 and p.proposal_id <> $2 and p.status = any($3)
        and (p.status <> 'seekingSupport' or p.window_ends >= $4)
      join proposal_versions v on v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.version = p.version
      order by (select count(*) from unnest(mine.pairs) x where x = any(search_pairs(search_words(v.title, v.problem, v.wish)))) desc,
        p.opened_at desc, p.proposal_id desc limit $5`,
    values: [tx.committeeId, proposalId, steps.merge, dayOf(tx.now), limit],
  });
  return rows;
}

/** Whether somebody is asked to support what theirs went into, and whether they said no. */
export async function askedOf(tx: Tx, proposalId: string, residentId: string) {
  const { rows } = await tx.raw.query<{ asked: boolean; declined: boolean }>(
    `select exists (select from asked_to_support($1, $2) a where a.resident_id = $3) as asked,
       exists (select from support_answers s where s.committee_id = $1 and s.proposal_id = $2 and s.resident_id = $3
         and not s.supports) as declined`,
    [tx.committeeId, proposalId, residentId],
  );
  return rows[0] ?? { asked: false, declined: false };
}

/** How many stood below, or wrote, what went into a proposal, and are not counted here. */
export async function countUncounted(tx: Tx, proposalId: string): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(
    "select count(*)::int as count from asked_to_support($1, $2)",
    [tx.committeeId, proposalId],
  );
  return rows[0]?.count ?? 0;
}

/** Keeps whether somebody supports what theirs went into; a no may become a yes. */
export async function keepAnswer(
  tx: Tx,
  answer: {
    readonly proposalId: string;
    readonly residentId: string;
    readonly supports: boolean;
    readonly channel: Extract<Standing["channel"], "app" | "desk">;
    readonly factId: string;
  },
): Promise<void> {
  const row = { ...answer, at: tx.now };
  await tx.sql
    .insert(supportAnswers)
    .values({ ...row, committeeId: tx.committeeId })
    .onConflictDoUpdate({
      target: [supportAnswers.committeeId, supportAnswers.proposalId, supportAnswers.residentId],
      set: row,
    });
}

function is(tx: Tx, mergerId: string) {
  return and(eq(mergers.committeeId, tx.committeeId), eq(mergers.mergerId, mergerId));
}
