/**
 * A calendar day as people write it on a notice: "2026-03-06". Days compare as strings: `a < b` means a is earlier.
 */
export type Day = `${number}-${number}-${number}`;

/** A moment; the only other form in which time is carried. */
export type Instant = Date;

/** A time of day in the community: "18:00". */
export type TimeOfDay = `${number}:${number}`;

/** The published yearly table: days off, and weekends worked to make up for them (调休). Past its end dates are provisional. */
export interface Holidays {
  readonly coveredUntil: Day;
  readonly off: ReadonlySet<Day>;
  readonly work: ReadonlySet<Day>;
}

const dayMilliseconds = 86_400_000;
const shanghaiMilliseconds = 8 * 3_600_000;
const firstYear = 1900;
const lastYear = 2200;

/** Days that are off in every year whatever the table will say (全国年节及纪念日放假办法): 元旦, 劳动节, 国庆节. */
const fixedHolidays: ReadonlySet<string> = new Set(["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]);

/** Tells whether a value is a day that exists, of a year from 1900 to 2200. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const year = Number(value.slice(0, 4));
  if (year < firstYear || year > lastYear) return false;
  const midnight = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(value);
}

/** Tells whether a value is a time of day from 00:00 to 23:59. */
export function isTimeOfDay(value: unknown): value is TimeOfDay {
  return typeof value === "string" && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** Reads a day as people write it (2026-03-06, 2026/3/6, 2026.3.6, 20260306, 2026年3月6日), or nothing if there is no such day. */
export function parseDay(text: string): Day | undefined {
  const written = text
    .normalize("NFKC")
    .trim()
    .replace(/^(\d{4})年(\d{1,2})月(\d{1,2})日$/, "$1-$2-$3")
    .replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
  const parts = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(written);
  if (!parts) return undefined;
  const [, year = "", , month = "", date = ""] = parts;
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) ? day : undefined;
}

/** The day it is in the community at a moment; China keeps +08:00 all year. */
export function dayOf(instant: Instant): Day {
  return fromOrdinal(Math.floor((instant.getTime() + shanghaiMilliseconds) / dayMilliseconds));
}

/** The time of day it is in the community at a moment, to the minute. */
export function timeOf(instant: Instant): TimeOfDay {
  const time = new Date(instant.getTime() + shanghaiMilliseconds).toISOString().slice(11, 16);
  if (!isTimeOfDay(time)) throw new RangeError(`no time of day: ${time}`);
  return time;
}

/** The first moment of a day. */
export function startOf(day: Day): Instant {
  return new Date(ordinal(day) * dayMilliseconds - shanghaiMilliseconds);
}

/** The end of a day, 24:00: the first moment that is no longer that day (Civil Code 203). */
export function endOf(day: Day): Instant {
  return new Date(startOf(day).getTime() + dayMilliseconds);
}

/** The moment at which the clock in the community shows a time on a day. */
export function instantAt(day: Day, time: TimeOfDay): Instant {
  if (!isTimeOfDay(time)) throw new RangeError(`not a time of day: ${time}`);
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return new Date(startOf(day).getTime() + minutes * 60_000);
}

/** The day that lies a number of days later, or earlier when the number is negative. */
export function addDays(day: Day, days: number): Day {
  return fromOrdinal(ordinal(day) + wholeNumber(days));
}

/** The same day of the month some months later, or that month's last day where it has no such day (Civil Code 202). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const lastOfMonth = Date.UTC(year, month + wholeNumber(months), 0) / dayMilliseconds;
  const firstOfMonth = Date.UTC(year, month - 1 + months, 1) / dayMilliseconds;
  return fromOrdinal(Math.min(firstOfMonth + date - 1, lastOfMonth));
}

/** How many days lie between two days: 1 from a day to the next, negative backwards. */
export function daysBetween(from: Day, to: Day): number {
  return ordinal(to) - ordinal(from);
}

/** How old a person is on a day, in full years; the birthday counts as reached (Civil Code 202 for 29 February). */
export function ageOn(born: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return addMonths(born, years * 12) <= day ? years : years - 1;
}

/** Tells whether offices work on a day: the table first, then weekends, then the fixed holidays where the table ends. */
export function isWorkingDay(day: Day, holidays: Holidays): boolean {
  if (holidays.off.has(day)) return false;
  if (holidays.work.has(day)) return true;
  const weekday = new Date(ordinal(day) * dayMilliseconds).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return !(isProvisional(day, holidays) && fixedHolidays.has(day.slice(5)));
}

/** Tells whether a day lies past the table of holidays, so that a date computed to it may still move (暂定). */
export function isProvisional(day: Day, holidays: Holidays): boolean {
  return day > holidays.coveredUntil;
}

/** The last day of a period of working days; the day it starts on is not counted (Civil Code 201). */
export function addWorkingDays(day: Day, workingDays: number, holidays: Holidays): Day {
  let reached = day;
  for (let left = periodLength(workingDays); left > 0; left -= 1) {
    reached = movedPastHolidays(addDays(reached, 1), holidays);
  }
  return reached;
}

/** How many working days lie after one day up to and including another: how late something is; 0 when it is not late. */
export function workingDaysBetween(from: Day, to: Day, holidays: Holidays): number {
  let count = 0;
  for (let day = from; day < to;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) count += 1;
  }
  return count;
}

/** The last day of a period of days; the day it starts on is not counted (Civil Code 201). It ends at that day's 24:00. */
export function deadline(from: Day, days: number): Day {
  return addDays(from, periodLength(days));
}

/** A last day that falls on a holiday or weekend moves to the first working day after it (Civil Code 203). */
export function movedPastHolidays(day: Day, holidays: Holidays): Day {
  let moved = day;
  while (!isWorkingDay(moved, holidays)) moved = addDays(moved, 1);
  return moved;
}

/** Days since 1970-01-01, so that arithmetic on days is arithmetic on integers. */
function ordinal(day: Day): number {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`) / dayMilliseconds;
}

function fromOrdinal(days: number): Day {
  const day = new Date(days * dayMilliseconds).toISOString().slice(0, 10);
  if (!isDay(day)) throw new RangeError(`a day outside ${firstYear} to ${lastYear}: ${day}`);
  return day;
}

function wholeNumber(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return value;
}

function periodLength(days: number): number {
  if (wholeNumber(days) < 0) throw new RangeError(`a period of ${days} days`);
  return days;
}
