import { dayOf, workingDaysBetween, type Day, type Holidays, type Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { inForce, type Motion } from "./motions.ts";
import type { VoteRules } from "./motions/rules.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { notAtStep, type AfterFact } from "./resolutions/steps.ts";

/** One step of carrying a resolution out: what, who, by when. Lateness is computed, never set. */
export interface Milestone {
  readonly motionId: string;
  readonly ordinal: number;
  readonly dueOn: Day;
  readonly doneOn: Day | null;
}

export type MilestoneDone = Recorded<"milestone.done", { ordinal: number; on: Day; spentFen: number }>;
export type MilestoneRevised = Recorded<"milestone.revised", { ordinal: number; from: Day; to: Day }>;
export type MilestoneFact = MilestoneDone | MilestoneRevised;
export type MilestoneAdded = Extract<AfterFact, { kind: "motion.milestoneAdded" }>;

/** Says that a milestone is done, on a day that has come, and what it cost: money is whole fen. */
export function complete(
  milestone: Milestone,
  done: { readonly on: Day; readonly spentFen: number },
  standing: Standing,
): MilestoneDone | Refusal {
  const { on, spentFen } = done;
  if (milestone.doneOn) return refuse("milestone-already-done", { day: milestone.doneOn });
  if (on > dayOf(standing.at)) return refuse("day-in-the-future", { day: on });
  return record(standing, "milestone.done", milestone.motionId, { ordinal: milestone.ordinal, on, spentFen });
}

/** Says by when it is expected now, with the reason. The first date stays, and lateness is counted from it. */
export function revise(
  milestone: Milestone & { readonly expectedOn: Day | null },
  to: Day,
  standing: Standing,
): MilestoneRevised | Refusal {
  if (milestone.doneOn) return refuse("milestone-already-done", { day: milestone.doneOn });
  const from = milestone.expectedOn ?? milestone.dueOn;
  if (to === from || to < dayOf(standing.at)) return refuse("date-not-later", { day: from });
  return record(standing, "milestone.revised", milestone.motionId, { ordinal: milestone.ordinal, from, to });
}

/** A further step, as long as it is being carried out: what was found missing at the acceptance, or comes up. */
export function addMilestone(
  motion: Motion,
  milestones: number,
  standing: Standing,
): MilestoneAdded | Refusal {
  const refusal = notAtStep(motion, "addMilestone");
  if (refusal) return refusal;
  if (milestones >= mostMilestones) return refuse("milestones-full", { most: mostMilestones });
  return record(standing, "motion.milestoneAdded", motion.motionId, { ordinal: milestones + 1 });
}

/** How many steps there can be. */
export const mostMilestones = 20;

/** What carrying it out costs, beside what the motion said it would: all in whole fen. */
export interface Money {
  readonly plannedFen: number;
  readonly spentFen: number;
  readonly decidedFen: number;
  /** By how much what was planned or spent goes past what was decided; 0 where it does not. */
  readonly overFen: number;
}

/** Adds up the money of the milestones: of a step that is done what was spent, of another what is planned, against the decision. */
export function moneyOf(
  steps: readonly {
    readonly doneOn: Day | null;
    readonly costFen: number;
    readonly spentFen: number | null;
  }[],
  costYuan: number,
): Money {
  const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0);
  const decidedFen = costYuan * 100;
  const expected = sum(steps.map((one) => (one.doneOn ? (one.spentFen ?? one.costFen) : one.costFen)));
  return {
    plannedFen: sum(steps.map((one) => one.costFen)),
    spentFen: sum(steps.map((one) => one.spentFen ?? 0)),
    decidedFen,
    overFen: Math.max(0, expected - decidedFen),
  };
}

/** Yuan as people write them ("1,200", "88.5", "0.05"), as whole fen; nothing where it is no sum of money. */
export function fenOf(written: string): number | undefined {
  const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(written.normalize("NFKC").trim().replaceAll(",", ""));
  if (!parts) return undefined;
  const [, yuan = "", fen = ""] = parts;
  return Number(yuan) * 100 + Number(fen.padEnd(2, "0"));
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
