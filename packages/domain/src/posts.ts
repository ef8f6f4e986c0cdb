import type { Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { committeePosts, type Post } from "./roles.ts";

export type Fact =
  | Recorded<"post.appointed", { memberId: string; post: Post; fromAt: string; untilAt: string }>
  | Recorded<"post.ended", { post: Post; at: string }>;

/** Gives a post from one instant until another; no term is longer than the rule book's (`committee.termYears`). */
export function appoint(
  post: {
    readonly postId: string;
    readonly memberId: string;
    readonly post: Post;
    readonly fromAt: Instant;
    readonly untilAt: Instant;
  },
  termEnds: Instant,
  standing: Standing,
): Fact | Refusal {
  if (post.untilAt <= post.fromAt) return refuse("post-ends-before-it-begins");
  if (post.untilAt > termEnds) return refuse("term-too-long");
  return record(standing, "post.appointed", post.postId, {
    memberId: post.memberId,
    post: post.post,
    fromAt: post.fromAt.toISOString(),
    untilAt: post.untilAt.toISOString(),
  });
}

/** Whether the registrar's post ends with this one: it lapses once a chair is in office. */
export function endsRegistrar(post: Post): boolean {
  return post === "chair";
}

/** Whether somebody who holds these posts reviews as one of the committee, or from outside it. */
export function isFromCommittee(held: ReadonlySet<Post>): boolean {
  return [...held].some((post) => committeePosts.has(post));
}
