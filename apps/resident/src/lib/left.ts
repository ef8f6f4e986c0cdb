import { dayOf, daysBetween, timeOf, type Day, type Instant } from "@yishi/domain/calendar";
import { m } from "#lib/paraglide/messages.js";
import { dayWords, instantWords } from "#lib/when.ts";

/** How long there is until the end of a day or until a moment: 还有4天, 只剩今天, 已经过了. */
export function leftWords(now: Instant, by: Day | Instant): string {
  const over = by instanceof Date ? now >= by : dayOf(now) > by;
  if (over) return m["left.over"]();
  const days = daysBetween(dayOf(now), lastDay(by));
  if (days === 0) return m["left.today"]();
  return days === 1 ? m["left.tomorrow"]() : m["left.days"]({ count: days });
}

/** By when, as it stands on a notice: a deadline that ends with its day is that day, any other has its hour. */
export function byWords(by: Day | Instant, telling?: { readonly year?: boolean }): string {
  if (!(by instanceof Date) || timeOf(by) === "00:00") return dayWords(lastDay(by), telling);
  return instantWords(by, telling);
}

/** From when, as it stands on a notice: what begins with a day is that day, any other moment has its hour. */
export function fromWords(from: Instant): string {
  return timeOf(from) === "00:00" ? dayWords(dayOf(from)) : instantWords(from);
}

/** The day on which it ends; 24:00 of a day is that day's end and not the next one's beginning. */
function lastDay(by: Day | Instant): Day {
  return by instanceof Date ? dayOf(new Date(by.getTime() - 1)) : by;
}
