import type { Day, Instant } from "../calendar.ts";
import type { Opening } from "../deciders.ts";
import { electoratesFor, isAdvisory, meanings, type Electorate } from "../electorates.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { FollowUp } from "../resolutions/follow-up.ts";
import type { MotionStatus } from "./status.ts";

/** Into how many motions a proposal is divided at most: each is a vote of its own, and people have to keep up with it. */
export const mostMotions = 3;

/** How many votes there are at most: each motion is repeated once where too few took part. */
export const mostVotes = 2 * mostMotions;

/** What of a motion says where its proposal stands. */
export interface Part {
  readonly ordinal: number;
  readonly status: MotionStatus;
  readonly electorate: Electorate;
  readonly scope: string | null;
  readonly closesAt: Instant | null;
  readonly noticeEnds: Day | null;
  readonly followUp: FollowUp | null;
  /** Which one it repeats. */
  readonly repeats?: number | null;
}

/** How far a motion is: on its way to the count, then carried out where it passed, then ended. */
const far = [
  "drafted",
  "priorStudied",
  "scheduled",
  "passed",
  "objected",
  "noticed",
  "implementing",
  "accepted",
  "setAside",
  "rejected",
  "noQuorum",
] as const satisfies readonly MotionStatus[];
const beforeTheCount: ReadonlySet<MotionStatus> = new Set(["drafted", "priorStudied", "scheduled"]);

/**
 * The motion by whose status its proposal goes. As long as one is on its way to the count, the least advanced of them;
 * then the least advanced of those that passed, so that a proposal is accepted when all that passed are. What was
 * rejected or set aside leads where nothing else is left, and an opinion that was counted only where nothing binding was
 * asked. Of two that are equally far it is the one with the later day, then the first.
 */
export function leading<One extends Part>(
  proposal: { readonly firstYes: Opening | null },
  motions: readonly One[],
): One | null {
  // What is repeated has had its result: its second vote stands for it.
  const repeated = new Set(motions.map(({ repeats }) => repeats));
  const [first = null, ...others] = motions.filter(({ ordinal }) => !repeated.has(ordinal));
  return others.reduce<One | null>(
    (lead, one) => (lead && isBefore(placeOf(proposal, one), placeOf(proposal, lead)) ? one : lead),
    first,
  );
}

type Place = readonly [given: number, far: number, later: number, ordinal: number];

function placeOf({ firstYes }: { readonly firstYes: Opening | null }, one: Part): Place {
  const told = isAdvisory({ firstYes, electorate: one.electorate }) && !beforeTheCount.has(one.status);
  return [told ? 1 : 0, far.indexOf(one.status), -(nextDay(one) ?? 0), one.ordinal];
}

/** The day for which a motion waits, where it waits for one. */
function nextDay({ status, closesAt, noticeEnds, followUp }: Part): number | null {
  if (status === "scheduled") return closesAt && closesAt.getTime();
  if (status === "noticed") return noticeEnds && Date.parse(noticeEnds);
  return status === "accepted" && followUp?.secondOn ? Date.parse(followUp.secondOn) : null;
}

function isBefore(one: Place, other: Place): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

/** Whom a further motion of a proposal may be put to now; nobody once a vote is announced or there are enough of them. */
export function furtherFor(
  proposal: { readonly firstYes: Opening | null },
  motions: readonly Part[],
): readonly Electorate[] {
  if (motions.length === 0 || motions.length >= mostMotions || motions.some(isAnnounced)) return [];
  return electoratesFor({ ...proposal, ordinal: motions.length + 1 }).filter(
    (electorate) => !motions.some((one) => one.scope === null && isSameBody(one, { electorate })),
  );
}

/**
 * Whether one of several motions may not be drawn. A further one is drawn while those before it are written or studied,
 * with a sentence that says to everybody why this body is asked as well; and nobody is asked twice.
 */
export function notBeside(
  others: readonly Part[],
  asked: {
    /** The motion is new, and not the next version of one. */
    readonly begun: boolean;
    readonly ordinal: number;
    readonly electorate: Electorate;
    readonly scope: string | null;
    readonly explained: boolean;
  },
): Refusal | null {
  const { ordinal, scope, explained, begun } = asked;
  if (ordinal > mostMotions) return refuse("motions-enough", { most: mostMotions });
  const announced = others.find(isAnnounced);
  if (begun && announced) return refuse("proposal-not-at-this-step", { status: announced.status });
  if (others.some((one) => isSameBody(one, asked) && overlap(one.scope, scope)))
    return refuse("already-asked-there");
  return ordinal > 1 && !explained ? refuse("part-unexplained") : null;
}

function isSameBody(one: Pick<Part, "electorate">, other: Pick<Part, "electorate">): boolean {
  return meanings[one.electorate].body === meanings[other.electorate].body;
}

/** Nothing is the whole community, or all buildings. */
function overlap(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

function isAnnounced({ status }: Part): boolean {
  return status !== "drafted" && status !== "priorStudied";
}
