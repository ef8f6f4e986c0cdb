import { dayOf, endOf, type Day, type Instant } from "./calendar.ts";
import { isStudied, type Electorate } from "./electorates.ts";
import { isAsked, notYetAgreed, type Agreement } from "./motions/agreement.ts";
import { openRound, windowOf } from "./resolutions/follow-up.ts";
import { steps } from "./proposals.ts";
import { mayTake, type Post } from "./roles.ts";
import { stageOf, type Stage, type Staged } from "./stages.ts";
import { notOpen } from "./views.ts";

/** What somebody is awaited for, in the order in which the home page says it. */
export const awaited = [
  "vote",
  "mend",
  "readPapers",
  "count",
  "publish",
  "repeat",
  "review",
  "recordAppeal",
  "draftMotion",
  "agreeText",
  "answerText",
  "recordPriorStudy",
  "schedule",
  "planMilestones",
  "answerObjection",
  "lookAgain",
  "answerChallenge",
  "confirmChallenge",
  "furtherMilestone",
  "acceptWork",
  "milestoneLate",
  "followUp",
  "supportMine",
  "answerQuestion",
  "decideWording",
  "decideAppeal",
  "decideMerger",
  "answerMerged",
] as const;
/** What neighbours who deliberate, challenge a roll or doubt a count wait for stands beside every other step, and is not hidden by it. */
const besideTheStep: ReadonlySet<Awaited> = new Set([
  "answerChallenge",
  "confirmChallenge",
  "lookAgain",
  "answerQuestion",
  "decideWording",
  "decideAppeal",
  "decideMerger",
  "answerMerged",
]);
export type Awaited = (typeof awaited)[number];

/** A proposal that is underway, seen by one person. */
export interface Underway extends Staged {
  readonly electorate: Electorate | null;
  readonly mine: boolean;
  /** What the proposer says of a motion's words, and by when. */
  readonly agreement?: Agreement | null;
  readonly agreeBy?: Day | null;
  readonly reviewDue: Day | null;
  readonly reviewedByMe: boolean;
  readonly seat: number | null;
  readonly seatTaken: boolean;
  readonly sheetByMe: boolean;
  readonly papersWaiting: number;
  readonly published: boolean;
  /** By when the representatives have to decide an appeal. */
  readonly meetBy: Day | null;
  readonly milestoneDue: Day | null;
  /** The oldest question without an answer, and by when the first of them has to have one. */
  readonly questionSince: Instant | null;
  readonly questionDue: Day | null;
  /** Since when a wording waits that its author can take up or not. */
  readonly wordingSince: Instant | null;
  /** The first appeal that somebody else hid the words of. */
  readonly appealSince: Instant | null;
  readonly appealDue: Day | null;
  /** Until when a merger with it waits for their word, and since when. */
  readonly mergerBy?: Day | null;
  readonly mergerSince?: Instant | null;
  /** Since when they are asked whether they support it too, after what they supported was merged into it. */
  readonly mergedSince?: Instant | null;
  /** By when the first objection that waits is due. */
  readonly objectionDue?: Day | null;
  /** By when the first ballot or count is to be looked at again that they have not looked into yet. */
  readonly recountDue?: Day | null;
  /** Until which day it can be announced once more, where too few took part and it was not repeated yet. */
  readonly repeatBy?: Day | null;
  /** By when the first challenge to the frozen roll is due, of those that wait for an answer and for its second person. */
  readonly challengeDue?: Instant | null;
  readonly challengeConfirmDue?: Instant | null;
  /** Whether every milestone is done, what those who accept it say in this round, and what they themselves said. */
  readonly workDone?: boolean;
  readonly notYet?: boolean;
  readonly acceptedByMe?: boolean;
  /** The last follow-up round that they answered; 0 for none. */
  readonly roundAnswered?: number;
  /** Whether they stepped back from it: then none of their posts awaits them here. */
  readonly recused: boolean;
}

export interface Awaiting {
  readonly what: Awaited;
  /** By when, where there is a date. */
  readonly by: Instant | null;
  /** How long it has waited, where somebody waits. */
  readonly since: Instant | null;
}

/**
 * What of a proposal awaits this person now: of its steps the first that applies, and every question, wording and appeal
 * that waits for them. Nothing is ever sent twice.
 */
export function awaits(underway: Underway, posts: ReadonlySet<Post>, now: Instant): readonly Awaiting[] {
  const stage = stageOf(underway, now);
  const acting: ReadonlySet<Post> = underway.recused ? new Set() : posts;
  const found = awaited.flatMap((what) => {
    const by = rules[what](underway, stage, acting, now);
    return by === undefined ? [] : [{ what, by, since: sinceOf[what]?.(underway) ?? null }];
  });
  const step = found.find(({ what }) => !besideTheStep.has(what));
  return [...(step ? [step] : []), ...found.filter(({ what }) => besideTheStep.has(what))];
}

const sinceOf: Readonly<Partial<Record<Awaited, (one: Underway) => Instant | null>>> = {
  answerQuestion: (one) => one.questionSince,
  decideWording: (one) => one.wordingSince,
  decideAppeal: (one) => one.appealSince,
  decideMerger: (one) => one.mergerSince ?? null,
  answerMerged: (one) => one.mergedSince ?? null,
};

/** Each rule answers by when, null for "no date", or undefined for "not awaited". */
type Rule = (
  underway: Underway,
  stage: Stage,
  posts: ReadonlySet<Post>,
  now: Instant,
) => Instant | null | undefined;
/** The words can still be changed. */
const drawn: ReadonlySet<Stage> = new Set(["drafted", "priorStudied"]);
const endOfDay = (day: Day | null) => day && endOf(day);

const rules: Readonly<Record<Awaited, Rule>> = {
  vote: (one, stage) =>
    stage === "voting" && one.seat !== null && !one.seatTaken ? one.closesAt : undefined,
  mend: (one, stage) => (stage === "returned" && one.mine ? null : undefined),
  readPapers: (one, stage, posts) =>
    stage === "voting" && one.papersWaiting > 0 && mayTake("ballots.transcribe", posts)
      ? one.closesAt
      : undefined,
  count: (one, stage, posts) =>
    stage === "awaitingCount" && !one.sheetByMe && mayTake("ballots.count", posts) ? null : undefined,
  publish: (one, stage, posts) =>
    ["passed", "rejected", "noQuorum"].includes(stage) &&
    !one.published &&
    mayTake("resolutions.publish", posts)
      ? null
      : undefined,
  repeat: (one, stage, posts, now) =>
    stage === "noQuorum" && one.repeatBy && dayOf(now) <= one.repeatBy && mayTake("motions.schedule", posts)
      ? endOf(one.repeatBy)
      : undefined,
  review: (one, stage, posts) =>
    stage === "admissibility" && !one.reviewedByMe && !one.mine && mayTake("proposals.review", posts)
      ? endOfDay(one.reviewDue)
      : undefined,
  recordAppeal: (one, stage, posts) =>
    stage === "appealed" && !one.mine && mayTake("appeals.record", posts) ? endOfDay(one.meetBy) : undefined,
  draftMotion: (_one, stage, posts) =>
    stage === "admitted" && mayTake("motions.draft", posts) ? null : undefined,
  agreeText: (one, stage, _posts, now) =>
    drawn.has(stage) && one.mine && isAsked(saidOf(one), now) ? endOfDay(one.agreeBy ?? null) : undefined,
  answerText: (one, stage, posts) =>
    drawn.has(stage) && one.agreement === "differs" && mayTake("motions.draft", posts) ? null : undefined,
  recordPriorStudy: (one, stage, posts) =>
    stage === "drafted" && isStudied(one.electorate) && mayTake("motions.recordPriorStudy", posts)
      ? null
      : undefined,
  schedule: (one, stage, posts, now) =>
    notYetAgreed(saidOf(one), now) === null &&
    (stage === "priorStudied" || (stage === "drafted" && !isStudied(one.electorate))) &&
    mayTake("motions.schedule", posts)
      ? null
      : undefined,
  planMilestones: (_one, stage, posts) =>
    stage === "inForce" && mayTake("resolutions.carryOut", posts) ? null : undefined,
  answerObjection: (one, stage, posts) =>
    stage === "objected" && one.objectionDue && mayTake("objections.answer", posts)
      ? endOf(one.objectionDue)
      : undefined,
  answerChallenge: (one, _stage, posts) =>
    one.challengeDue && mayTake("challenges.answer", posts) ? one.challengeDue : undefined,
  confirmChallenge: (one, _stage, posts) =>
    one.challengeConfirmDue && mayTake("challenges.confirm", posts) ? one.challengeConfirmDue : undefined,
  lookAgain: (one, _stage, posts) =>
    one.recountDue && mayTake("ballots.count", posts) ? endOf(one.recountDue) : undefined,
  furtherMilestone: (one, stage, posts) =>
    stage === "implementing" && one.workDone && one.notYet && mayTake("resolutions.carryOut", posts)
      ? null
      : undefined,
  acceptWork: (one, stage) =>
    stage === "implementing" && one.mine && one.workDone && !one.notYet && !one.acceptedByMe
      ? null
      : undefined,
  followUp: (one, stage, _posts, now) => {
    const round = stage === "accepted" && one.followUp ? openRound(one.followUp, now) : null;
    if (!round || !one.followUp || one.seat === null || one.roundAnswered === round) return undefined;
    return endOf(windowOf(one.followUp, round).until);
  },
  milestoneLate: (one, stage, posts, now) =>
    stage === "implementing" &&
    one.milestoneDue &&
    one.milestoneDue < dayOf(now) &&
    mayTake("resolutions.carryOut", posts)
      ? endOfDay(one.milestoneDue)
      : undefined,
  supportMine: (one, stage) =>
    stage === "seekingSupport" && one.mine ? endOfDay(one.windowEnds) : undefined,
  answerQuestion: (one, stage, posts) =>
    one.questionSince && !notOpen("answer", stage) && (one.mine || mayTake("views.answer", posts))
      ? endOfDay(one.questionDue)
      : undefined,
  decideWording: (one, stage) =>
    one.wordingSince && one.mine && !notOpen("amend", stage) ? null : undefined,
  decideAppeal: (one, _stage, posts) =>
    one.appealSince && !one.mine && mayTake("views.moderate", posts) ? endOfDay(one.appealDue) : undefined,
  decideMerger: (one, stage) =>
    one.mergerBy && allowed(steps.merge, stage) ? endOfDay(one.mergerBy) : undefined,
  answerMerged: (one, stage) => (one.mergedSince && allowed(steps.carrySupport, stage) ? null : undefined),
};

function saidOf({ agreement = null, agreeBy = null }: Underway) {
  return { agreement, agreeBy };
}

function allowed(stages: readonly Stage[], stage: Stage): boolean {
  return stages.includes(stage);
}
