import { dayOf, endOf, type Day, type Holidays, type Instant } from "../calendar.ts";
import { minutesDue, notTheirs, stageOf, type Runner } from "../meetings.ts";
import { type Meeting } from "./meeting.ts";
import { mayTake } from "../roles.ts";

/** What of a meeting somebody is awaited for, in the order in which the home page says it. */
export const awaited = [
  "come",
  "takeAttendance",
  "writeMinutes",
  "readMinutes",
  "answerCorrections",
  "signMinutes",
  "undertaking",
] as const;
export type Awaited = (typeof awaited)[number];

/** A meeting that is underway, seen by one person. */
export interface Underway extends Meeting {
  /** Called, and nobody is there yet for the seat that is theirs or their household's. */
  readonly called: boolean;
  readonly wasThere: boolean;
  readonly isConvener: boolean;
  readonly correctionsWaiting: number;
  /** The first date of what its resolutions ask to be done and is not. */
  readonly undertakingDue: Day | null;
}

export interface Awaiting {
  readonly what: Awaited;
  /** By when, where there is a date. */
  readonly by: Instant | null;
}

/** What of a meeting awaits this person now. */
export function awaits(
  one: Underway,
  runner: Runner,
  { now, holidays }: { readonly now: Instant; readonly holidays: Holidays },
): readonly Awaiting[] {
  const stage = stageOf(one, now);
  const runs = (act: "meetings.attend" | "meetings.minute") =>
    mayTake(act, runner.posts) && !notTheirs(one, runner);
  const today = dayOf(now);
  const onItsDay = today === dayOf(one.startsAt);
  const open = one.correctUntil !== null && today <= one.correctUntil;
  const found: Partial<Record<Awaited, Instant | null>> = {};
  if (one.status === "called" && one.called && (stage === "called" || onItsDay)) found.come = one.startsAt;
  if (one.status === "called" && onItsDay && runs("meetings.attend")) found.takeAttendance = one.startsAt;
  if (stage === "underway" && runs("meetings.minute")) found.writeMinutes = endOf(minutesDue(one, holidays));
  if (one.status === "minuted" && open && one.wasThere) found.readMinutes = endOf(one.correctUntil);
  if (one.status === "minuted" && one.correctionsWaiting > 0 && runs("meetings.minute"))
    found.answerCorrections = null;
  if (one.status === "minuted" && !open && one.correctionsWaiting === 0 && mayStillSign(one))
    found.signMinutes = null;
  if (one.status === "recorded" && one.undertakingDue && runs("meetings.minute"))
    found.undertaking = endOf(one.undertakingDue);
  return awaited.flatMap((what) => {
    const by = found[what];
    return by === undefined ? [] : [{ what, by }];
  });
}

/** Who called it signs as that; of the others who were there, one. */
function mayStillSign({ isConvener, wasThere, signed }: Underway): boolean {
  return isConvener ? !signed.includes("convener") : wasThere && !signed.includes("present");
}
