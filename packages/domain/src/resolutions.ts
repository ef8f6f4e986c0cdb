import { dayOf, workingDaysBetween, type Day, type Holidays, type Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { inForce, type Motion, type VoteRules } from "./motions.ts";
import { refuse, type Refusal } from "./outcome.ts";

/** One step of carrying a resolution out: what, who, by when. Lateness is computed, never set. */
export interface Milestone {
  readonly motionId: string;
  readonly ordinal: number;
  readonly dueOn: Day;
  readonly doneOn: Day | null;
}

export type MilestoneFact = Recorded<"milestone.done", { ordinal: number; on: Day }>;

/** Says that a milestone is done, on a day that has come. */
export function complete(milestone: Milestone, on: Day, standing: Standing): MilestoneFact | Refusal {
  if (milestone.doneOn) return refuse("milestone-already-done", { day: milestone.doneOn });
  if (on > dayOf(standing.at)) return refuse("day-in-the-future", { day: on });
  return record(standing, "milestone.done", milestone.motionId, { ordinal: milestone.ordinal, on });
}

/** How many working days a milestone is late: 0 when it is done in time or not yet due. */
export function workingDaysLate(
  milestone: Pick<Milestone, "dueOn" | "doneOn">,
  now: Instant,
  holidays: Holidays,
): number {
  const until = milestone.doneOn ?? dayOf(now);
  return until > milestone.dueOn ? workingDaysBetween(milestone.dueOn, until, holidays) : 0;
}

/** Whether so much lateness is flagged: as much as the rules say that were announced with the vote (`milestone.lateFlagWorkingDays`). */
export function isFlagged(
  workingDaysLate: number,
  { lateFlagWorkingDays }: Pick<VoteRules, "lateFlagWorkingDays">,
): boolean {
  return workingDaysLate >= lateFlagWorkingDays;
}

/** Why nothing can rest on a resolution yet: it was not passed, or its public notice has not ended. */
export function notInForce(motion: Pick<Motion, "status" | "noticeEnds">, now: Instant): Refusal | null {
  return inForce(motion, now) ? null : refuse("resolution-not-in-force");
}
