import type { Residence } from "@yishi/domain/roll/residence";
import { isDay } from "@yishi/domain/calendar";
import { doorWords, type Door } from "#lib/doors.ts";
import { m } from "#lib/paraglide/messages.js";
import { dayWords } from "#lib/when.ts";

/** Where a household lives: 3-2-501, and which of several households it is there. */
export function placeWords(place: Door & { readonly part: string }): string {
  const door = doorWords(place);
  return place.part === "" ? door : m["roll.withPart"]({ door, part: place.part });
}

/** How somebody belongs here: registered, or living here since a day. */
export function residenceWords(one: {
  readonly residence: Residence | null;
  readonly livedSince: string | null;
}): string {
  if (one.residence === null) return "";
  if (one.residence === "registered") return m["roll.registered"]();
  return isDay(one.livedSince)
    ? m["roll.livingSince"]({ day: dayWords(one.livedSince, { year: true, weekday: false }) })
    : m["roll.living"]();
}

/** The residents' group and the grid of a household. */
export function groupWords(one: { readonly group: string | null; readonly grid: string | null }): string {
  return [one.group, one.grid].filter((word) => word !== null).join(" · ") || m["roll.noGroup"]();
}
