import { addDays, dayOf, daysBetween, type Day, type Instant } from "../calendar.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { VoteRules } from "./rules.ts";

/** The first day on which a vote announced today may open: the days of notice lie whole between the two. */
export function earliestOpening(today: Day, rules: Pick<VoteRules, "noticeDays">): Day {
  return addDays(today, rules.noticeDays + 1);
}

/** Why a vote announced today cannot be open then: its notice would be too short, or its window out of bounds. */
export function notInWindow(
  rules: Pick<VoteRules, "noticeDays" | "windowDays">,
  asked: { readonly today: Day; readonly opensAt: Instant; readonly closesAt: Instant },
): Refusal | null {
  const { opensAt, closesAt } = asked;
  const earliest = earliestOpening(asked.today, rules);
  if (dayOf(opensAt) < earliest) return refuse("notice-too-short", { days: rules.noticeDays, day: earliest });
  const days = daysBetween(dayOf(opensAt), dayOf(closesAt)) + 1;
  const { min, max } = rules.windowDays;
  const inside = days >= min && days <= max && closesAt > opensAt;
  return inside ? null : refuse("window-out-of-bounds", { min, max });
}
