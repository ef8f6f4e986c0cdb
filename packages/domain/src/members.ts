import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";

export type Fact =
  | Recorded<"community.founded", { slug: string }>
  | Recorded<"member.joined", { memberId: string }>
  | Entered
  | Removed;

/** Somebody who serves here and lives elsewhere is a member from now on: who it is stands in the list alone. */
export type Entered = Recorded<"member.entered", { memberId: string }>;
/** The same is a member no more. */
export type Removed = Recorded<"member.removed", { memberId: string }>;

/** Enters somebody who is to serve here and is not on the roll, because they live elsewhere. */
export function enter(memberId: string, standing: Standing): Entered {
  return record(standing, "member.entered", memberId, { memberId });
}

/** Removes somebody who lives elsewhere, once no term of theirs goes on or is still to begin. */
export function remove(
  member: { readonly memberId: string; readonly residentId: string | null },
  posts: number,
  standing: Standing,
): Removed | Refusal {
  if (member.residentId !== null) return refuse("not-found");
  if (posts > 0) return refuse("still-in-post");
  return record(standing, "member.removed", member.memberId, { memberId: member.memberId });
}
