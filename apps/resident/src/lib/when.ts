import { dayOf, daysBetween, timeOf, type Day, type Instant } from "@yishi/domain/calendar";
import { m } from "#lib/paraglide/messages.js";

/** How much of a date is said: its year where that is not plain, its weekday wherever somebody must act. */
export interface Telling {
  readonly year?: boolean;
  readonly weekday?: boolean;
}

const months = [
  m["when.month.1"],
  m["when.month.2"],
  m["when.month.3"],
  m["when.month.4"],
  m["when.month.5"],
  m["when.month.6"],
  m["when.month.7"],
  m["when.month.8"],
  m["when.month.9"],
  m["when.month.10"],
  m["when.month.11"],
  m["when.month.12"],
];
const weekdays = [
  m["when.weekday.monday"],
  m["when.weekday.tuesday"],
  m["when.weekday.wednesday"],
  m["when.weekday.thursday"],
  m["when.weekday.friday"],
  m["when.weekday.saturday"],
  m["when.weekday.sunday"],
];

/** A day as a clerk says it: 11月22日（星期日）. */
export function dayWords(day: Day, { year = false, weekday = true }: Telling = {}): string {
  const [y = "", month = "", date = ""] = day.split("-");
  const parts = { year: y, month: months[Number(month) - 1]?.() ?? month, date: String(Number(date)) };
  const words = year ? m["when.dayOfYear"](parts) : m["when.day"](parts);
  return weekday ? m["when.onWeekday"]({ day: words, weekday: weekdayOf(day) }) : words;
}

/** A moment as a clerk says it, to the minute: 11月22日（星期日）18:00. */
export function instantWords(instant: Instant, telling?: Telling): string {
  return m["when.instant"]({ day: dayWords(dayOf(instant), telling), time: timeOf(instant) });
}

/** A span of days without weekdays: 11月10日至22日. */
export function spanWords(from: Day, to: Day): string {
  const first = dayWords(from, { weekday: false });
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  if (!sameMonth) return m["when.span"]({ from: first, to: dayWords(to, { weekday: false }) });
  const month = months[Number(to.slice(5, 7)) - 1]?.() ?? "";
  return m["when.spanInMonth"]({
    month,
    from: String(Number(from.slice(8))),
    to: String(Number(to.slice(8))),
  });
}

/** The name of the weekday; 1 January 1900 was a Monday. */
export function weekdayOf(day: Day): string {
  return weekdays[daysBetween("1900-01-01", day) % 7]?.() ?? "";
}

/** A day as somebody reads it today: its year is said where it is not this year. */
export function dayWordsFrom(now: Instant, day: Day): string {
  return dayWords(day, { year: day.slice(0, 4) !== dayOf(now).slice(0, 4) });
}
