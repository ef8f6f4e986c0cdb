import { dayOf, timeOf, type Instant } from "@yishi/domain/calendar";
import { dayWordsFrom } from "#lib/when.ts";

/** The path of a draft's page, or of a page below it, without the language. */
export function draftPath(slug: string, draftId: string, ...below: readonly string[]): string {
  return [`/${slug}/proposals/drafts/${draftId}`, ...below].join("/");
}

/** When something was saved, as somebody reads it now: 10:32 today, and a day before that. */
export function savedWords(at: Instant, now: Instant): string {
  return dayOf(at) === dayOf(now) ? timeOf(at) : dayWordsFrom(now, dayOf(at));
}
