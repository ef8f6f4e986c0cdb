import type { MeetingView } from "@yishi/api/meeting-view";
import { dayOf } from "@yishi/domain/calendar";
import type { Act } from "@yishi/domain/roles";
import { may } from "#lib/duty.ts";
import { m } from "#lib/paraglide/messages.js";

/** What the reader may do with a meeting now, each with its page below the meeting's. */
export function worksOf(
  meeting: MeetingView,
  posts: readonly string[],
  now: Date,
): readonly { readonly below: string; readonly name: string }[] {
  const { stage, mine } = meeting;
  if (!mine) return [];
  const holds = (act: Act) => may({ posts }, act);
  const runs = (act: Act) => mine.runs && holds(act);
  const before = stage === "called" || stage === "underway";
  return [
    ...(stage === "minuted" && mine.readsDraft ? [{ below: "draft", name: m["meetings.toDraft"]() }] : []),
    ...(before && dayOf(now) >= dayOf(meeting.startsAt) && runs("meetings.attend")
      ? [{ below: "attendance", name: m["meetings.toAttendance"]() }]
      : []),
    ...(before && runs("meetings.attend") ? [{ below: "list", name: m["meetings.roll.print"]() }] : []),
    ...(stage === "underway" && runs("meetings.minute")
      ? [{ below: "minutes", name: m["meetings.toMinutes"]() }]
      : []),
    ...(stage === "recorded" && runs("meetings.minute")
      ? [{ below: "minutes", name: m["meetings.toFollow"]() }]
      : []),
    ...(before && runs("meetings.call") ? [{ below: "change", name: m["meetings.toChange"]() }] : []),
    ...(holds("meetings.names") ? [{ below: "names", name: m["meetings.toNames"]() }] : []),
  ];
}
