import type { Day } from "@yishi/domain/calendar";
import type { Moderation, ModerationFact, ModerationRule, Outcome } from "@yishi/domain/moderation";
import type { Language } from "@yishi/domain/texts";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { moderations } from "./schema/views.ts";

/** What was done to a view, locked until the transaction ends. */
export async function lock(tx: Tx, viewId: string): Promise<Moderation | null> {
  const [found] = await tx.sql
    .select({
      viewId: moderations.viewId,
      rule: moderations.rule,
      moderatorId: moderations.moderatorId,
      appealDue: moderations.appealDue,
      deciderId: moderations.deciderId,
      outcome: moderations.outcome,
    })
    .from(moderations)
    .where(is(tx, viewId))
    .for("update");
  return found ?? null;
}

/** Saves the next state with its fact and the words that belong to it: the reason, the appeal or the decision. */
export async function save(
  tx: Tx,
  next: Moderation,
  fact: ModerationFact,
  words: string | null = null,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const row = { ...next, factId };
  if (fact.kind === "moderation.hidden") {
    await tx.sql
      .insert(moderations)
      .values({ ...row, committeeId: tx.committeeId, hiddenAt: tx.now, reason: words });
    return;
  }
  const said = {
    "moderation.appealed": { appeal: words, appealedAt: tx.now },
    "moderation.appealDecided": { decision: words, decidedAt: tx.now },
    "moderation.takenBack": { decidedAt: tx.now },
  } as const;
  await tx.sql
    .update(moderations)
    .set({ ...row, ...said[fact.kind] })
    .where(is(tx, next.viewId));
}

/** The words that speak of what somebody took back go with it, under the fact that says so. */
export async function eraseWords(tx: Tx, viewId: string, factId: string): Promise<void> {
  await tx.sql
    .update(moderations)
    .set({ reason: null, appeal: null, decision: null, factId })
    .where(is(tx, viewId));
}

/** A line of the public log: dates, the proposal's number, the rule, the outcome. Nobody's name, nobody's words. */
export interface LogLine {
  readonly viewId: string;
  readonly hiddenAt: Date;
  readonly year: number;
  readonly number: number;
  readonly rule: ModerationRule;
  readonly appealed: boolean;
  readonly appealDue: Day | null;
  readonly outcome: Outcome | null;
  readonly decidedAt: Date | null;
}

/** One page of the log, the latest first. */
export async function log(
  tx: Tx,
  { after, limit }: { readonly after: Pick<LogLine, "hiddenAt" | "viewId"> | null; readonly limit: number },
): Promise<readonly LogLine[]> {
  const { rows } = await tx.raw.query<LogLine>(
    `select m.view_id as "viewId", m.hidden_at as "hiddenAt", p.year, p.number, m.rule, m.appealed_at is not null as appealed,
       m.appeal_due::text as "appealDue", m.outcome, m.decided_at as "decidedAt"
     from moderations m join views v on v.committee_id = m.committee_id and v.view_id = m.view_id
     join proposals p on p.committee_id = v.committee_id and p.proposal_id = v.proposal_id
     where m.committee_id = $1 and ($2::timestamptz is null or (m.hidden_at, m.view_id) < ($2, $3::uuid))
     order by m.hidden_at desc, m.view_id desc limit $4`,
    [tx.committeeId, after?.hiddenAt ?? null, after?.viewId ?? null, limit],
  );
  return rows;
}

/** An appeal that waits, with what a moderator has to read to decide it. */
export interface WaitingAppeal {
  readonly viewId: string;
  readonly proposalId: string;
  readonly year: number;
  readonly number: number;
  readonly title: string | null;
  readonly rule: ModerationRule;
  readonly hiddenAt: Date;
  readonly text: string | null;
  readonly lang: Language;
  readonly reason: string | null;
  readonly appeal: string | null;
  readonly appealDue: Day;
  readonly hiddenByMe: boolean;
}

/** The appeals that nobody has decided, the nearest date first. */
export async function appealsWaiting(tx: Tx, memberId: string): Promise<readonly WaitingAppeal[]> {
  const { rows } = await tx.raw.query<WaitingAppeal>(
    `select m.view_id as "viewId", v.proposal_id as "proposalId", p.year, p.number, w.title, m.rule, m.hidden_at as "hiddenAt", t.text, t.lang,
       m.reason, m.appeal, m.appeal_due::text as "appealDue", m.moderator_id = $2 as "hiddenByMe"
     from moderations m join views v on v.committee_id = m.committee_id and v.view_id = m.view_id
     join view_versions t on t.committee_id = v.committee_id and t.view_id = v.view_id and t.version = v.version
     join proposals p on p.committee_id = v.committee_id and p.proposal_id = v.proposal_id
     join proposal_versions w on w.committee_id = p.committee_id and w.proposal_id = p.proposal_id and w.version = p.version
     where m.committee_id = $1 and m.appealed_at is not null and m.outcome is null and v.status = 'hidden'
     order by m.appeal_due, m.view_id limit 200`,
    [tx.committeeId, memberId],
  );
  return rows;
}

function is(tx: Tx, viewId: string) {
  return and(eq(moderations.committeeId, tx.committeeId), eq(moderations.viewId, viewId));
}
