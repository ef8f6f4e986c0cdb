import { isOpen, type Window } from "../ballots.ts";
import { dayOf, type Instant } from "../calendar.ts";
import type { Electorate } from "../electorates.ts";
import { record, type Recorded, type Standing } from "../facts.ts";
import { mayVote, notAt, notTheirs, type Runner } from "../meetings.ts";
import type { Motion } from "../motions.ts";
import { notAt as motionNotAt } from "../motions/steps.ts";
import type { Box } from "../motions/box.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { Tally } from "../tally/majority.ts";
import { quorum } from "../tally/quorum.ts";
import type { Kind, Meeting } from "./meeting.ts";

/** What happens to a vote that is put to a meeting. */
export type Put = Recorded<"vote.putToMeeting", { meetingId: string; item: number }>;
export type Opened = Recorded<"vote.opened", { present: number; base: number; needed: number }>;

/** The body that meets where an electorate votes; owners are asked on paper and in the app, and weighed by their area. */
export const meetingOf = {
  household: "residentsByHousehold",
  person: "residentsByPerson",
  groupHousehold: "groupByHousehold",
  groupPerson: "groupByPerson",
  representative: "representatives",
  committee: "committee",
  owner: null,
} as const satisfies Record<Electorate, Kind | null>;

/** The time of a vote as its notice says it. */
type Announced = Pick<Window, "opensAt" | "closesAt">;

/**
 * Puts a vote to a meeting as it is announced: a meeting that was called, of the very body that votes, with the matter on
 * its agenda, and within the time of the vote.
 */
export function put(
  motion: Pick<Motion, "motionId" | "electorate" | "scope">,
  meeting: Meeting,
  asked: { readonly item: number | null; readonly window: Announced },
  standing: Standing,
): Put | Refusal {
  const kind = meetingOf[motion.electorate];
  if (kind === null) return refuse("owners-vote-by-area");
  if (meeting.kind !== kind || meeting.group !== motion.scope) return refuse("another-body-meets");
  const refusal = notAt(meeting, "called");
  if (refusal) return refusal;
  if (asked.item === null) return refuse("not-on-the-agenda");
  const { opensAt, closesAt } = asked.window;
  if (meeting.startsAt <= standing.at) return refuse("meeting-begun");
  if (meeting.startsAt < opensAt || meeting.startsAt >= closesAt) return refuse("meeting-outside-the-vote");
  return record(standing, "vote.putToMeeting", motion.motionId, {
    meetingId: meeting.meetingId,
    item: asked.item,
  });
}

/** Who is there at the moment in which a vote is opened: of those called, and of the seats of the vote itself. */
export interface There {
  readonly called: number;
  readonly seats: number;
}

/**
 * Opens the vote in its meeting, by whoever runs it: on its day, once it began and before it is over, while the vote is
 * open, and with enough of the vote's own roll there. Below that there is no vote by any way.
 */
export function open(
  motion: Motion,
  meeting: Meeting,
  asked: { readonly there: There; readonly opened: boolean; readonly runner: Runner },
  standing: Standing,
): Opened | Refusal {
  const refusal =
    notTheirs(meeting, asked.runner) ?? motionNotAt(motion, "count") ?? notUnderway(meeting, standing.at);
  if (refusal) return refusal;
  if (motion.form !== "yesNo") return refuse("hands-say-yes-or-no");
  if (asked.opened) return refuse("vote-opened-there");
  if (!isOpen(windowOf(motion), standing.at)) return refuse("vote-closed");
  const { met, base, needed, present } = quorum(asked.there.seats, motion.seats ?? 0, rulesOf(motion).quorum);
  if (!met) return refuse("vote-below-quorum", { base, needed, present, missing: needed - present });
  const short = mayVote(meeting, asked.there.called, standing.at);
  return short ?? record(standing, "vote.opened", motion.motionId, { present, base, needed });
}

/** Why nothing is counted by hands in a meeting now: it has not begun, it was called off or minuted, or its day is over. */
export function notUnderway(meeting: Meeting, now: Instant): Refusal | null {
  const refusal = notAt(meeting, "called");
  if (refusal) return refusal;
  if (meeting.startsAt > now) return refuse("meeting-not-begun");
  return dayOf(now) > dayOf(meeting.startsAt) ? refuse("meeting-day-over") : null;
}

/** What one counter saw: hands for it, against it, for abstaining, and who raised none. */
export interface Hands {
  readonly agreed: number;
  readonly opposed: number;
  readonly withheld: number;
  readonly unraised: number;
}

/** What the box answers a counter: see `count_hands`. */
export type HandsAnswer = "NONE" | "TAKEN" | "CLOSED" | "SUM" | "FIRST" | "DIFFERS" | "NEW";

/**
 * A show of hands is counted when as many counters as the rules ask for, two at least, saw the same, each by themselves,
 * and what they saw comes to exactly those who may raise a hand. Where two saw something else, all count again.
 */
export function handsOutcome(
  asked: {
    readonly opened: boolean;
    readonly counted: boolean;
    readonly meets: boolean;
    readonly window: Window;
    /** The seats that are there and have given no ballot. */
    readonly may: number;
    readonly counters: number;
    readonly others: readonly Hands[];
    readonly mine: Hands;
  },
  now: Instant,
): HandsAnswer {
  if (!asked.opened) return "NONE";
  if (asked.counted) return "TAKEN";
  if (!isOpen(asked.window, now) || !asked.meets) return "CLOSED";
  if (asked.may === 0 || sumOf(asked.mine) !== asked.may) return "SUM";
  if (asked.others.some((other) => !sameHands(other, asked.mine))) return "DIFFERS";
  return asked.others.length + 1 < Math.max(2, asked.counters) ? "FIRST" : "NEW";
}

/** All whom a counter saw, whether they raised a hand or not. */
export function sumOf({ agreed, opposed, withheld, unraised }: Hands): number {
  return agreed + opposed + withheld + unraised;
}

/** A tally with the hands added. Who was there and raised no hand abstained: they are among those present, of whom it takes more than half. */
export function withHands(tally: Tally, hands: Hands | null): Tally {
  if (!hands) return tally;
  return {
    ...tally,
    for: tally.for + hands.agreed,
    against: tally.against + hands.opposed,
    abstain: tally.abstain + hands.withheld + hands.unraised,
  };
}

/** The box with the hands of a meeting added, which are raised over a question by yes or no alone. */
export function addHands(box: Box, hands: (Hands & { readonly seats: number }) | null): Box {
  if (!hands) return box;
  if (!("tally" in box)) throw new RangeError("hands say yes or no");
  return { ...box, tally: withHands(box.tally, hands), hands: hands.seats };
}

function sameHands(one: Hands, other: Hands): boolean {
  return (
    one.agreed === other.agreed &&
    one.opposed === other.opposed &&
    one.withheld === other.withheld &&
    one.unraised === other.unraised
  );
}

function windowOf({ opensAt, closesAt, countedAt }: Motion): Window {
  if (!opensAt || !closesAt) throw new Error("a scheduled motion has its window");
  return { opensAt, closesAt, counted: countedAt !== null };
}

function rulesOf({ rules }: Motion) {
  if (!rules) throw new Error("a scheduled motion has its rules");
  return rules;
}
