import type { Post } from "../roles.ts";

/** To which body each post belongs, in the order in which a community shows them. */
export const organisations = [
  { name: "committee", posts: ["chair", "viceChair", "committeeMember"] },
  { name: "supervision", posts: ["supervisor"] },
  { name: "representatives", posts: ["representative", "householdRepresentative"] },
  { name: "groups", posts: ["groupLeader"] },
  { name: "mediation", posts: ["mediator", "mediationSecretary"] },
  { name: "procedure", posts: ["reviewer", "branchRecorder", "scrutineer", "secondReader"] },
  { name: "office", posts: ["secretary", "financePerson", "deskClerk", "registrar"] },
  { name: "experts", posts: ["expert"] },
  { name: "outside", posts: ["stationClerk", "streetOfficer"] },
] as const satisfies readonly { readonly name: string; readonly posts: readonly Post[] }[];

export type Organisation = (typeof organisations)[number]["name"];

/** The posts of a body. */
export function postsOf(name: Organisation): readonly Post[] {
  return organisations.find((one) => one.name === name)?.posts ?? [];
}

/** The body to which a post belongs. */
export function organisationOf(post: Post): Organisation {
  const found = organisations.find((one) => {
    const own: readonly Post[] = one.posts;
    return own.includes(post);
  });
  if (!found) throw new Error(`${post} belongs to no body`);
  return found.name;
}

/** The bodies whose term the law on people's mediation sets; every other goes by the committee's. */
export function hasMediationTerm(post: Post): boolean {
  return organisationOf(post) === "mediation";
}
