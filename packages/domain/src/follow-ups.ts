import type { Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import type { Motion } from "./motions.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { isOver, openRound, windowOf, type Round } from "./resolutions/follow-up.ts";
import { notAtStep } from "./resolutions/steps.ts";

export type Score = 1 | 2 | 3 | 4 | 5;
export const scores = [1, 2, 3, 4, 5] as const satisfies readonly Score[];

/** That somebody answered, never what: the score of one person is in no fact. */
export type FollowUpFact = Recorded<"motion.followedUp", { round: Round }>;

/** Answers whether it still serves, while a round is open, once in each. */
export function answer(
  motion: Motion,
  asked: { readonly round: Round; readonly already: boolean },
  standing: Standing,
): FollowUpFact | Refusal {
  const refusal = notAtStep(motion, "followUp");
  if (refusal) return refusal;
  if (!motion.followUp || openRound(motion.followUp, standing.at) !== asked.round)
    return refuse("follow-up-not-open");
  if (asked.already) return refuse("already-answered");
  return record(standing, "motion.followedUp", motion.motionId, { round: asked.round });
}

/** What came of a round: the mean as a fraction, sum over count, or that too few answered for it to be told. */
export interface RoundResult {
  readonly round: Round;
  readonly count: number;
  readonly sum: number;
}

/** What the public may know of a round: nothing of its answers before it is over, nor where fewer answered than `privacy.minCell`. */
export function told(
  result: RoundResult,
  motion: Pick<Motion, "followUp">,
  minCell: number,
  now: Instant,
): {
  readonly round: Round;
  readonly over: boolean;
  readonly enough: boolean;
  readonly mean: { readonly num: number; readonly den: number } | null;
} {
  const over = motion.followUp !== null && isOver(motion.followUp, result.round, now);
  const enough = over && result.count >= minCell;
  const mean = enough ? { num: result.sum, den: result.count } : null;
  return { round: result.round, over, enough, mean };
}

/** A mean to one place after the point, rounded half up in whole numbers: 23/5 is "4.6". */
export function tenths({ num, den }: { readonly num: number; readonly den: number }): string {
  const rounded = Math.floor((num * 20 + den) / (den * 2));
  return `${Math.floor(rounded / 10)}.${rounded % 10}`;
}

/** The days of a round, to be shown. */
export function daysOf(motion: Pick<Motion, "followUp">, round: Round) {
  return motion.followUp && windowOf(motion.followUp, round);
}
