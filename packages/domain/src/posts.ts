import type { Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { committeePosts, type Post } from "./roles.ts";

/** What an appointment rests on: an election's record, a resolution published here, or a resolution on paper. */
export const records = ["election", "resolution", "paper"] as const;
export type RecordKind = (typeof records)[number];

/** Why a term ends before its last day. `lapsed` is the registrar's, once a chair is in office. */
export const endings = ["resigned", "recalled", "incapable", "died", "movedAway", "lapsed"] as const;
export type Ending = (typeof endings)[number];
/** The endings that somebody records; the last comes by itself. */
export const recordedEndings = ["resigned", "recalled", "incapable", "died", "movedAway"] as const;

export type Appointed = Recorded<
  "post.appointed",
  { memberId: string; post: Post; fromAt: string; untilAt: string; notKinOf: readonly string[] }
>;
export type Ended = Recorded<"post.ended", { post: Post; at: string; reason: Ending }>;
export type Fact = Appointed | Ended;

/** A post of somebody with its term. */
export interface Term {
  readonly postId: string;
  readonly memberId: string;
  readonly post: Post;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}

/**
 * Gives a post from one instant until another; no term is longer than the rule book's (`committee.termYears`).
 * Of whom it was declared that they are no near kin stands in the fact.
 */
export function appoint(
  term: Term,
  termEnds: Instant,
  standing: Standing,
  notKinOf: readonly string[] = [],
): Appointed | Refusal {
  if (term.untilAt <= term.fromAt) return refuse("post-ends-before-it-begins");
  if (term.untilAt > termEnds) return refuse("term-too-long");
  return record(standing, "post.appointed", term.postId, {
    memberId: term.memberId,
    post: term.post,
    fromAt: term.fromAt.toISOString(),
    untilAt: term.untilAt.toISOString(),
    notKinOf,
  });
}

/** Ends a term early: at once, or at a moment still to come. What was done until then stays done. */
export function end(
  term: Pick<Term, "postId" | "post" | "fromAt" | "untilAt">,
  ending: { readonly at: Instant; readonly reason: Ending },
  standing: Standing,
): Ended | Refusal {
  if (ending.at < standing.at) return refuse("ended-in-the-past");
  if (ending.at >= term.untilAt) return refuse("post-already-ended");
  const at = ending.at < term.fromAt ? term.fromAt : ending.at;
  return record(standing, "post.ended", term.postId, {
    post: term.post,
    at: at.toISOString(),
    reason: ending.reason,
  });
}

/**
 * Whether somebody records posts now: while a chair is in office the chair alone; otherwise the vice-chair, or the
 * registrar who prepares the first election's result.
 */
export function recordsPosts(held: ReadonlySet<Post>, inOffice: ReadonlySet<Post>): boolean {
  if (inOffice.has("chair")) return held.has("chair");
  return held.has("viceChair") || held.has("registrar");
}

/** A chair who was recalled or cannot act would not record it: then the vice-chair or a supervisor does. */
export function recordsEnding(
  ending: { readonly post: Post; readonly reason: Ending },
  held: ReadonlySet<Post>,
  inOffice: ReadonlySet<Post>,
): boolean {
  if (recordsPosts(held, inOffice)) return true;
  const forced = ["recalled", "incapable", "died"].includes(ending.reason);
  return ending.post === "chair" && forced && (held.has("viceChair") || held.has("supervisor"));
}

/** Whether the registrar's post ends with this one: it lapses once a chair is in office. */
export function endsRegistrar(post: Post): boolean {
  return post === "chair";
}

/** Whether somebody who holds these posts reviews as one of the committee, or from outside it. */
export function isFromCommittee(held: ReadonlySet<Post>): boolean {
  return [...held].some((post) => committeePosts.has(post));
}
