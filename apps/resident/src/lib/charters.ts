import { m } from "#lib/paraglide/messages.js";
import { dayWords } from "#lib/when.ts";
import type { Day } from "@yishi/domain/calendar";

interface Version {
  readonly version: number;
  readonly adoptedOn: Day;
  readonly paper: string | null;
  readonly year: number | null;
  readonly number: number | null;
  readonly filedOn: Day | null;
}

/** When a version was adopted, and by what. */
export function adoptedWords({ adoptedOn, paper, year, number }: Version): string {
  const day = longDay(adoptedOn);
  return year !== null && number !== null
    ? m["charter.adoptedPublished"]({ day, year: String(year), number: String(number) })
    : m["charter.adoptedPaper"]({ day, paper: paper ?? "" });
}

/** When it was put on file with the street, or that it was not. */
export function filedWords({ filedOn }: Version): string {
  return filedOn ? m["charter.filed"]({ day: longDay(filedOn) }) : m["charter.notFiled"]();
}

/** Whether votes from phones count by it: in a charter alone. */
export function clauseWords(appBallotsCount: boolean | null | undefined): string {
  return appBallotsCount ? m["charter.counts"]() : m["charter.advisory"]();
}

function longDay(day: Day): string {
  return dayWords(day, { year: true, weekday: false });
}
