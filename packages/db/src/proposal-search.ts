import type { Electorate } from "@yishi/domain/motions";
import type { Status } from "@yishi/domain/proposals";
import type { Tx } from "./client.ts";
import { beginning, joined, line, type Cursor, type ProposalLine } from "./proposal-lists.ts";

/** What is looked for: words, each of which has to be there, and what the list is narrowed to. */
export interface Wanted {
  readonly words: readonly string[];
  readonly statuses: readonly Status[] | null;
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
  const { rows } = await tx.raw.query<FoundLine>(...(await asked(tx, wanted, after ?? beginning, limit, false)));
  return rows;
}

/** How many there are; above `limit` only that there are more. */
export async function count(tx: Tx, wanted: Wanted, limit: number): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(...(await asked(tx, wanted, beginning, limit, true)));
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
  const value = (given: unknown) => `$${values.push(given)}`;
  const [rarest, ...pairs] = wanted.words.length > 0 ? await pairsOf(tx, wanted.words) : [];
  const key = rarest === undefined ? "p" : "f";
  const from =
    rarest === undefined
      ? "proposals p"
      : `proposal_pairs f join proposals p on p.committee_id = f.committee_id and p.proposal_id = f.proposal_id`;
  const conditions = [
    `${key}.committee_id = $1 and (${key}.opened_at, ${key}.proposal_id) < ($2, $3)`,
    "p.status <> 'draft' and p.opened_at is not null",
  ];
  if (rarest !== undefined) conditions.push(`f.pair = ${value(rarest)}`);
  for (const pair of pairs)
    conditions.push(`exists (select from proposal_pairs q where q.committee_id = f.committee_id and q.pair = ${value(pair)}
      and q.opened_at = f.opened_at and q.proposal_id = f.proposal_id)`);
  if (wanted.words.length > 0) {
    const here = wanted.words.map((word) => `strpos(folded, search_folded(${value(word)})) > 0`);
    conditions.push(`(select ${here.join(" and ")} from (select search_folded(search_words(w.title, w.problem, w.wish)) as folded
      from proposal_versions w where w.committee_id = p.committee_id and w.proposal_id = p.proposal_id and w.version = p.version) t)`);
  }
  if (wanted.statuses) conditions.push(`p.status = any(${value(wanted.statuses)})`);
  if (wanted.electorate)
    conditions.push(`exists (select from motions e where e.committee_id = p.committee_id and e.proposal_id = p.proposal_id
      and e.ordinal = 1 and e.electorate = ${value(wanted.electorate)})`);
  if (wanted.building !== null)
    conditions.push(`p.author_id in (select a.resident_id from residents a join households b
      on b.committee_id = a.committee_id and b.household_id = a.household_id
      where a.committee_id = $1 and a.left_on is null and b.building = ${value(wanted.building)})`);
  const page = `select p.* from ${from} where ${conditions.join("\n and ")}
    order by ${key}.opened_at desc, ${key}.proposal_id desc limit $4`;
  const text = counted
    ? `select count(*)::int as count from (${page}) p`
    : `with page as materialized (${page})
       select ${line}, v.problem, v.wish from page p ${joined} order by p.opened_at desc, p.proposal_id desc`;
  return [text, values];
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
