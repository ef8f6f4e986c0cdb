import { addMonths, addDays, dayOf, startOf, type Day, type Instant } from "../calendar.ts";
import type { Recorded } from "../facts.ts";

/** What goes by itself once its time is over (个人信息保护法 19, 47). */
export const retained = [
  "readings",
  "sessions",
  "slips",
  "sightings",
  "leftResidents",
  "idleDrafts",
  "contestWords",
] as const;
export type Retained = (typeof retained)[number];

/** How long each is kept after it has served its purpose; a session no day longer than it lives. */
export interface Periods {
  readonly readingDays: number;
  readonly slipDays: number;
  readonly sightingMonths: number;
  readonly leftMonths: number;
  readonly draftMonths: number;
  readonly contestMonths: number;
}

/** What was swept in one step: how many of each, and nothing of what they were. */
export type RetentionFact = Recorded<"retention.swept", { what: Retained; count: number }>;

/** The day on which something goes whose time began on this day. */
export function goesOn(what: Retained, since: Day, periods: Periods): Day {
  switch (what) {
    case "readings":
      return addDays(since, periods.readingDays);
    case "sessions":
      return since;
    case "slips":
      return addDays(since, periods.slipDays);
    case "sightings":
      return addMonths(since, periods.sightingMonths);
    case "leftResidents":
      return addMonths(since, periods.leftMonths);
    case "idleDrafts":
      return addMonths(since, periods.draftMonths);
    case "contestWords":
      return addMonths(since, periods.contestMonths);
  }
}

/** Whether something goes now: its day has come. */
export function isDue(what: Retained, since: Day, periods: Periods, now: Instant): boolean {
  return goesOn(what, since, periods) <= dayOf(now);
}

/** The instant before which the time of whatever goes now must have begun: what began then or later stays. */
export function dueBefore(what: Retained, periods: Periods, now: Instant): Instant {
  const today = dayOf(now);
  // The last day whose time is over: from the rough day back, the next ones are tried until one stays.
  let day = roughly(what, periods, today);
  while (goesOn(what, day, periods) <= today) day = addDays(day, 1);
  return startOf(day);
}

function roughly(what: Retained, periods: Periods, today: Day): Day {
  switch (what) {
    case "readings":
      return addDays(today, -periods.readingDays - 1);
    case "sessions":
      return addDays(today, -1);
    case "slips":
      return addDays(today, -periods.slipDays - 1);
    case "sightings":
      return addDays(addMonths(today, -periods.sightingMonths), -4);
    case "leftResidents":
      return addDays(addMonths(today, -periods.leftMonths), -4);
    case "idleDrafts":
      return addDays(addMonths(today, -periods.draftMonths), -4);
    case "contestWords":
      return addDays(addMonths(today, -periods.contestMonths), -4);
  }
}
