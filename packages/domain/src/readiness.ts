import type { Day } from "./calendar.ts";
import { isFromCommittee } from "./posts.ts";
import { needsResident } from "./posts/residence.ts";
import { acts, mayTake, type Act, type Post } from "./roles.ts";
import type { RuleKey } from "./rulebook/keys.ts";

/** What a community needs, in the order in which it comes to it. */
export const readinessLines = [
  "contact",
  "roll",
  "chair",
  "convener",
  "secretary",
  "reviewers",
  "branchRecorder",
  "deskClerks",
  "scrutineers",
  "supervisors",
  "slips",
  "charter",
  "holidays",
] as const;
export type ReadinessLine = (typeof readinessLines)[number];

/** A post as it is held now, and whether its holder has an account: without one nobody can act in it. */
export interface InPost {
  readonly memberId: string;
  readonly post: Post;
  readonly hasAccount: boolean;
}

/** A community as it is today. */
export interface Situation {
  readonly phone: string;
  readonly windowPlace: string;
  readonly households: number;
  readonly ofVotingAge: number;
  /** How many residents of voting age each building has. */
  readonly buildings: readonly number[];
  readonly holders: readonly InPost[];
  readonly householdsWithAccount: number;
  /** Whether ballots from the app count, by the charter; null without one. */
  readonly appBallotsCount: boolean | null;
  readonly today: Day;
  readonly holidaysCoveredUntil: Day;
}

/** What the rules of the community ask for. */
export interface Needs {
  readonly reviewers: number;
  readonly scrutineers: number;
  readonly priorStudy: boolean;
  readonly supervisors: number;
  /** How many neighbours have to support a proposal from a building with so many residents of voting age. */
  supporters(residentsOfBuilding: number): number;
}

/** One line of the list: how it stands, and whether a first vote waits for it. */
export interface Readiness {
  readonly what: ReadinessLine;
  readonly needed: boolean;
  readonly done: boolean;
  /** How many there are that count, how many there have to be, and how many are appointed without an account. */
  readonly have: number;
  readonly want: number;
  readonly waiting: number;
}

/** Which act a line waits for, and so who can do it; none where the operator does it, or nobody can. */
export const readinessActs: Readonly<Record<ReadinessLine, Act | null>> = {
  contact: null,
  roll: "roll.import",
  chair: "posts.appoint",
  convener: "posts.appoint",
  secretary: "posts.appoint",
  reviewers: "posts.appoint",
  branchRecorder: "posts.appoint",
  deskClerks: "posts.appoint",
  scrutineers: "posts.appoint",
  supervisors: "posts.appoint",
  slips: "slips.issue",
  charter: "charter.adopt",
  holidays: null,
};

/** The rule that a line rests on, shown beside it; none where it is the way in which papers are read, or what is polite. */
export const readinessRules: Readonly<Partial<Record<ReadinessLine, RuleKey>>> = {
  roll: "meeting.residents.quorum.households",
  chair: "committee.size",
  reviewers: "admissibility.reviewers",
  branchRecorder: "meeting.priorStudy.required",
  scrutineers: "vote.scrutineers",
  supervisors: "supervision.size",
};

/** By which posts somebody counts in a line; the other lines count no people. */
const linePosts: Readonly<Partial<Record<ReadinessLine, readonly Post[]>>> = {
  chair: ["chair"],
  convener: acts["motions.schedule"],
  secretary: acts["resolutions.publish"],
  reviewers: acts["proposals.review"],
  branchRecorder: ["branchRecorder"],
  deskClerks: acts["ballots.transcribe"],
  scrutineers: acts["ballots.count"],
  supervisors: ["supervisor"],
};

/** Whether those whom a line waits for may live elsewhere: none of its posts asks for a resident. */
export function mayBeFromElsewhere(line: ReadinessLine): boolean {
  const posts = linePosts[line];
  return posts !== undefined && !posts.some(needsResident);
}

/** Two clerks read each paper by themselves (decision 6). */
const readersOfPaper = 2;

/** The list: what there is, what is missing, and what a first vote waits for. Computed, never ticked off. */
export function readiness(situation: Situation, needs: Needs): readonly Readiness[] {
  const counted: Readonly<Record<ReadinessLine, Counted>> = {
    contact: number(situation.phone !== "" && situation.windowPlace !== "" ? 1 : 0, 1, true),
    roll: number(situation.households, 1, true, canBeSupported(situation, needs)),
    chair: held(situation, ["chair"], 1, false),
    convener: able(situation, "motions.schedule", 1),
    secretary: able(situation, "resolutions.publish", 1),
    reviewers: reviewers(situation, needs),
    branchRecorder: held(situation, ["branchRecorder"], needs.priorStudy ? 1 : 0, needs.priorStudy),
    deskClerks: able(situation, "ballots.transcribe", readersOfPaper),
    scrutineers: scrutineers(situation, needs),
    supervisors: held(situation, ["supervisor"], needs.supervisors, false),
    slips: number(situation.householdsWithAccount, situation.households, false),
    charter: number(situation.appBallotsCount === null ? 0 : 1, 1, false),
    holidays: number(situation.today <= situation.holidaysCoveredUntil ? 1 : 0, 1, false),
  };
  return readinessLines.map((what) => ({ what, ...counted[what] }));
}

/** Whether nothing is missing any more that a first vote needs. */
export function isReady(lines: readonly Readiness[]): boolean {
  return lines.every((line) => line.done || !line.needed);
}

type Counted = Omit<Readiness, "what">;

function number(have: number, want: number, needed: boolean, done = have >= want): Counted {
  return { needed, done, have, want, waiting: 0 };
}

/** People, each once, whoever may take an act by one post or another. */
function able(situation: Situation, act: Act, want: number): Counted {
  return people(
    situation.holders.filter(({ post }) => mayTake(act, new Set([post]))),
    want,
    true,
  );
}

function held(situation: Situation, wanted: readonly Post[], want: number, needed: boolean): Counted {
  return people(
    situation.holders.filter(({ post }) => wanted.includes(post)),
    want,
    needed,
  );
}

function people(holders: readonly InPost[], want: number, needed: boolean): Counted {
  const have = idsOf(holders.filter((one) => one.hasAccount)).size;
  return { needed, done: have >= want, have, want, waiting: idsOf(holders).size - have };
}

/** So many who agree admit a proposal, one of them not from the committee (`admissibility.reviewers`). */
function reviewers(situation: Situation, needs: Needs): Counted {
  const held = situation.holders.filter(({ post }) => mayTake("proposals.review", new Set([post])));
  const counted = people(held, needs.reviewers, true);
  const fromOutside = [...idsOf(held.filter((one) => one.hasAccount))].some(
    (memberId) => !isFromCommittee(postsOf(situation, memberId)),
  );
  return { ...counted, done: counted.done && fromOutside };
}

/** Who announces votes does not count them: such a scrutineer is interested in every vote (`vote.scrutineers`). */
function scrutineers(situation: Situation, needs: Needs): Counted {
  const held = situation.holders.filter(
    ({ memberId, post }) =>
      mayTake("ballots.count", new Set([post])) && !mayTake("motions.schedule", postsOf(situation, memberId)),
  );
  return people(held, needs.scrutineers, true);
}

/** Whether a proposal can find its supporters at all: in some building enough live beside its author. */
function canBeSupported({ buildings }: Situation, needs: Needs): boolean {
  return buildings.some((residents) => residents > needs.supporters(residents));
}

function idsOf(holders: readonly InPost[]): ReadonlySet<string> {
  return new Set(holders.map(({ memberId }) => memberId));
}

function postsOf({ holders }: Situation, memberId: string): ReadonlySet<Post> {
  return new Set(holders.filter((one) => one.memberId === memberId).map(({ post }) => post));
}
