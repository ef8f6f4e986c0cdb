import { addDays, addMonths, ageOn, type Day, type Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { committeePosts, type Post } from "./roles.ts";

export type Fact =
  | Recorded<"community.founded", { slug: string }>
  | Recorded<"roll.imported", { added: number; removed: number; unchanged: number; file: string }>
  | Recorded<"slip.issued", { memberId: string; expiresAt: string }>
  | Recorded<"member.joined", { memberId: string }>
  | Recorded<"post.appointed", { memberId: string; post: Post; fromAt: string; untilAt: string }>
  | Recorded<"post.ended", { post: Post; at: string }>
  | Recorded<"charter.adopted", { version: number; appBallotsCount: boolean; hash: string }>;

/** The last day on which one can have been born and be of voting age on a day (`voter.age`). */
export function bornUntil(today: Day, votingAge: number): Day {
  const born = addMonths(today, -12 * votingAge);
  // Who was born on 29 February comes of age on the 28th of a year without a 29th, together with those of the 28th.
  const next = addDays(born, 1);
  return ageOn(next, today) >= votingAge ? next : born;
}

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
