import type { Fact } from "@yishi/domain/posts";
import { and, asc, eq, gt, lt } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { members } from "./schema/members.ts";
import { posts } from "./schema/posts.ts";

type PostRow = typeof posts.$inferInsert;

/** Enters a post with its term. */
export async function appoint(
  tx: Tx,
  post: Omit<PostRow, "committeeId" | "factId">,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(posts).values({ ...post, committeeId: tx.committeeId, factId });
}

/** Ends the posts of a kind at an instant: the registrar's, once a chair is in office. */
export async function endPosts(tx: Tx, post: PostRow["post"], at: Date, fact: Fact): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .update(posts)
    .set({ untilAt: at, factId })
    .where(
      and(
        eq(posts.committeeId, tx.committeeId),
        eq(posts.post, post),
        gt(posts.untilAt, at),
        lt(posts.fromAt, at),
      ),
    );
}

/** Who holds which post now. */
export async function holders(tx: Tx) {
  return tx.sql
    .select({
      postId: posts.postId,
      memberId: posts.memberId,
      name: members.name,
      post: posts.post,
      fromAt: posts.fromAt,
      untilAt: posts.untilAt,
    })
    .from(posts)
    .innerJoin(members, and(eq(members.committeeId, posts.committeeId), eq(members.memberId, posts.memberId)))
    .where(and(eq(posts.committeeId, tx.committeeId), gt(posts.untilAt, tx.now)))
    .orderBy(asc(posts.post), asc(posts.fromAt));
}
