import type { Day } from "../calendar.ts";
import type { Recorded } from "../facts.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { MotionStatus } from "../motions/status.ts";
import type { FollowUp } from "./follow-up.ts";

/** The steps after a vote: from which states each may be taken. */
export const afterSteps = {
  object: ["noticed", "objected"],
  answerObjection: ["objected", "setAside"],
  addMilestone: ["implementing"],
  accept: ["implementing"],
  followUp: ["accepted"],
  recordCourtCase: ["rejected", "noQuorum", "noticed", "objected", "setAside", "implementing", "accepted"],
  endCourtCase: ["rejected", "noQuorum", "noticed", "objected", "setAside", "implementing", "accepted"],
  recount: ["passed", "rejected", "noQuorum", "noticed", "objected"],
} as const satisfies Record<string, readonly MotionStatus[]>;
export type AfterStep = keyof typeof afterSteps;

/** The two grounds on which one can object, each with what may have been done wrong. Dislike is not among them. */
export const objectionCodes = {
  law: ["againstLaw", "beyondPower", "harmsRights"],
  procedure: ["notice", "roll", "voting", "counting"],
} as const;
export type ObjectionGround = keyof typeof objectionCodes;
export type ObjectionCode = (typeof objectionCodes)[ObjectionGround][number];
export const objectionGrounds = ["law", "procedure"] as const satisfies readonly ObjectionGround[];

/** What a court said in the end: it left the decision standing, revoked it, or the claim was taken back. */
export const courtEnds = ["upheld", "revoked", "withdrawn"] as const;
export type CourtEnd = (typeof courtEnds)[number];

/** In whose place somebody accepts the work: who proposed it, a neighbour, or a supervisor for a silent proposer. */
export const acceptingRoles = ["proposer", "neighbour", "supervisor"] as const;
export type AcceptingRole = (typeof acceptingRoles)[number];

/** What can be looked at once more: one's own ballot, or the whole count. */
export const recountKinds = ["ballot", "count"] as const;
export type RecountKind = (typeof recountKinds)[number];

export type AfterFact =
  | Recorded<
      "motion.objected",
      { objectionId: string; ground: ObjectionGround; code: ObjectionCode; dueOn: Day }
    >
  | Recorded<
      "motion.objectionAnswered",
      { objectionId: string; verdict: "rejected" | "upheld"; waiting: number }
    >
  | Recorded<"motion.milestoneAdded", { ordinal: number }>
  | Recorded<
      "motion.acceptanceSaid",
      { round: number; role: AcceptingRole; accepted: boolean; followUp: FollowUp | null }
    >
  | Recorded<"motion.courtCaseAccepted", { caseId: string; on: Day }>
  | Recorded<"motion.courtCaseEnded", { caseId: string; on: Day; end: CourtEnd }>
  | Recorded<"motion.recountAsked", { recountId: string; kind: RecountKind; dueOn: Day }>
  | Recorded<
      "motion.recounted",
      { recountId: string; kind: RecountKind; wrong: number; same: boolean; turns: boolean }
    >;

/** What of a motion changes after its vote: where it stands, and when neighbours are asked again. */
export interface Followed {
  readonly status: MotionStatus;
  readonly followUp: FollowUp | null;
}

/** The same after a fact from after the vote. */
export function follow(motion: Followed, fact: AfterFact): Followed {
  switch (fact.kind) {
    case "motion.objected":
      return { ...motion, status: "objected" };
    case "motion.objectionAnswered":
      if (motion.status === "setAside" || fact.body.verdict === "upheld")
        return { ...motion, status: "setAside" };
      return { ...motion, status: fact.body.waiting === 0 ? "noticed" : "objected" };
    case "motion.acceptanceSaid":
      if (!fact.body.followUp) return motion;
      return { ...motion, status: "accepted", followUp: fact.body.followUp };
    case "motion.courtCaseEnded":
      return fact.body.end === "revoked" && stands(motion) ? { ...motion, status: "setAside" } : motion;
    case "motion.recounted":
      return fact.body.turns ? { ...motion, status: "setAside" } : motion;
    case "motion.recountAsked":
    case "motion.milestoneAdded":
    case "motion.courtCaseAccepted":
      return motion;
  }
}

/** Why a step cannot be taken from where the motion stands; nothing where it can. */
export function notAtStep(motion: Pick<Followed, "status">, step: AfterStep): Refusal | null {
  const allowed: readonly MotionStatus[] = afterSteps[step];
  return allowed.includes(motion.status)
    ? null
    : refuse("proposal-not-at-this-step", { status: motion.status });
}

/** Whether there is a decision that a court's judgment can take away: what was not passed has none. */
function stands({ status }: Followed): boolean {
  return status !== "rejected" && status !== "noQuorum";
}
