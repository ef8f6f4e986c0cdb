import type { PetitionView } from "@yishi/api/petition-view";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import type { Numbered } from "#lib/proposals.ts";

/** What a list knows of a petition. */
export type PetitionLine = Pick<
  PetitionView,
  | "petitionId"
  | "year"
  | "number"
  | "meeting"
  | "stage"
  | "title"
  | "lang"
  | "openedAt"
  | "windowEnds"
  | "dueOn"
  | "meetingOn"
  | "daysLate"
  | "ways"
>;

/** The path of a petition's page, or of a page below it, without the language. */
export function petitionPath(slug: string, { year, number }: Numbered, ...below: readonly string[]): string {
  return [`/${slug}/petitions/${year}-${number}`, ...below].join("/");
}

/** How far each way has come: 17人联名，要294人. */
export function wayWords({ way, count: given, needed }: PetitionLine["ways"][number]): string {
  return m[`petitions.count.${way}`]({ count: count(given), needed: count(needed) });
}
