import { dayOf, type Day, type Holidays, type Instant } from "../calendar.ts";
import { record, type Standing } from "../facts.ts";
import { belowQuorum, correctionsEnd, notAt, notTheirs, type Runner } from "../meetings.ts";
import { keysOf, type Meeting, type Signer } from "./meeting.ts";
import { refuse, type Refusal } from "../outcome.ts";
import { isFlagged, workingDaysLate } from "../resolutions.ts";
import { setting } from "../rulebook.ts";
import { majority, type Majority } from "../tally/majority.ts";
import type { CorrectionFact, MeetingFact, SupplementFact, UndertakingFact } from "./facts.ts";

/** How those who were there voted on an item, by show of hands. Who raised no hand was there all the same. */
export interface Hands {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
}

/** What was resolved on an item. What it asks to be done belongs to the meeting, unless the item is a proposal: that has its own milestones. */
export interface Resolved {
  readonly hands: Hands;
  readonly dueOn: Day | null;
}

/** What the minutes hold of one item, as far as rules speak of it. */
export interface Entry {
  readonly item: number;
  readonly ofProposal: boolean;
  /** Whether a vote is put to the meeting over it: then its result is what the count says, and no minutes say it before. */
  readonly votedOn?: boolean;
  readonly resolved: Resolved | null;
}

/** Lays the draft open to those who were there, with how many these were. What was resolved had a quorum and a majority. */
export function write(
  meeting: Meeting,
  minutes: {
    readonly entries: readonly Entry[];
    readonly present: number;
    readonly hash: string;
    readonly holidays: Holidays;
  },
  runner: Runner,
  standing: Standing,
): MeetingFact | Refusal {
  const { entries, present, hash } = minutes;
  const refusal = notAt(meeting, "called") ?? notTheirs(meeting, runner);
  if (refusal) return refusal;
  if (meeting.startsAt > standing.at) return refuse("meeting-not-begun");
  if (present === 0) return refuse("nobody-present");
  const wrong = entries.map((entry) => unsound(meeting, present, entry)).find((one) => one !== null);
  if (wrong) return wrong;
  const correctUntil = correctionsEnd(meeting.rules, dayOf(standing.at), minutes.holidays);
  const resolved = entries.filter((entry) => entry.resolved).map(({ item }) => item);
  const body = { present, correctUntil, hash, resolved };
  return record(standing, "meeting.minuted", meeting.meetingId, body);
}

/** Whether a show of hands carried it: of those who were there, by the share that was written down with the meeting. */
export function carried(meeting: Meeting, hands: Hands, present: number): Majority {
  const { for: yes, against, abstain } = hands;
  const invalid = present - yes - against - abstain;
  return majority(
    { for: yes, against, abstain, invalid },
    setting(meeting.rules, keysOf[meeting.kind].majority),
  );
}

type Asked = Extract<CorrectionFact, { kind: "meeting.correctionAsked" }>;
type Answered = Extract<CorrectionFact, { kind: "meeting.correctionAnswered" }>;
export type Signed = Extract<MeetingFact, { kind: "meeting.minutesSigned" }>;

export interface Correction {
  readonly correctionId: string;
  readonly item: number;
  readonly askerId: string;
  readonly status: "open" | "accepted" | "refused";
}

/** Somebody who was there says what is wrong in the draft of one item, within its days. */
export function ask(
  meeting: Meeting,
  asked: {
    readonly correctionId: string;
    readonly item: number;
    readonly wasThere: boolean;
    readonly waits: boolean;
    readonly hash: string;
  },
  standing: Standing,
): Asked | Refusal {
  const { correctionId, item, hash } = asked;
  if (!asked.wasThere) return refuse("was-not-there");
  const refusal = notAt(meeting, "minuted");
  if (refusal) return refusal;
  if (meeting.correctUntil && dayOf(standing.at) > meeting.correctUntil)
    return refuse("corrections-over", { day: meeting.correctUntil });
  if (asked.waits) return refuse("correction-already-asked");
  return record(standing, "meeting.correctionAsked", meeting.meetingId, { correctionId, item, hash });
}

/** Takes a correction up, with the item as it reads now, or refuses it; either with a reason, and by somebody else than who asked. */
export function answer(
  meeting: Meeting,
  correction: Correction,
  given: {
    readonly accepted: boolean;
    /** The item as it reads now, where it was taken up. */
    readonly entry: (Entry & { readonly version: number; readonly changed: boolean }) | null;
    readonly hash: string;
  },
  runner: Runner,
  standing: Standing,
): Answered | Refusal {
  const refusal = notAt(meeting, "minuted") ?? notTheirs(meeting, runner);
  if (refusal) return refusal;
  if (correction.status !== "open") return refuse("correction-answered");
  if (correction.askerId === standing.actorId) return refuse("own-correction");
  const { accepted, entry, hash } = given;
  if (accepted && !entry?.changed) return refuse("minutes-not-changed");
  const wrong = entry && unsound(meeting, meeting.present ?? 0, entry);
  if (wrong) return wrong;
  const { correctionId } = correction;
  const body = { correctionId, accepted, version: entry?.version ?? null, hash };
  return record(standing, "meeting.correctionAnswered", meeting.meetingId, body);
}

/** Signs the minutes as they read once every correction is answered: who called the meeting, and one other who was there. */
export function sign(
  meeting: Meeting,
  asked: {
    readonly isConvener: boolean;
    readonly wasThere: boolean;
    /** Whether they signed as the other of the two already. */
    readonly signedBefore: boolean;
    readonly waiting: number;
    readonly hash: string;
  },
  standing: Standing,
): Signed | Refusal {
  const as: Signer = asked.isConvener ? "convener" : "present";
  if (as === "present" && !asked.wasThere) return refuse("was-not-there");
  const refusal = notAt(meeting, "minuted");
  if (refusal) return refusal;
  if (asked.signedBefore || meeting.signed.includes(as)) return refuse("minutes-already-signed");
  if (meeting.correctUntil && dayOf(standing.at) <= meeting.correctUntil)
    return refuse("corrections-still-open", { day: meeting.correctUntil });
  if (asked.waiting > 0) return refuse("corrections-wait", { count: asked.waiting });
  return record(standing, "meeting.minutesSigned", meeting.meetingId, { as, hash: asked.hash });
}

/** Signed minutes never change: what turns out later stands below them. */
export function supplement(
  meeting: Meeting,
  { ordinal, hash }: { readonly ordinal: number; readonly hash: string },
  runner: Runner,
  standing: Standing,
): SupplementFact | Refusal {
  const refusal = notAt(meeting, "recorded") ?? notTheirs(meeting, runner);
  return refusal ?? record(standing, "meeting.supplemented", meeting.meetingId, { ordinal, hash });
}

/** What a resolution in signed minutes asks to be done: by when, and since when it is. Lateness is computed, never set. */
export interface Undertaking {
  readonly meetingId: string;
  readonly item: number;
  readonly dueOn: Day;
  readonly doneOn: Day | null;
}

/** Says that it is done, on a day that has come. */
export function carryOut(
  meeting: Meeting,
  undertaking: Undertaking,
  on: Day,
  runner: Runner,
  standing: Standing,
): UndertakingFact | Refusal {
  const refusal = notTheirs(meeting, runner);
  if (refusal) return refusal;
  if (undertaking.doneOn) return refuse("undertaking-already-done", { day: undertaking.doneOn });
  if (on > dayOf(standing.at)) return refuse("day-in-the-future", { day: on });
  return record(standing, "meeting.undertakingDone", meeting.meetingId, { item: undertaking.item, on });
}

/** How many working days it is late, and whether so much is flagged, as with the milestones of a vote. */
export function lateness(
  { rules }: Pick<Meeting, "rules">,
  undertaking: Pick<Undertaking, "dueOn" | "doneOn">,
  now: Instant,
  holidays: Holidays,
): { readonly workingDaysLate: number; readonly flagged: boolean } {
  const late = workingDaysLate(undertaking, now, holidays);
  const lateFlagWorkingDays = setting(rules, "milestone.lateFlagWorkingDays").workingDays;
  return { workingDaysLate: late, flagged: isFlagged(late, { lateFlagWorkingDays }) };
}

function unsound(
  meeting: Meeting,
  present: number,
  { item, ofProposal, votedOn, resolved }: Entry,
): Refusal | null {
  if (!resolved) return null;
  if (votedOn) return refuse("item-is-voted-on", { item });
  const below = belowQuorum(meeting, present);
  if (below) return below;
  const { hands, dueOn } = resolved;
  const votes = hands.for + hands.against + hands.abstain;
  if (votes > present) return refuse("more-votes-than-present", { item, votes, present });
  const { passed, needed } = carried(meeting, hands, present);
  if (!passed) return refuse("resolution-without-majority", { item, for: hands.for, needed });
  if (!ofProposal && !dueOn) return refuse("undertaking-needed", { item });
  return dueOn && dueOn < dayOf(meeting.startsAt) ? refuse("due-before-the-meeting", { item }) : null;
}
