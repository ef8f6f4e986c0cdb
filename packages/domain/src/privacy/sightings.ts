import { acts, type Act, type Post } from "../roles.ts";

/** What of a resident's data somebody saw. */
export const sights = [
  "found",
  "opened",
  "slipMade",
  "household",
  "rollExported",
  "namedList",
  "ownPage",
  "copyMade",
  "contestRead",
] as const;
export type Sight = (typeof sights)[number];

/** A line of the list of who has seen it: one person on one day for one thing, however often. */
export interface Seen {
  readonly name: string;
  readonly post: string;
  readonly what: string;
  readonly times: number;
  readonly lastAt: Date;
}

/** The post by which somebody looked: the first of theirs that lets them take this act. */
export function postFor(act: Act, held: ReadonlySet<Post>): Post | null {
  const allowed: readonly Post[] = acts[act];
  return allowed.find((post) => held.has(post)) ?? null;
}
