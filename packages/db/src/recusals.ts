import type { Fact } from "@yishi/domain/recusals";
import type { Post } from "@yishi/domain/roles";
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { members } from "./schema/members.ts";
import { recusals } from "./schema/posts.ts";

/** Writes down that somebody stepped back from a proposal. */
export async function keepRecusal(tx: Tx, fact: Fact): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { memberId, post, reason, askedBy } = fact.body;
  await tx.sql.insert(recusals).values({
    ...{ committeeId: tx.committeeId, proposalId: fact.objectId, at: fact.at, factId },
    ...{ memberId, post, reason, askedBy },
  });
}

/** Whether somebody stepped back from a proposal. */
export async function isRecused(tx: Tx, proposalId: string, memberId: string): Promise<boolean> {
  const { rows } = await tx.raw.query({
    name: "recusals.isRecused",
    text: "select from recusals where committee_id = $1 and proposal_id = $2 and member_id = $3",
    values: [tx.committeeId, proposalId, memberId],
  });
  return rows.length > 0;
}

/** Whether somebody stepped back from the proposal that a motion belongs to. */
export async function isRecusedFromMotion(tx: Tx, motionId: string, memberId: string): Promise<boolean> {
  const { rows } = await tx.raw.query({
    name: "recusals.isRecusedFromMotion",
    text: `select from recusals r join motions m on m.committee_id = r.committee_id and m.proposal_id = r.proposal_id
      where m.committee_id = $1 and m.motion_id = $2 and r.member_id = $3`,
    values: [tx.committeeId, motionId, memberId],
  });
  return rows.length > 0;
}

/** Who stepped back from a proposal and why, for those who oversee. */
export async function recusalsOf(tx: Tx, proposalId: string) {
  return tx.sql
    .select({
      memberId: recusals.memberId,
      name: members.name,
      post: recusals.post,
      reason: recusals.reason,
      at: recusals.at,
    })
    .from(recusals)
    .innerJoin(
      members,
      and(eq(members.committeeId, recusals.committeeId), eq(members.memberId, recusals.memberId)),
    )
    .where(and(eq(recusals.committeeId, tx.committeeId), eq(recusals.proposalId, proposalId)))
    .orderBy(asc(recusals.at));
}

/** How many people are in office in one of these posts, have an account, and neither stepped back nor are kept out. */
export async function countLeft(
  tx: Tx,
  proposalId: string,
  wanted: { readonly posts: readonly Post[]; readonly keptOut: readonly Post[] },
): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(
    `select count(distinct p.member_id)::int as count from posts p
     join members m on m.committee_id = p.committee_id and m.member_id = p.member_id
     join proposals i on i.committee_id = p.committee_id and i.proposal_id = $2
     where p.committee_id = $1 and p.post = any($3) and p.from_at <= $5 and p.until_at > $5
       and m.left_at is null and m.account_id is not null
       and (cardinality($4::text[]) = 0 or (m.resident_id is distinct from i.author_id
         and not exists (select from posts k where k.committee_id = p.committee_id and k.member_id = p.member_id
           and k.post = any($4) and k.from_at <= $5 and k.until_at > $5)))
       and not exists (select from recusals r where r.committee_id = p.committee_id and r.proposal_id = $2
         and r.member_id = p.member_id)`,
    [tx.committeeId, proposalId, wanted.posts, wanted.keptOut, tx.now],
  );
  return rows[0]?.count ?? 0;
}
