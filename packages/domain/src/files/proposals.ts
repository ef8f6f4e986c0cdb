import type { Status } from "../proposals.ts";

const taking: readonly Status[] = ["draft", "seekingSupport", "returned", "admitted"];

/**
 * Whether a proposal takes files where it stands: as a draft, while it looks for support, and where its author may change
 * it. What reviewers are reading, and what a motion was drawn from, stays as it is. Who is under age adds to a draft
 * alone: of that the grown neighbour has seen everything.
 */
export function canTakeFiles(status: Status, underAgeInPublic: boolean): boolean {
  return taking.includes(status) && !underAgeInPublic;
}
