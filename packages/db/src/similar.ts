import type { Tx } from "./client.ts";
import { joined, line, type ProposalLine } from "./proposal-lists.ts";

/** A public proposal with how much of a title stands in it. */
export interface SimilarLine extends ProposalLine {
  readonly shared: number;
  readonly pairs: number;
}

/** Of a pair that stands everywhere only the newest are looked at. */
const newest = 300;
const enough = 10;

/** The public proposals that share the most pairs of characters with a title; what was taken back is none of them. */
export async function similarTo(tx: Tx, title: string): Promise<readonly SimilarLine[]> {
  const { rows } = await tx.raw.query<SimilarLine>(
    `with pairs as materialized (select unnest(search_pairs($2)) as pair),
       alike as materialized (
         select q.proposal_id, count(*)::int as shared from pairs
         cross join lateral (select proposal_id from proposal_pairs q where q.committee_id = $1 and q.pair = pairs.pair
           order by q.opened_at desc, q.proposal_id desc limit ${newest}) q
         group by q.proposal_id order by shared desc limit ${enough})
     select ${line}, a.shared, (select count(*)::int from pairs) as pairs
     from alike a join proposals p on p.committee_id = $1 and p.proposal_id = a.proposal_id and p.status <> 'withdrawn' ${joined}
     order by a.shared desc, p.opened_at desc, p.proposal_id desc`,
    [tx.committeeId, title],
  );
  return rows;
}
