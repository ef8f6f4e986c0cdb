import { dayOf, endOf, type Day, type Instant } from "./calendar.ts";
import { mayTake, type Post } from "./roles.ts";
import { stageOf, type Stage, type Staged } from "./stages.ts";

/** What somebody is awaited for, in the order in which the home page says it. */
export const awaited = [
  "vote",
  "mend",
  "readPapers",
  "count",
  "publish",
  "review",
  "decideAppeal",
  "draftMotion",
  "recordPriorStudy",
  "schedule",
  "planMilestones",
  "milestoneLate",
  "supportMine",
] as const;
export type Awaited = (typeof awaited)[number];

/** A proposal that is underway, seen by one person. */
export interface Underway extends Staged {
  readonly mine: boolean;
  readonly reviewDue: Day | null;
  readonly reviewedByMe: boolean;
  readonly seat: number | null;
  readonly seatTaken: boolean;
  readonly sheetByMe: boolean;
  readonly papersWaiting: number;
  readonly published: boolean;
  /** By when the representatives have to decide an appeal. */
  readonly appealDue: Day | null;
  /** Whether the residents' meeting may be asked over it at all. */
  readonly askable: boolean;
  readonly milestoneDue: Day | null;
  /** Whether they stepped back from it: then none of their posts awaits them here. */
  readonly recused: boolean;
}

export interface Awaiting {
  readonly what: Awaited;
  /** By when, where there is a date. */
  readonly by: Instant | null;
}

/** What of a proposal awaits this person now, if anything: the first that applies. Nothing is ever sent twice. */
export function awaits(underway: Underway, posts: ReadonlySet<Post>, now: Instant): Awaiting | null {
  const stage = stageOf(underway, now);
  const acting: ReadonlySet<Post> = underway.recused ? new Set() : posts;
  const found = awaited
    .map((what) => ({ what, by: rules[what](underway, stage, acting, now) }))
    .find(({ by }) => by !== undefined);
  return found?.by === undefined ? null : { what: found.what, by: found.by };
}

/** Each rule answers by when, null for "no date", or undefined for "not awaited". */
type Rule = (
  underway: Underway,
  stage: Stage,
  posts: ReadonlySet<Post>,
  now: Instant,
) => Instant | null | undefined;
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
  review: (one, stage, posts) =>
    stage === "admissibility" && !one.reviewedByMe && !one.mine && mayTake("proposals.review", posts)
      ? endOfDay(one.reviewDue)
      : undefined,
  decideAppeal: (one, stage, posts) =>
    stage === "appealed" && !one.mine && mayTake("appeals.record", posts)
      ? endOfDay(one.appealDue)
      : undefined,
  draftMotion: (_one, stage, posts) =>
    stage === "admitted" && mayTake("motions.draft", posts) ? null : undefined,
  recordPriorStudy: (_one, stage, posts) =>
    stage === "drafted" && mayTake("motions.recordPriorStudy", posts) ? null : undefined,
  schedule: (one, stage, posts) =>
    stage === "priorStudied" && one.askable && mayTake("motions.schedule", posts) ? null : undefined,
  planMilestones: (_one, stage, posts) =>
    stage === "inForce" && mayTake("resolutions.carryOut", posts) ? null : undefined,
  milestoneLate: (one, stage, posts, now) =>
    stage === "implementing" &&
    one.milestoneDue &&
    one.milestoneDue < dayOf(now) &&
    mayTake("resolutions.carryOut", posts)
      ? endOfDay(one.milestoneDue)
      : undefined,
  supportMine: (one, stage) =>
    stage === "seekingSupport" && one.mine ? endOfDay(one.windowEnds) : undefined,
};
