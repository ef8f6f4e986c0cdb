import { ageOn, type Day } from "../calendar.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { Citation, Provenance } from "../rulebook.ts";
import type { Post } from "../roles.ts";

/** A post that only somebody who lives here can hold, with what that rests on. */
export interface NeedsResident {
  readonly post: Post;
  readonly provenance: Provenance;
  readonly citation: Citation;
}

/** Read in the law of 2018; of the revision of 2025 these articles have not been read yet. */
const urban = (article: string) => ({
  provenance: "confirmed" as const,
  citation: { law: "居委会组织法(2018)", article },
});

/**
 * Whoever lives here and is of age may be elected into the committee, and speaks for a household or a group of it. All
 * other posts are given by trust or by another body, and may be held by somebody who lives elsewhere.
 */
export const residentPosts: readonly NeedsResident[] = [
  ...(["chair", "viceChair", "committeeMember"] as const).map((post) => ({ post, ...urban("8") })),
  ...(["representative", "householdRepresentative"] as const).map((post) => ({ post, ...urban("8, 9") })),
  { post: "groupLeader", ...urban("14") },
  {
    post: "supervisor",
    provenance: "analogy",
    citation: { law: "参照村委会组织法", article: "32" },
  },
];

/** Whether only somebody who lives here can hold a post. */
export function needsResident(post: Post): boolean {
  return residentPosts.some((one) => one.post === post);
}

/** Why somebody may not hold a post for where they live or how old they are; nothing where they may. */
export function notToHold(
  post: Post,
  person: { readonly livesHere: boolean; readonly born: Day | null },
  when: { readonly on: Day; readonly votingAge: number },
): Refusal | null {
  if (!needsResident(post)) return null;
  if (!person.livesHere) return refuse("post-for-residents", { post });
  const ofAge = person.born !== null && ageOn(person.born, when.on) >= when.votingAge;
  return ofAge ? null : refuse("post-for-adults", { post });
}
