import { addWorkingDays, dayOf, endOf, type Day, type Holidays, type Instant } from "./calendar.ts";
import { record, type Standing } from "./facts.ts";
import type { Motion } from "./motions.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { afterOf } from "./resolutions/rules.ts";
import {
  notAtStep,
  objectionCodes,
  type AfterFact,
  type CourtEnd,
  type ObjectionCode,
  type ObjectionGround,
} from "./resolutions/steps.ts";

export type Objected = Extract<AfterFact, { kind: "motion.objected" }>;
export type Answered = Extract<AfterFact, { kind: "motion.objectionAnswered" }>;
export type CourtCaseAccepted = Extract<AfterFact, { kind: "motion.courtCaseAccepted" }>;
export type CourtCaseEnded = Extract<AfterFact, { kind: "motion.courtCaseEnded" }>;
export type ObjectionStatus = "open" | "rejected" | "upheld";

/** Where it stands that whoever a decision harms may ask the court to revoke it: in the law of 2025, whose text is to be checked. */
export const courtRight = { law: "居委会组织法(2025)", article: "", provenance: "fragment" } as const;

export interface Objection {
  readonly objectionId: string;
  readonly motionId: string;
  readonly residentId: string | null;
  /** The member, where somebody objects who is on no roll or through the app. */
  readonly memberId: string | null;
  readonly status: ObjectionStatus;
  /** What is said to have been done wrong. */
  readonly code?: ObjectionCode;
  readonly dueOn: Day;
}

/** Whether what is objected to belongs to the ground it is objected on. */
export function fits(ground: ObjectionGround, code: string): code is ObjectionCode {
  const offered: readonly string[] = objectionCodes[ground];
  return offered.includes(code);
}

/**
 * Objects to a decision on notice, because it breaks the law or its procedure: until the end of the last day of the
 * notice, once for each person. From then on it does not take effect until it is answered (§4b "objected").
 */
export function object(
  motion: Motion,
  asked: {
    readonly objectionId: string;
    readonly ground: ObjectionGround;
    readonly code: ObjectionCode;
    readonly already: boolean;
    readonly holidays: Holidays;
  },
  standing: Standing,
): Objected | Refusal {
  if (asked.already) return refuse("already-objected");
  const refusal = notAtStep(motion, "object");
  if (refusal) return refusal;
  if (!motion.noticeEnds || standing.at >= endOf(motion.noticeEnds))
    return refuse("notice-over", { day: motion.noticeEnds ?? "" });
  const { objectionId, ground, code } = asked;
  const dueOn = addWorkingDays(dayOf(standing.at), afterOf(motion).answerWorkingDays, asked.holidays);
  return record(standing, "motion.objected", motion.motionId, { objectionId, ground, code, dueOn });
}

/**
 * The committee answers in time (`objection.answerWorkingDays`), never somebody who is concerned: who objected, or whose
 * proposal it is. What is upheld sets the decision aside; once all are rejected it goes on from where it stood. That it
 * was counted wrongly is not rejected before it has been counted again.
 */
export function answer(
  motion: Motion,
  objection: Objection,
  asked: {
    readonly verdict: "rejected" | "upheld";
    readonly authorId: string;
    /** How many others of this decision wait for their answer. */
    readonly othersWaiting: number;
    /** Whether all ballots were counted again since the count. */
    readonly recounted: boolean;
  },
  standing: Standing,
): Answered | Refusal {
  if (objection.status !== "open") return refuse("objection-answered");
  const refusal = notAtStep(motion, "answerObjection");
  if (refusal) return refusal;
  const own = objection.memberId === standing.actorId || same(objection.residentId, standing.subjectId);
  if (own || asked.authorId === standing.subjectId) return refuse("objection-own");
  if (objection.code === "counting" && asked.verdict === "rejected" && !asked.recounted)
    return refuse("recount-first");
  return record(standing, "motion.objectionAnswered", motion.motionId, {
    objectionId: objection.objectionId,
    verdict: asked.verdict,
    waiting: asked.othersWaiting,
  });
}

/** Whether the answer is late: the day on which it was due has passed. */
export function isLate(objection: Pick<Objection, "status" | "dueOn">, now: Instant): boolean {
  return objection.status === "open" && dayOf(now) > objection.dueOn;
}

/**
 * A court has accepted a case against the decision (居委会组织法 on harmed residents). The decision goes on meanwhile
 * unless the court says otherwise; one case at a time.
 */
export function recordCourtCase(
  motion: Motion,
  asked: { readonly caseId: string; readonly on: Day; readonly already: boolean },
  standing: Standing,
): CourtCaseAccepted | Refusal {
  const refusal = notAtStep(motion, "recordCourtCase");
  if (refusal) return refusal;
  if (!motion.noticeEnds) return refuse("not-published");
  if (asked.already) return refuse("court-case-open");
  if (asked.on > dayOf(standing.at)) return refuse("day-in-the-future", { day: asked.on });
  return record(standing, "motion.courtCaseAccepted", motion.motionId, {
    caseId: asked.caseId,
    on: asked.on,
  });
}

/** How the case ended: what a court revokes is set aside. */
export function endCourtCase(
  motion: Motion,
  asked: { readonly caseId: string; readonly acceptedOn: Day; readonly on: Day; readonly end: CourtEnd },
  standing: Standing,
): CourtCaseEnded | Refusal {
  const refusal = notAtStep(motion, "endCourtCase");
  if (refusal) return refusal;
  const { caseId, on, end } = asked;
  if (on > dayOf(standing.at)) return refuse("day-in-the-future", { day: on });
  if (on < asked.acceptedOn) return refuse("ended-before-accepted", { day: asked.acceptedOn });
  return record(standing, "motion.courtCaseEnded", motion.motionId, { caseId, on, end });
}

function same(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}
