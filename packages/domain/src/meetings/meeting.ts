import type { Day, Instant } from "../calendar.ts";
import { meanings } from "../electorates.ts";
import type { RuleBook } from "../rulebook.ts";
import type { RuleKey } from "../rulebook/keys.ts";

/** Which body meets, and by what it is counted: each person, each household, each representative, each member. */
export const kinds = [
  "residentsByHousehold",
  "residentsByPerson",
  "representatives",
  "groupByHousehold",
  "groupByPerson",
  "committee",
] as const;
export type Kind = (typeof kinds)[number];

/** Where a meeting stands. That it has begun, or that its minutes are late, is computed. */
export const statuses = ["called", "calledOff", "minuted", "recorded"] as const;
export type Status = (typeof statuses)[number];

/** What each kind goes by, as the votes of the same body do: how early it is announced, how many come, how many agree. */
export const keysOf = {
  residentsByHousehold: meanings.household,
  residentsByPerson: meanings.person,
  representatives: meanings.representative,
  groupByHousehold: meanings.groupHousehold,
  groupByPerson: meanings.groupPerson,
  committee: meanings.committee,
} as const satisfies Record<Kind, Record<"notice" | "quorum" | "majority", RuleKey>>;

/** Every number that a meeting goes by, written down with it when it is called. */
export const meetingKeys = [
  "meeting.residents.noticeDays",
  "meeting.residents.quorum.households",
  "meeting.residents.quorum.persons",
  "meeting.residents.majority",
  "meeting.reps.quorum",
  "meeting.reps.majority",
  "meeting.group.quorum.households",
  "meeting.group.quorum.persons",
  "meeting.group.majority",
  "committee.noticeDays",
  "committee.quorum",
  "committee.majority",
  "meeting.minutes.workingDays",
  "meeting.minutes.correctionDays",
  "milestone.lateFlagWorkingDays",
] as const satisfies readonly RuleKey[];
export type MeetingRules = RuleBook<(typeof meetingKeys)[number]>;

/** As what somebody signs minutes: who called the meeting, and one other who was there. */
export const signers = ["convener", "present"] as const;
export type Signer = (typeof signers)[number];

export interface Meeting {
  readonly meetingId: string;
  readonly kind: Kind;
  /** The residents' group that meets; none where another body does. */
  readonly group: string | null;
  readonly status: Status;
  readonly year: number;
  readonly number: number;
  readonly convenerId: string;
  readonly calledAt: Instant;
  readonly startsAt: Instant;
  /** How many were called: the frozen list, and the base of the quorum. */
  readonly seats: number;
  readonly rules: MeetingRules;
  /** How many were there, once the minutes say so. */
  readonly present: number | null;
  /** Until when those who were there may say what is wrong in the minutes. */
  readonly correctUntil: Day | null;
  readonly signed: readonly Signer[];
}
