import { dayOf, type Day, type Instant } from "./calendar.ts";
import { inForce } from "./motions.ts";
import type { Status } from "./proposals.ts";
import { isArchived, type FollowUp } from "./resolutions/follow-up.ts";

/** What the status line says: the kept status seen at this moment. Nothing is scheduled; time is read (invariant 6). */
export type Stage =
  | Exclude<Status, "scheduled" | "noticed">
  | "lapsed"
  | "consulting"
  | "announced"
  | "voting"
  | "awaitingCount"
  | "noticed"
  | "inForce"
  | "archived";

/** The stages of a proposal that goes all the way, in order: the ticks of the status line. */
export const path: readonly Stage[] = [
  "draft",
  "seekingSupport",
  "admissibility",
  "admitted",
  "drafted",
  "priorStudied",
  "announced",
  "voting",
  "awaitingCount",
  "passed",
  "noticed",
  "inForce",
  "implementing",
  "accepted",
  "archived",
];

export interface Staged {
  readonly status: Status;
  readonly windowEnds: Day | null;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly noticeEnds: Day | null;
  readonly followUp?: FollowUp | null;
  /** Whether experts who were asked have not been answered: the vote waits for them. */
  readonly consulting?: boolean;
}

/** Beside which tick of the path a stage stands: experts are heard on the way from the admission to the vote. */
export function stepOf(stage: Stage): number {
  return path.indexOf(stage === "consulting" ? "admitted" : stage) + 1;
}

/** The stage a proposal is at now. */
export function stageOf(staged: Staged, now: Instant): Stage {
  const { status } = staged;
  switch (status) {
    case "seekingSupport":
      return staged.windowEnds && dayOf(now) > staged.windowEnds ? "lapsed" : "seekingSupport";
    case "admitted":
    case "drafted":
    case "priorStudied":
      return staged.consulting ? "consulting" : status;
    case "scheduled":
      if (staged.opensAt && now < staged.opensAt) return "announced";
      return staged.closesAt && now < staged.closesAt ? "voting" : "awaitingCount";
    case "noticed":
      return inForce({ status, noticeEnds: staged.noticeEnds }, now) ? "inForce" : "noticed";
    case "accepted":
      return isArchived(staged.followUp, now) ? "archived" : "accepted";
    default:
      return status;
  }
}
