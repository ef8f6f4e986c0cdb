import { end, type Appointed, type Ended, type Ending } from "@yishi/domain/posts";
import type { Standing } from "@yishi/domain/facts";
import { isRefusal } from "@yishi/domain/outcome";
import type { Post } from "@yishi/domain/roles";
import { and, asc, desc, eq, gt, inArray, lte, not, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { facts } from "./schema/foundation.ts";
import { members } from "./schema/members.ts";
import { posts } from "./schema/posts.ts";
import { motions, proposals } from "./schema/proposals.ts";
import { resolutions } from "./schema/resolutions.ts";

type PostRow = typeof posts.$inferInsert;

/** One appointment after the other: what is given is judged beside all that was given before. */
export async function lockPosts(tx: Tx): Promise<void> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('posts ' || $1))", [tx.committeeId]);
}

/** Enters a post with its term. */
export async function appoint(
  tx: Tx,
  post: Omit<PostRow, "committeeId" | "factId">,
  fact: Appointed,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(posts).values({ ...post, committeeId: tx.committeeId, factId });
}

/** Ends one term early, with the body that decided it and its paper where somebody did. */
export async function endPost(
  tx: Tx,
  fact: Ended,
  decided: { readonly by: string; readonly reference: string } | null = null,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { at, reason } = fact.body;
  await tx.sql
    .update(posts)
    .set({
      untilAt: new Date(at),
      ended: reason,
      endedBy: decided?.by,
      endedReference: decided?.reference,
      factId,
    })
    .where(and(eq(posts.committeeId, tx.committeeId), eq(posts.postId, fact.objectId)));
}

/** Ends every term of these people that has not ended, those that would only begin included: who left holds no post. */
export async function endPostsOf(
  tx: Tx,
  memberIds: readonly string[],
  at: Date,
  reason: Ending,
  standing: Standing,
): Promise<readonly string[]> {
  if (memberIds.length === 0) return [];
  await lockPosts(tx);
  const held = await tx.sql
    .select(term)
    .from(posts)
    .where(
      and(
        eq(posts.committeeId, tx.committeeId),
        inArray(posts.memberId, [...memberIds]),
        gt(posts.untilAt, at),
      ),
    );
  const ended: string[] = [];
  for (const one of held) {
    const fact = end(one, { at, reason }, standing);
    if (isRefusal(fact)) continue;
    await endPost(tx, fact);
    ended.push(one.postId);
  }
  return ended;
}

const term = {
  postId: posts.postId,
  memberId: posts.memberId,
  post: posts.post,
  fromAt: posts.fromAt,
  untilAt: posts.untilAt,
};
const ofMember = and(eq(members.committeeId, posts.committeeId), eq(members.memberId, posts.memberId));

/** Every term that has not ended, those that only begin later included, with who holds it. */
export async function terms(tx: Tx) {
  return tx.sql
    .select({ ...term, residentId: members.residentId, name: members.name })
    .from(posts)
    .innerJoin(members, ofMember)
    .where(and(eq(posts.committeeId, tx.committeeId), goesOn(tx)))
    .orderBy(asc(posts.fromAt), asc(posts.postId));
}

/** One term. */
export async function termById(tx: Tx, postId: string) {
  const [found] = await tx.sql
    .select(term)
    .from(posts)
    .where(and(eq(posts.committeeId, tx.committeeId), eq(posts.postId, postId)));
  return found ?? null;
}

/** Who holds which post now. */
export async function holders(tx: Tx) {
  return tx.sql
    .select({ ...term, name: members.name })
    .from(posts)
    .innerJoin(members, ofMember)
    .where(and(eq(posts.committeeId, tx.committeeId), lte(posts.fromAt, tx.now), goesOn(tx)))
    .orderBy(asc(posts.post), asc(posts.fromAt));
}

const register = {
  ...term,
  name: members.name,
  appointedBy: posts.appointedBy,
  appointedOn: posts.appointedOn,
  record: posts.record,
  reference: posts.reference,
  year: resolutions.year,
  number: resolutions.number,
  ofYear: proposals.year,
  ofNumber: proposals.number,
  ended: posts.ended,
  endedBy: posts.endedBy,
  endedReference: posts.endedReference,
  recordedBy: sql<
    string | null
  >`(select m.name from ${facts} f join members m on m.committee_id = f.committee_id
    and m.member_id = f.actor_id where f.committee_id = ${posts.committeeId} and f.object_id = ${posts.postId}
    and f.kind = 'post.appointed' limit 1)`,
  recordedBySelf: sql<boolean>`exists (select from ${facts} f where f.committee_id = ${posts.committeeId}
    and f.object_id = ${posts.postId} and f.kind = 'post.appointed' and f.actor_id = ${posts.memberId})`,
};

/** Everybody who serves or will serve, and of those who served the last ones, with what each appointment rests on. */
export async function registerOf(tx: Tx, wanted: { readonly over: boolean; readonly limit: number }) {
  const rows = await tx.sql
    .select(register)
    .from(posts)
    .innerJoin(members, ofMember)
    .leftJoin(
      resolutions,
      and(eq(resolutions.committeeId, posts.committeeId), eq(resolutions.resolutionId, posts.resolutionId)),
    )
    .leftJoin(
      motions,
      and(eq(motions.committeeId, resolutions.committeeId), eq(motions.motionId, resolutions.motionId)),
    )
    .leftJoin(
      proposals,
      and(eq(proposals.committeeId, motions.committeeId), eq(proposals.proposalId, motions.proposalId)),
    )
    .where(and(eq(posts.committeeId, tx.committeeId), wanted.over ? not(goesOn(tx)) : goesOn(tx)))
    .orderBy(wanted.over ? desc(posts.untilAt) : asc(posts.fromAt), asc(posts.postId))
    .limit(wanted.limit);
  return rows.map(({ year, number, ofYear, ofNumber, ...row }) => ({
    ...row,
    // Where it rests on a resolution of this platform: its number, and that of the proposal whose page tells of it.
    resolution: year && number && ofYear && ofNumber ? { year, number, ofYear, ofNumber } : null,
  }));
}

/** A resolution that was passed and published here, by its number. */
export async function passedResolution(tx: Tx, year: number, number: number) {
  const [found] = await tx.sql
    .select({ resolutionId: resolutions.resolutionId, publishedAt: resolutions.publishedAt })
    .from(resolutions)
    .innerJoin(
      motions,
      and(eq(motions.committeeId, resolutions.committeeId), eq(motions.motionId, resolutions.motionId)),
    )
    .where(
      and(
        eq(resolutions.committeeId, tx.committeeId),
        eq(resolutions.year, year),
        eq(resolutions.number, number),
        inArray(motions.status, ["noticed", "implementing"]),
      ),
    );
  return found ?? null;
}

/** Which posts somebody is in office in now. */
export async function postsInOffice(tx: Tx): Promise<ReadonlySet<Post>> {
  const rows = await tx.sql
    .selectDistinct({ post: posts.post })
    .from(posts)
    .innerJoin(members, ofMember)
    .where(and(eq(posts.committeeId, tx.committeeId), lte(posts.fromAt, tx.now), goesOn(tx)));
  return new Set(rows.map(({ post }) => post));
}

/** A term that is or will be, of somebody who is here; one that was ended before it began never was. */
function goesOn(tx: Tx) {
  return sql`(${posts.untilAt} > ${tx.now} and ${posts.fromAt} < ${posts.untilAt} and ${members.leftAt} is null)`;
}
