import { addDays, dayOf, type Day, type Instant } from "../calendar.ts";
import type { AfterRules } from "./rules.ts";

/** When neighbours are asked whether it still serves, fixed when the work is accepted. */
export interface FollowUp {
  readonly firstOn: Day;
  readonly secondOn: Day;
  readonly windowDays: number;
}
export type Round = 1 | 2;

/** The two rounds after an acceptance (`followUp.firstDays`, `followUp.secondDays`, `followUp.windowDays`). */
export function followUpFrom(accepted: Day, rules: AfterRules): FollowUp {
  const { firstDays, secondDays, windowDays } = rules;
  return { firstOn: addDays(accepted, firstDays), secondOn: addDays(accepted, secondDays), windowDays };
}

/** First and last day of a round. */
export function windowOf(followUp: FollowUp, round: Round): { readonly from: Day; readonly until: Day } {
  const from = round === 1 ? followUp.firstOn : followUp.secondOn;
  return { from, until: addDays(from, followUp.windowDays - 1) };
}

/** The round that is open now, if one is. */
export function openRound(followUp: FollowUp, now: Instant): Round | null {
  const today = dayOf(now);
  const open = ([1, 2] as const).filter((round) => {
    const { from, until } = windowOf(followUp, round);
    return from <= today && today <= until;
  });
  return open.at(-1) ?? null;
}

/** Whether a round is over: only then its score is told, so that no single answer shows itself by a difference. */
export function isOver(followUp: FollowUp, round: Round, now: Instant): boolean {
  return dayOf(now) > windowOf(followUp, round).until;
}

/** Put away once the second round is over: from then on nothing is added but what a court says. */
export function isArchived(followUp: FollowUp | null | undefined, now: Instant): boolean {
  return followUp ? isOver(followUp, 2, now) : false;
}
