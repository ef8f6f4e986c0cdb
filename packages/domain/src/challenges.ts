import { addWorkingDays, dayOf, deadline, endOf, type Day, type Holidays, type Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import type { Motion } from "./motions.ts";
import { changes, type Change } from "./motions/change.ts";
import { refuse, type Refusal } from "./outcome.ts";

/** What somebody says of a frozen roll: they are missing, somebody does not belong on it, or their household or area is wrong. */
export const grounds = ["missing", "notEntitled", "wrong"] as const;
export type Ground = (typeof grounds)[number];

/** What is answered. Whoever was right when nothing could be changed any more is told so: `tooLate`. */
export const verdicts = [...changes, "refused", "tooLate"] as const;
export type Verdict = (typeof verdicts)[number];

/** Where a challenge stands: it waits, one of two has answered it, both have, or it was taken back. */
export const statuses = ["open", "proposed", "answered", "withdrawn"] as const;
export type ChallengeStatus = (typeof statuses)[number];

/** The one table of its steps: from where each may be taken. */
export const steps = {
  propose: ["open"],
  confirm: ["proposed"],
  differ: ["proposed"],
  withdraw: ["open", "proposed"],
} as const satisfies Record<string, readonly ChallengeStatus[]>;
export type Step = keyof typeof steps;

/** How many of one person's may wait at once for one vote: each is read by two people, in a few days. */
export const mostWaiting = 5;

/** That somebody says of the frozen roll of a vote that it is wrong. */
export interface Challenge {
  readonly challengeId: string;
  readonly motionId: string;
  /** Who says so; nobody where owners who live elsewhere handed in a paper. */
  readonly residentId: string | null;
  readonly status: ChallengeStatus;
  readonly verdict: Verdict | null;
  /** Who of the two answered first. */
  readonly proposedBy: string | null;
}

export type Filed = Recorded<"challenge.filed", { motionId: string; ground: Ground; dueAt: string }>;
export type ChallengeFact =
  | Filed
  | Recorded<"challenge.proposed", { verdict: Verdict }>
  | Recorded<"challenge.differed", object>
  | Recorded<"challenge.withdrawn", object>
  | Recorded<"challenge.answered", { verdict: Verdict }>;

/** What the roll says, as it was to be frozen, of whom an answer speaks. */
export interface Reading {
  /** How the frozen roll has to be changed to agree with it; nothing where it agrees. */
  readonly says: Change | null;
  /** Whether a seat that would be struck has given its ballot, or one of its papers is being read. */
  readonly voted: boolean;
}

/**
 * Until when a frozen roll can be challenged (`vote.rollObjectionDays`): so many days after the notice, as long as they
 * are over before the close. A shorter vote, of representatives or of the committee, is challenged until it opens.
 */
export function challengesUntil(
  motion: Pick<Motion, "noticedAt" | "opensAt" | "closesAt" | "rules">,
): Instant | null {
  const { noticedAt, opensAt, closesAt, rules } = motion;
  if (!noticedAt || !opensAt || !closesAt || !rules?.roll) return null;
  const last = endOf(deadline(dayOf(noticedAt), rules.roll.objectionDays));
  return last < closesAt ? last : opensAt;
}

/** By when a challenge of this day is answered (`vote.rollAnswerWorkingDays`): never after the close, or silence would decide. */
export function answerDue(
  { closesAt, rules }: Pick<Motion, "closesAt" | "rules">,
  on: Day,
  holidays: Holidays,
): Instant | null {
  if (!closesAt || !rules?.roll) return null;
  const due = endOf(addWorkingDays(on, rules.roll.answerWorkingDays, holidays));
  return due < closesAt ? due : closesAt;
}

/** Says what is wrong with the frozen roll of a vote that was announced. */
export function file(
  motion: Motion,
  asked: {
    readonly challengeId: string;
    readonly ground: Ground;
    /** How many of theirs wait already. */
    readonly waiting: number;
    readonly holidays: Holidays;
  },
  standing: Standing,
): Filed | Refusal {
  if (motion.status !== "scheduled") return refuse("proposal-not-at-this-step", { status: motion.status });
  const until = challengesUntil(motion);
  const due = answerDue(motion, dayOf(standing.at), asked.holidays);
  if (!until || !due || standing.at >= until)
    return refuse("challenge-window-over", { at: until?.toISOString() ?? "" });
  if (asked.waiting >= mostWaiting) return refuse("challenges-enough", { most: mostWaiting });
  return record(standing, "challenge.filed", asked.challengeId, {
    motionId: motion.motionId,
    ground: asked.ground,
    dueAt: due.toISOString(),
  });
}

/** Takes it back, as long as it is not answered. */
export function withdraw(challenge: Challenge, standing: Standing): ChallengeFact | Refusal {
  return notAt(challenge, "withdraw") ?? record(standing, "challenge.withdrawn", challenge.challengeId, {});
}

/** Whoever keeps the roll answers it. It is done once somebody of the supervision has said the same. */
export function propose(
  challenge: Challenge,
  asked: Answering & { readonly verdict: Verdict },
  standing: Standing,
): ChallengeFact | Refusal {
  const { verdict } = asked;
  return (
    notAt(challenge, "propose") ??
    notFree(challenge, asked, standing) ??
    notSo(verdict, asked, standing.at) ??
    record(standing, "challenge.proposed", challenge.challengeId, { verdict })
  );
}

/** The second person, from the supervision, says the same: then it is answered, and the roll changed as was said. */
export function confirm(
  challenge: Challenge,
  asked: Answering,
  standing: Standing,
): Extract<ChallengeFact, { kind: "challenge.answered" }> | Refusal {
  const refusal = notAt(challenge, "confirm") ?? notSecond(challenge, asked, standing);
  if (refusal) return refusal;
  const { verdict } = challenge;
  if (!verdict) throw new Error("what was proposed has a verdict");
  return (
    notSo(verdict, asked, standing.at) ??
    record(standing, "challenge.answered", challenge.challengeId, { verdict })
  );
}

/** The second person does not agree, and says why: it waits again for whoever keeps the roll. */
export function differ(
  challenge: Challenge,
  asked: Pick<Answering, "concerned">,
  standing: Standing,
): ChallengeFact | Refusal {
  return (
    notAt(challenge, "differ") ??
    notSecond(challenge, asked, standing) ??
    record(standing, "challenge.differed", challenge.challengeId, {})
  );
}

/** Whether the votes of a roll may not be counted yet: somebody has said that it is wrong, and waits for the answer. */
export function notYetAnswered(waiting: number): Refusal | null {
  return waiting > 0 ? refuse("challenges-unanswered", { waiting }) : null;
}

/** What two people look at when they answer. */
export interface Answering {
  readonly closesAt: Instant | null;
  readonly reading: Reading | null;
  /** Those of whom the answer speaks: they do not answer themselves. */
  readonly concerned: readonly string[];
}

/**
 * Whether an answer is not what the roll says. A frozen roll is changed only to what it would have been, never after
 * the close, and no seat is struck that has voted: a ballot that was given is not taken out of the box.
 */
function notSo(verdict: Verdict, { reading, closesAt }: Answering, now: Instant): Refusal | null {
  if (verdict === "refused") return null;
  const { says, voted } = reading ?? { says: null, voted: false };
  const closed = closesAt === null || now >= closesAt;
  if (verdict === "tooLate") {
    if (says === null) return refuse("challenge-roll-says-otherwise");
    return closed || voted ? null : refuse("challenge-still-in-time");
  }
  if (closed) return refuse("vote-closed");
  if (says !== verdict) return refuse("challenge-roll-says-otherwise");
  return voted ? refuse("seat-has-voted") : null;
}

function notSecond(
  challenge: Challenge,
  asked: Pick<Answering, "concerned">,
  standing: Standing,
): Refusal | null {
  if (challenge.proposedBy === standing.actorId) return refuse("challenge-second-person");
  return notFree(challenge, asked, standing);
}

/** Nobody answers what they said themselves, nor what is said of them. */
function notFree(
  challenge: Challenge,
  { concerned }: Pick<Answering, "concerned">,
  { subjectId }: Standing,
): Refusal | null {
  if (subjectId === null) return null;
  const own = challenge.residentId === subjectId || concerned.includes(subjectId);
  return own ? refuse("challenge-own") : null;
}

function notAt(challenge: Challenge, step: Step): Refusal | null {
  const allowed: readonly ChallengeStatus[] = steps[step];
  return allowed.includes(challenge.status) ? null : refuse("challenge-closed", { status: challenge.status });
}
