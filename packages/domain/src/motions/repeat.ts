import { addDays, dayOf, type Day, type Instant } from "../calendar.ts";
import { record, type Standing } from "../facts.ts";
import type { Motion, Repeated } from "../motions.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { VoteRules } from "./rules.ts";
import { notAt } from "./steps.ts";
import { earliestOpening, notInWindow } from "./window.ts";

/**
 * Too few took part: the same motion is put to the same people once more, by the very rules of the first vote, with a roll
 * that is frozen anew (`vote.repeatWithinDays`, domain brief §4b). It opens in time, and what again too few took part in
 * is not repeated.
 */
export function repeat(
  first: Motion,
  asked: {
    readonly motionId: string;
    /** Its place among the proposal's motions. */
    readonly ordinal: number;
    /** Whether it was repeated before. */
    readonly already: boolean;
    readonly rules: VoteRules;
    readonly opensAt: Instant;
    readonly closesAt: Instant;
    readonly seats: number;
    readonly areaSquareCentimetres: number | null;
  },
  standing: Standing,
): Repeated | Refusal {
  const refusal = notRepeated(first, asked.already);
  if (refusal) return refusal;
  const { rules, opensAt, closesAt, seats } = asked;
  const last = lastOpening(first, rules);
  if (!last || dayOf(opensAt) > last) return refuse("repeat-too-late", { day: last ?? "" });
  const outside = notInWindow(rules, { today: dayOf(standing.at), opensAt, closesAt });
  if (outside) return outside;
  if (seats === 0) return refuse("roll-empty");
  const { proposalId, ordinal: repeats, version, electorate, scope, special } = first;
  const { form, options, agreement, agreeBy } = first;
  return record(standing, "motion.repeated", asked.motionId, {
    ...{ proposalId, ordinal: asked.ordinal, repeats, version, electorate, scope, special, rules },
    ...(form !== "yesNo" && { form, options }),
    ...(agreement && agreeBy && { agreement, agreeBy }),
    ...{ opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString(), seats },
    ...(asked.areaSquareCentimetres !== null && { areaSquareCentimetres: asked.areaSquareCentimetres }),
    appBallotsCount: first.appBallotsCount === true,
  });
}

/** Why a vote is not repeated, whenever it would be. */
export function notRepeated(first: Motion, already: boolean): Refusal | null {
  const refusal = notAt(first, "repeat");
  if (refusal) return refusal;
  if (typeof first.repeats === "number") return refuse("repeated-once");
  return already ? refuse("already-repeated") : null;
}

/** The last day on which it may open once more, counted from the day of the count. */
export function lastOpening(
  { countedAt }: Pick<Motion, "countedAt">,
  { repeatWithinDays }: Pick<VoteRules, "repeatWithinDays">,
): Day | null {
  if (!countedAt || repeatWithinDays === undefined) return null;
  return addDays(dayOf(countedAt), repeatWithinDays);
}

/** The last day on which that can be announced, so that the days of notice lie whole before it. */
export function lastAnnouncement(
  first: Pick<Motion, "countedAt">,
  rules: Pick<VoteRules, "repeatWithinDays" | "noticeDays">,
): Day | null {
  const last = lastOpening(first, rules);
  return last && addDays(last, -(rules.noticeDays + 1));
}

/** Whether it can still be announced once more on a day. */
export function isRepeatable(first: Motion, already: boolean, rules: VoteRules, today: Day): boolean {
  const last = lastOpening(first, rules);
  return notRepeated(first, already) === null && last !== null && earliestOpening(today, rules) <= last;
}
