import type { Citation, Provenance } from "../rulebook.ts";
import type { Post } from "../roles.ts";

/** Two posts that nobody holds at the same time, with what that rests on. It holds in both directions. */
export interface Incompatibility {
  readonly posts: readonly [Post, Post];
  /** Why, as a sentence of the messages says it. */
  readonly because: "oversight" | "accounts" | "organisations" | "registrar" | "oneSeat";
  readonly provenance: Provenance;
  readonly citation?: Citation;
}

const committee = ["chair", "viceChair", "committeeMember"] as const;
const village32: Citation = { law: "参照村委会组织法", article: "32" };

/**
 * Every pair that excludes another. What nobody says is allowed: an expert may review, a scrutineer may be a member;
 * whether they may do so with one item is a question of recusal.
 */
export const incompatibilities: readonly Incompatibility[] = [
  // Who is overseen does not oversee.
  ...committee.map((post): Incompatibility => ({
    posts: ["supervisor", post],
    because: "oversight",
    provenance: "analogy",
    citation: village32,
  })),
  // Who keeps the papers and the money does not check them.
  ...(["secretary", "financePerson"] as const).map((post): Incompatibility => ({
    posts: ["supervisor", post],
    because: "accounts",
    provenance: "design",
  })),
  // The service station and the subdistrict office are other organisations, with powers of their own.
  ...(["stationClerk", "streetOfficer"] as const).flatMap((outside) =>
    [...committee, "supervisor" as const].map((post): Incompatibility => ({
      posts: [outside, post],
      because: "organisations",
      provenance: "design",
    })),
  ),
  // The registrar prepares what the chair then takes over.
  { posts: ["registrar", "chair"], because: "registrar", provenance: "design" },
  // One person is one of the five to nine: chair and vice-chair are members already.
  { posts: ["chair", "viceChair"], because: "oneSeat", provenance: "design" },
  { posts: ["chair", "committeeMember"], because: "oneSeat", provenance: "design" },
  { posts: ["viceChair", "committeeMember"], because: "oneSeat", provenance: "design" },
];

/** Whether nobody may hold these two posts at the same time. */
export function areIncompatible(one: Post, other: Post): boolean {
  return incompatibilities.some(
    ({ posts: [first, second] }) =>
      (first === one && second === other) || (first === other && second === one),
  );
}
