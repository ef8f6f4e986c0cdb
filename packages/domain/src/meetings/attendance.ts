import { dayOf } from "../calendar.ts";
import { record, type Standing } from "../facts.ts";
import { notAt, notTheirs, type Runner } from "../meetings.ts";
import { type Meeting } from "./meeting.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { AttendanceFact } from "./facts.ts";

/** Through what it came that somebody is there: by themselves, at the door from the list, from the paper list at the desk. */
export const attendanceChannels = ["app", "meeting", "paper"] as const;
export type AttendanceChannel = (typeof attendanceChannels)[number];

/** A seat of those who were called, and whether somebody is there for it. */
export interface Seat {
  readonly seat: number;
  readonly present: boolean;
}

/** Somebody says that they are there, on the day itself, for the seat that is theirs or their household's. */
export function come(meeting: Meeting, seat: Seat | null, standing: Standing): AttendanceFact | Refusal {
  if (!seat) return refuse("not-called");
  const day = dayOf(meeting.startsAt);
  if (dayOf(standing.at) > day) return refuse("attendance-closed");
  return attend(meeting, seat, standing);
}

/** Whoever runs the meeting, or a clerk, enters that somebody came for a seat: at the door, or later from the paper list. */
export function enter(
  meeting: Meeting,
  seat: Seat,
  runner: Runner,
  standing: Standing,
): AttendanceFact | Refusal {
  return notTheirs(meeting, runner) ?? attend(meeting, seat, standing);
}

/** Strikes what was entered wrongly, as long as no minutes say who was there, and no vote was given there for the seat. */
export function strike(
  meeting: Meeting,
  seat: Seat & { readonly voted?: boolean },
  runner: Runner,
  standing: Standing,
): AttendanceFact | Refusal {
  const refusal = notTheirs(meeting, runner) ?? notTaken(meeting, standing);
  if (refusal) return refusal;
  if (!seat.present) return refuse("not-present");
  if (seat.voted) return refuse("voted-there");
  return record(standing, "meeting.attendanceStruck", meeting.meetingId, { seat: seat.seat });
}

/** Each seat once, whoever comes for it. */
function attend(meeting: Meeting, { seat, present }: Seat, standing: Standing): AttendanceFact | Refusal {
  const refusal = notTaken(meeting, standing);
  if (refusal) return refusal;
  if (present) return refuse("already-present");
  return record(standing, "meeting.attended", meeting.meetingId, { seat });
}

/** Attendance is taken from the day of the meeting on, until the minutes are drafted. */
function notTaken(meeting: Meeting, standing: Standing): Refusal | null {
  if (meeting.status === "minuted" || meeting.status === "recorded") return refuse("attendance-closed");
  const day = dayOf(meeting.startsAt);
  return (
    notAt(meeting, "called") ?? (dayOf(standing.at) < day ? refuse("attendance-not-open", { day }) : null)
  );
}

/** How many were called and how many came, building by building. */
export interface OfBuilding {
  readonly building: string;
  readonly seats: number;
  readonly present: number;
}

/**
 * The figures of each building, or none at all: shown only where in every building those who came and those who did not
 * are at least `privacy.minCell`. One hidden line could be computed from the sum.
 */
export function byBuilding(figures: readonly OfBuilding[], minCell: number): readonly OfBuilding[] | null {
  if (figures.length < 2) return null;
  const open = figures.every(({ seats, present }) => present >= minCell && seats - present >= minCell);
  return open ? figures : null;
}
