import type { MeetingView } from "@yishi/api/meeting-view";
import { dayOf, timeOf } from "@yishi/domain/calendar";
import type { Kind } from "@yishi/domain/meetings/meeting";
import type { Awaited } from "@yishi/domain/meetings/awaits";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import type { Numbered } from "#lib/proposals.ts";
import { shareWords } from "#lib/shares.ts";
import { dayWordsFrom } from "#lib/when.ts";

/** What a list knows of a meeting. */
export type MeetingLine = Pick<
  MeetingView,
  | "meetingId"
  | "year"
  | "number"
  | "kind"
  | "group"
  | "stage"
  | "title"
  | "lang"
  | "startsAt"
  | "place"
  | "quorum"
>;

/** The path of a meeting's page, or of a page below it, without the language. */
export function meetingPath(slug: string, { year, number }: Numbered, ...below: readonly string[]): string {
  return [`/${slug}/meetings/${year}-${number}`, ...below].join("/");
}

/** Which body meets: 居民代表会议, 一组居民小组会议（按户）. */
export function bodyWords({ kind, group }: Pick<MeetingLine, "kind" | "group">): string {
  const body = m[`meetings.kind.${kind}`]();
  return group === null ? body : m["meetings.ofGroup"]({ group, kind: body });
}

/** By what a body is counted: households, or people. */
export function unitOf(kind: Kind): "household" | "person" {
  return kind.endsWith("ByHousehold") ? "household" : "person";
}

/** When a meeting is, as it is told today: 11月22日（星期日）19:00. */
export function whenWords(now: Date, startsAt: Date): string {
  return m["when.instant"]({ day: dayWordsFrom(now, dayOf(startsAt)), time: timeOf(startsAt) });
}

/** How many were called, how many it takes, and how many are there: 应到50人，三分之二以上要34人，现到36人。 */
export function quorumWords({ kind, stage, quorum }: Pick<MeetingLine, "kind" | "stage" | "quorum">): string {
  const unit = unitOf(kind);
  const figures = {
    ...{ base: count(quorum.base), share: shareWords(quorum.share), needed: count(quorum.needed) },
    present: count(quorum.present),
  };
  if (stage === "minuted" || stage === "recorded") return m[`meetings.quorumThen.${unit}`](figures);
  if (stage === "underway" || quorum.present > 0) return m[`meetings.quorumNow.${unit}`](figures);
  return m[`meetings.quorumYet.${unit}`](figures);
}

/** Whether that is enough, in words; nothing before anybody can be there. */
export function enoughWords({ stage, quorum }: Pick<MeetingLine, "stage" | "quorum">): string {
  if (stage === "minuted" || stage === "recorded")
    return quorum.met ? m["meetings.wereEnough"]() : m["meetings.wereTooFew"]();
  if (stage === "underway") return quorum.met ? m["meetings.enough"]() : m["meetings.tooFew"]();
  return "";
}

const places = {
  ...{ come: "", takeAttendance: "attendance", writeMinutes: "minutes", readMinutes: "draft" },
  ...{ answerCorrections: "draft", signMinutes: "draft", undertaking: "minutes" },
} as const satisfies Record<Awaited, string>;

/** Where what awaits somebody of a meeting is done. */
export function meetingLink(slug: string, numbered: Numbered, what: Awaited) {
  const below = places[what];
  const path = below === "" ? meetingPath(slug, numbered) : meetingPath(slug, numbered, below);
  return { path, words: m[`meetings.link.${what}`]() };
}
