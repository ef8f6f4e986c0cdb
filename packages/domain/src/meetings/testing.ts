import { instantAt } from "../calendar.ts";
import type { Runner } from "../meetings.ts";
import type { Meeting } from "./meeting.ts";
import { meetingKeys } from "./meeting.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import { snapshot } from "../rulebook/snapshot.ts";

/** A meeting of fifty households, called for an evening: what the tests of a meeting start from. */
export function gathered(given: Partial<Meeting> = {}): Meeting {
  return {
    ...{ meetingId: "meeting", kind: "residentsByHousehold", group: null, status: "called" },
    ...{
      year: 2026,
      number: 1,
      convenerId: "convener",
      seats: 50,
      present: null,
      correctUntil: null,
      signed: [],
    },
    ...{ calledAt: instantAt("2026-08-03", "10:00"), startsAt: instantAt("2026-08-14", "19:00") },
    rules: snapshot(cnUrban2025, meetingKeys),
    ...given,
  };
}

/** Somebody who serves the committee. */
export const runner: Runner = { posts: new Set(["secretary"]), group: null };
