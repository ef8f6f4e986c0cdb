import {
  addDays,
  addWorkingDays,
  dayOf,
  deadline,
  movedPastHolidays,
  type Day,
  type Holidays,
  type Instant,
} from "./calendar.ts";
import { record, type Standing } from "./facts.ts";
import type { MeetingFact } from "./meetings/facts.ts";
import {
  keysOf,
  statuses,
  type Kind,
  type Meeting,
  type MeetingRules,
  type Status,
} from "./meetings/meeting.ts";
import { refuse, type Refusal } from "./outcome.ts";
import type { Meeting as AskedFor, Status as PetitionStatus } from "./petitions.ts";
import type { Post } from "./roles.ts";
import { setting } from "./rulebook.ts";
import { quorum, type Quorum } from "./tally/quorum.ts";

/** What is asked of whoever runs a meeting: their posts, and the group in which they live. */
export interface Runner {
  readonly posts: ReadonlySet<Post>;
  readonly group: string | null;
}

/** The petition that asks for the meeting, with the day that the committee named in its answer. */
export interface Asking {
  readonly meeting: AskedFor;
  readonly status: PetitionStatus;
  readonly meetingOn: Day | null;
  /** When that answer was published: from it the notice counts. */
  readonly answeredOn: Day | null;
  /** Whether a meeting that was not called off is called for it already. */
  readonly taken: boolean;
}

/** Calls a body together for a time, with whole days of notice between, and writes down how many are called and by which rules. */
export function call(
  asked: {
    readonly meetingId: string;
    readonly kind: Kind;
    readonly group: string | null;
    readonly year: number;
    readonly number: number;
    readonly hash: string;
    readonly startsAt: Instant;
    readonly seats: number;
    readonly items: number;
    readonly rules: MeetingRules;
    readonly runner: Runner;
    readonly petition: Asking | null;
  },
  standing: Standing,
): MeetingFact | Refusal {
  const { meetingId, kind, group, startsAt, rules, petition } = asked;
  const today = dayOf(standing.at);
  const refusal =
    notTheirs(asked, asked.runner) ??
    (petition && notFor(petition, kind, dayOf(startsAt))) ??
    tooShort(kind, rules, noticeFrom(petition, dayOf(startsAt), today), startsAt);
  if (refusal) return refusal;
  if (startsAt <= standing.at) return refuse("meeting-begun");
  if (asked.seats === 0) return refuse("nobody-called");
  const { year, number, hash, seats, items } = asked;
  const body = { kind, group, year, number, hash, startsAt: startsAt.toISOString(), seats, items, rules };
  return record(standing, "meeting.called", meetingId, body);
}

/** Another time or another place, with a reason. Another time needs its notice anew; the place alone may change until it begins. */
export function move(
  meeting: Meeting,
  to: { readonly startsAt: Instant; readonly elsewhere: boolean; readonly hash: string },
  runner: Runner,
  standing: Standing,
): MeetingFact | Refusal {
  const refusal = notAt(meeting, "called") ?? notTheirs(meeting, runner);
  if (refusal) return refusal;
  if (meeting.startsAt <= standing.at) return refuse("meeting-begun");
  const later = to.startsAt.getTime() !== meeting.startsAt.getTime();
  if (!later && !to.elsewhere) return refuse("nothing-moved");
  const short = later && tooShort(meeting.kind, meeting.rules, dayOf(standing.at), to.startsAt);
  if (short) return short;
  const { hash, elsewhere } = to;
  const body = { from: meeting.startsAt.toISOString(), to: to.startsAt.toISOString(), elsewhere, hash };
  return record(standing, "meeting.moved", meeting.meetingId, body);
}

/** Calls it off, with a reason: before it begins, or when too few came. What began with enough, or voted, is minuted. */
export function callOff(
  meeting: Meeting,
  said: { readonly present: number; readonly voted?: boolean; readonly hash: string },
  runner: Runner,
  standing: Standing,
): MeetingFact | Refusal {
  const refusal = notAt(meeting, "called") ?? notTheirs(meeting, runner);
  if (refusal) return refusal;
  if (meeting.startsAt <= standing.at && (said.voted || quorumOf(meeting, said.present).met))
    return refuse("meeting-was-quorate");
  return record(standing, "meeting.calledOff", meeting.meetingId, { hash: said.hash });
}

/** Whether enough are there, of those who were called, by the share that was written down with the meeting. */
export function quorumOf(meeting: Pick<Meeting, "kind" | "seats" | "rules">, present: number): Quorum {
  return quorum(present, meeting.seats, setting(meeting.rules, keysOf[meeting.kind].quorum));
}

/** Why nothing can be put to the vote at a meeting now; nothing where it can. Below the quorum nothing is decided. */
export function mayVote(meeting: Meeting, present: number, now: Instant): Refusal | null {
  const refusal = notAt(meeting, "called");
  if (refusal) return refusal;
  if (meeting.startsAt > now) return refuse("meeting-not-begun");
  return belowQuorum(meeting, present);
}

/** The refusal that says how many are missing. */
export function belowQuorum(meeting: Pick<Meeting, "kind" | "seats" | "rules">, present: number) {
  const { met, base, needed } = quorumOf(meeting, present);
  return met ? null : refuse("meeting-below-quorum", { base, needed, present });
}

/** The first day on which a meeting can be, when its notice goes out on a day: holidays are days of notice like others. */
export function earliestDay(kind: Kind, rules: MeetingRules, noticeOn: Day): Day {
  return addDays(noticeOn, setting(rules, keysOf[kind].notice).days + 1);
}

/** From which day the notice counts: a petition's answer told everybody of its day when it was published. */
export function noticeFrom(petition: Asking | null, on: Day, today: Day): Day {
  return petition?.answeredOn && petition.meetingOn === on ? petition.answeredOn : today;
}

/** By when minutes are drafted. */
export function minutesDue(
  { rules, startsAt }: Pick<Meeting, "rules" | "startsAt">,
  holidays: Holidays,
): Day {
  return addWorkingDays(dayOf(startsAt), setting(rules, "meeting.minutes.workingDays").workingDays, holidays);
}

/** Until when corrections may be asked of minutes that are laid open on a day; a last day that is off moves (Civil Code 203). */
export function correctionsEnd(rules: MeetingRules, on: Day, holidays: Holidays): Day {
  return movedPastHolidays(deadline(on, setting(rules, "meeting.minutes.correctionDays").days), holidays);
}

export const stages = [...statuses, "underway"] as const;
export type Stage = (typeof stages)[number];

/** What the public is told of where it stands at this moment. */
export function stageOf({ status, startsAt }: Pick<Meeting, "status" | "startsAt">, now: Instant): Stage {
  return status === "called" && startsAt <= now ? "underway" : status;
}

/** A group's head runs that group's meetings and no others; who serves the committee runs them all. */
export function notTheirs({ kind, group }: Pick<Meeting, "kind" | "group">, runner: Runner): Refusal | null {
  if ([...runner.posts].some((post) => post !== "groupLeader" && runsAll.has(post))) return null;
  const own = kind.startsWith("group") && group !== null && group === runner.group;
  return own ? null : refuse("only-own-group");
}
const runsAll: ReadonlySet<Post> = new Set(["chair", "viceChair", "secretary", "deskClerk"]);

/** Why a meeting's state does not allow a step. */
export function notAt(meeting: Pick<Meeting, "status">, ...allowed: readonly Status[]): Refusal | null {
  return allowed.includes(meeting.status)
    ? null
    : refuse("meeting-not-at-this-step", { status: meeting.status });
}

function tooShort(kind: Kind, rules: MeetingRules, noticeOn: Day, startsAt: Instant): Refusal | null {
  const earliest = earliestDay(kind, rules, noticeOn);
  const { days } = setting(rules, keysOf[kind].notice);
  return dayOf(startsAt) < earliest ? refuse("meeting-notice-too-short", { days, day: earliest }) : null;
}

function notFor(petition: Asking, kind: Kind, on: Day): Refusal | null {
  const bodies = {
    residents: ["residentsByHousehold", "residentsByPerson"],
    representatives: ["representatives"],
  } as const satisfies Record<AskedFor, readonly Kind[]>;
  const wanted: readonly Kind[] = bodies[petition.meeting];
  if (petition.status !== "convened" || !petition.meetingOn) return refuse("petition-not-convened");
  if (petition.taken) return refuse("petition-has-its-meeting");
  if (!wanted.includes(kind)) return refuse("petition-asks-another-meeting");
  return on < petition.meetingOn ? refuse("before-the-named-day", { day: petition.meetingOn }) : null;
}
