import type { Electorate } from "@yishi/domain/electorates";
import type { Status } from "@yishi/domain/proposals";
import type { Tx } from "./client.ts";
import { beginning, joined, line, opinions, type Cursor, type ProposalLine } from "./proposal-lists.ts";

/** What is looked for: words, each of which has to be there, and what the list is narrowed to. */
export interface Wanted {
  readonly words: readonly string[];
  readonly statuses: readonly Status[] | null;
  /** Opinions alone, decisions alone, or both. */
  readonly advisory: boolean | null;
  readonly electorate: Electorate | null;
  readonly building: string | null;
}

/** A line that was found, with the words in which it was found. */
export interface FoundLine extends ProposalLine {
  readonly problem: string | null;
  readonly wish: string | null;
}

/** How many lines of a pair are looked at to learn which pair is the rarest. */
const looked = 2_000;

/** The pairs of the words, the rarest first. Common ones are not told apart: none of them narrows much. */
async function pairsOf(tx: Tx, words: readonly string[]): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ pair: string }>({
    name: "search.pairs",
    text: `select pair from unnest(search_pairs($2)) pair
      cross join lateral (select count(*) as lines from (select from proposal_pairs q
        where q.committee_id = $1 and q.pair = pair.pair limit ${looked}) l) c
      order by c.lines, pair`,
    values: [tx.committeeId, words.join(" ")],
  });
  return rows.map(({ pair }) => pair);
}

/** The public proposals with all of these words, newest first, one page: walked along the rarest of their pairs. */
export async function found(
  tx: Tx,
  wanted: Wanted,
  { after, limit }: { readonly after: Cursor | null; readonly limit: number },
): Promise<readonly FoundLine[]> {
  const { rows } = await tx.raw.query<FoundLine>(
    ...(await asked(tx, wanted, after ?? beginning, limit, false)),
  );
  return rows;
}

/** How many there are; above `limit` only that there are more. */
export async function count(tx: Tx, wanted: Wanted, limit: number): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(
    ...(await asked(tx, wanted, beginning, limit, true)),
  );
  return rows[0]?.count ?? 0;
}

/**
 * The statement has no name on purpose: it is planned with what is looked for before the planner's eyes, since a filter
 * that fits nearly everything and one that fits nearly nothing want different ways through the tables.
 */
async function asked(
  tx: Tx,
  wanted: Wanted,
  after: Cursor,
  limit: number,
  counted: boolean,
): Promise<readonly [string, unknown[]]> {
  const values: unknown[] = [tx.committeeId, after.openedAt, after.proposalId, limit];
  const value: Value = (given) => `$${values.push(given)}`;
  const page =
    wanted.words.length > 0
      ? walked(await pairsOf(tx, wanted.words), wanted, value)
      : `select p.* from proposals p where p.committee_id = $1 and (p.opened_at, p.proposal_id) < ($2, $3)
          ${narrowed(wanted, value, (condition) => `exists (select ${condition})`)}
          order by p.opened_at desc, p.proposal_id desc limit $4`;
  const text = counted
    ? `select count(*)::int as count from (${page}) p`
    : `with page as materialized (${page})
       select ${line}, v.problem, v.wish from page p ${joined} order by p.opened_at desc, p.proposal_id desc`;
  return [text, values];
}

/** Makes something a value of the statement, and answers with its place in it. */
type Value = (given: unknown) => string;

/**
 * Along the index of the rarest pair, newest first, looking at each proposal in turn until the page is full. `offset 0`
 * and the single answers are fences: without them the planner reads all of two common pairs and joins them, which takes
 * seconds where the walk takes milliseconds.
 */
function walked([rarest, ...pairs]: readonly string[], wanted: Wanted, value: Value): string {
  const others = pairs.map(
    (
      pair,
    ) => `and (select true from proposal_pairs q where q.committee_id = f.committee_id and q.pair = ${value(pair)}
      and q.opened_at = f.opened_at and q.proposal_id = f.proposal_id limit 1)`,
  );
  const here = wanted.words.map((word) => `strpos(t.folded, search_folded(${value(word)})) > 0`);
  return `select p.* from proposal_pairs f
    cross join lateral (select * from proposals o where o.committee_id = f.committee_id and o.proposal_id = f.proposal_id offset 0) p
    where f.committee_id = $1 and f.pair = ${value(rarest ?? "")} and (f.opened_at, f.proposal_id) < ($2, $3)
    ${others.join("\n")}
    ${narrowed(wanted, value, (condition) => `(select true ${condition} limit 1)`)}
    and (select ${here.join(" and ")} from (select search_folded(search_words(w.title, w.problem, w.wish)) as folded
      from proposal_versions w where w.committee_id = p.committee_id and w.proposal_id = p.proposal_id and w.version = p.version) t)
    order by f.opened_at desc, f.proposal_id desc limit $4`;
}

/** What is public, and what the list is narrowed to. */
function narrowed(wanted: Wanted, value: Value, one: (condition: string) => string): string {
  const conditions = ["p.status <> 'draft' and p.opened_at is not null"];
  if (wanted.statuses) conditions.push(`p.status = any(${value(wanted.statuses)})`);
  if (wanted.advisory !== null) conditions.push(opinions(wanted.advisory));
  if (wanted.electorate)
    conditions.push(
      one(`from motions e where e.committee_id = p.committee_id and e.proposal_id = p.proposal_id
        and e.ordinal = 1 and e.electorate = ${value(wanted.electorate)}`),
    );
  // The building that the proposal's page shows: where its author lives now.
  if (wanted.building !== null)
    conditions.push(
      one(`from residents a join households b on b.committee_id = a.committee_id and b.household_id = a.household_id
        where a.committee_id = p.committee_id and a.resident_id = p.author_id and a.left_on is null
        and b.building = ${value(wanted.building)}`),
    );
  return conditions.map((condition) => `and ${condition}`).join("\n");
}

/** The public proposals of a number, of one year or of every year there was, newest first. */
export async function byNumber(
  tx: Tx,
  { year, number }: { readonly year: number | null; readonly number: number },
): Promise<readonly ProposalLine[]> {
  const { rows } = await tx.raw.query<ProposalLine>({
    name: "search.byNumber",
    text: `select ${line} from proposals p ${joined}
      where p.committee_id = $1 and p.number = $3 and p.opened_at is not null
        and p.year = any(case when $2::int is null
          then array(select c.year from counters c where c.committee_id = $1 and c.kind = 'proposal') else array[$2::int] end)
      order by p.year desc limit 5`,
    values: [tx.committeeId, year, number],
  });
  return rows;
}

/** The buildings of a community, each found by one look into the index of places. */
export async function buildings(tx: Tx): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ building: string }>({
    name: "search.buildings",
    text: `with recursive b (building) as (
        (select building from households where committee_id = $1 order by building limit 1)
        union all select (select h.building from households h where h.committee_id = $1 and h.building > b.building order by h.building limit 1)
          from b where b.building is not null)
      select building from b where building is not null`,
    values: [tx.committeeId],
  });
  return rows.map(({ building }) => building);
}
