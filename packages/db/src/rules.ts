import type { ElectorLine } from "@yishi/domain/roll/residence";
import type { Fact, RuleChange } from "@yishi/domain/rulebook/changes";
import { readChange } from "@yishi/domain/rulebook/changes";
import type { Tx } from "./client.ts";
import { readClock } from "./client.ts";
import { keepFact } from "./facts.ts";
import { isElector } from "./roll/electors.ts";
import { ruleChanges } from "./schema/rules.ts";

/** A change as it is shown: with the resolution of this platform, or the paper, that adopted it. */
export interface ShownChange extends RuleChange {
  readonly resolution: { readonly year: number; readonly number: number } | null;
  readonly paper: string | null;
  readonly recordedAt: Date;
}

/** Every change that a community made to the rule book, in the order in which they were recorded. */
export async function changes(tx: Tx): Promise<readonly ShownChange[]> {
  const { rows } = await tx.raw.query<Kept>({
    name: "rules.changes",
    text: `select c.change_id as "changeId", c.key, c.value, c.adopted_on::text as "adoptedOn",
        c.effective_from::text as "effectiveFrom", c.recorded_at as "recordedAt", c.paper, r.year, r.number
      from rule_changes c
      left join resolutions r on r.committee_id = c.committee_id and r.resolution_id = c.resolution_id
      where c.committee_id = $1 order by c.recorded_at, c.change_id`,
    values: [tx.committeeId],
  });
  return rows.map(({ year, number, paper, recordedAt, ...kept }) => ({
    ...readChange(kept),
    resolution: year === null || number === null ? null : { year, number },
    paper,
    recordedAt,
  }));
}
interface Kept {
  readonly changeId: string;
  readonly key: string;
  readonly value: unknown;
  readonly adoptedOn: RuleChange["adoptedOn"];
  readonly effectiveFrom: RuleChange["effectiveFrom"];
  readonly recordedAt: Date;
  readonly paper: string | null;
  readonly year: number | null;
  readonly number: number | null;
}

/**
 * The changes for something that opens now, read under a lock that no change can pass: what takes effect tomorrow is
 * known to whatever opens tomorrow, and a change waits until this transaction has ended.
 */
export async function changesForOpening(tx: Tx): Promise<readonly RuleChange[]> {
  await tx.raw.query("select pg_advisory_xact_lock_shared(rules_lock($1))", [tx.committeeId]);
  return changes(tx);
}

/** The changes for one more: alone with them, and the time as it is once everybody else has gone. */
export async function changesForChange(
  tx: Tx,
): Promise<{ readonly adopted: readonly RuleChange[]; readonly now: Date }> {
  await tx.raw.query("select pg_advisory_xact_lock(rules_lock($1))", [tx.committeeId]);
  return { adopted: await changes(tx), now: await readClock(tx.raw) };
}

/** Keeps a change with its fact. */
export async function keepChange(tx: Tx, paper: string | null, fact: Fact): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { key, value, resolutionId, adoptedOn, effectiveFrom } = fact.body;
  await tx.sql.insert(ruleChanges).values({
    committeeId: tx.committeeId,
    changeId: fact.objectId,
    ...{ key, value, resolutionId, paper, adoptedOn, effectiveFrom },
    recordedAt: fact.at,
    factId,
  });
}

/** Residents of voting age by building, the most first: what the community's own examples are computed from. */
export async function adultsByBuilding(
  tx: Tx,
  line: ElectorLine,
): Promise<readonly { readonly building: string; readonly count: number }[]> {
  const { rows } = await tx.raw.query<{ building: string; count: number }>(
    `select h.building, count(*)::int as count from residents r
     join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.left_on is null and ${isElector("r", "$2", "$3")}
     group by h.building order by count desc, h.building`,
    [tx.committeeId, line.bornUntil, line.livedSinceUntil],
  );
  return rows;
}

/** How many people are in office in any of these posts now. */
export async function countInOffice(tx: Tx, posts: readonly string[]): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(
    `select count(distinct p.member_id)::int as count from posts p
     join members m on m.committee_id = p.committee_id and m.member_id = p.member_id and m.left_at is null
     where p.committee_id = $1 and p.post = any($2) and p.from_at <= $3 and p.until_at > $3`,
    [tx.committeeId, posts, tx.now],
  );
  return rows[0]?.count ?? 0;
}
