import { dayOf, deadline, movedPastHolidays, type Day, type Holidays, type Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import type { Proposal } from "./proposals.ts";
import type { MergingFact } from "./proposals/facts.ts";
import { isMergeable, mergeInto, takeIn } from "./proposals/merging.ts";
import { setting, type RuleBook } from "./rulebook.ts";
import type { RuleKey } from "./rulebook/keys.ts";

/** Where a merger stands. That nobody answered in time, or that one of both went another way, is computed: `stageOf`. */
export const statuses = ["open", "merged", "refused", "takenBack"] as const;
export type Status = (typeof statuses)[number];
export type Stage = Status | "lapsed" | "overtaken";

/** The proposal that goes into the other one, and the one that stays. */
export const sides = ["from", "into"] as const;
export type Side = (typeof sides)[number];

/** As what somebody suggested it who wrote neither of both. */
export const suggesters = ["reviewer", "committee"] as const;
export type Suggester = (typeof suggesters)[number];

/** Two proposals of one community that are to become one, with one common text. */
export interface Merger {
  readonly mergerId: string;
  readonly fromId: string;
  readonly intoId: string;
  readonly status: Status;
  readonly suggestedAs: Suggester | null;
  /** Of the common text, and of which version of each of both it was written. */
  readonly version: number;
  readonly fromVersion: number;
  readonly intoVersion: number;
  readonly fromYes: boolean;
  readonly intoYes: boolean;
  readonly answerBy: Day;
}

/** For how many days the common text waits for both (`proposal.mergerDays`). */
export const mergerKeys = ["proposal.mergerDays"] as const satisfies readonly RuleKey[];
export type MergerRules = RuleBook<(typeof mergerKeys)[number]>;

interface Text {
  readonly version: number;
  readonly hash: string;
  readonly fromVersion: number;
  readonly intoVersion: number;
  readonly answerBy: Day;
}
/** The public numbers of both, by which the course of each tells of the other. */
interface Numbers {
  readonly fromNumber: string;
  readonly intoNumber: string;
}
export type MergerFact =
  | Recorded<
      "merger.asked",
      Text &
        Numbers & {
          fromId: string;
          intoId: string;
          suggestedAs: Suggester | null;
          yes: readonly Side[];
        }
    >
  | Recorded<"merger.mended", Text & Numbers & { yes: readonly Side[] }>
  | Recorded<"merger.agreed", Numbers & { version: number; yes: readonly Side[]; merged: boolean }>
  | Recorded<"merger.refused", Numbers & { version: number }>
  | Recorded<"merger.takenBack", Numbers & { version: number }>;

/** Both proposals, as they stand now. */
export interface Two {
  readonly from: Proposal;
  readonly into: Proposal;
}
interface Asked {
  readonly rules: MergerRules;
  readonly holidays: Holidays;
}
/** What a yes does, where it is the second one: nothing of it happens without the rest. */
export interface Agreed {
  readonly merger: MergerFact;
  readonly united: {
    readonly from: Extract<MergingFact, { kind: "proposal.mergedInto" }>;
    readonly into: Extract<MergingFact, { kind: "proposal.tookIn" }>;
  } | null;
}

/**
 * The author of one asks to merge it into another, with a common text: that is their yes. Whoever holds a post of
 * reviewers or committee may suggest the same of two others' proposals, and says yes for nobody.
 */
export function ask(
  two: Two,
  asked: Asked & {
    readonly mergerId: string;
    readonly hash: string;
    readonly suggestedAs: Suggester | null;
    /** Whether one between these two waits already, whichever way. */
    readonly already: boolean;
  },
  standing: Standing,
): Agreed | Refusal {
  const { from, into } = two;
  const { mergerId, hash, suggestedAs } = asked;
  if (from.proposalId === into.proposalId) return refuse("merger-with-itself");
  if (!suggestedAs && standing.subjectId !== from.authorId) return refuse("only-the-author");
  const refusal = notNow(two, standing.at);
  if (refusal) return refusal;
  if (asked.already) return refuse("merger-asked-already");
  const text = { version: 1, hash, ...versionsOf(two), answerBy: answerBy(asked, standing) };
  const fact = record(standing, "merger.asked", mergerId, {
    ...{ fromId: from.proposalId, intoId: into.proposalId, ...numbersOf(two), ...text, suggestedAs },
    yes: suggestedAs ? [] : sidesOf(two, standing),
  });
  return { merger: fact, united: unite(apply(null, fact), two, { ...asked, hash }, standing) };
}

/**
 * One of both authors says yes to the common text as it stands. The second yes makes one of the two. A text that was
 * written before one of the proposals changed would undo that change in silence, so it has to be mended first.
 */
export function agree(
  merger: Merger,
  asked: { readonly two: Two; readonly version: number; readonly hash: string; readonly holidays: Holidays },
  standing: Standing,
): Agreed | Refusal {
  const { two, version } = asked;
  const refusal = notToSay(merger, asked, standing) ?? notNow(two, standing.at);
  if (refusal) return refusal;
  const yes = sidesOf(two, standing).filter((side) => !saidYes(merger, side));
  if (yes.length === 0) return refuse("merger-yes-given");
  if (isOutdated(merger, two)) return refuse("merger-outdated");
  const after = withYes(merger, yes);
  const merged = after.fromYes && after.intoYes;
  const fact = record(standing, "merger.agreed", merger.mergerId, {
    ...{ ...numbersOf(two), version, yes, merged },
  });
  return { merger: fact, united: unite(after, two, asked, standing) };
}

/** One of both authors mends the common text: it is theirs now, and the other one is asked anew. */
export function mend(
  merger: Merger,
  asked: Asked & {
    readonly two: Two;
    readonly version: number;
    readonly hash: string;
    /** Whether it says the same as before. */
    readonly same: boolean;
  },
  standing: Standing,
): Agreed | Refusal {
  const { two, hash } = asked;
  const refusal = notToSay(merger, asked, standing) ?? notNow(two, standing.at);
  if (refusal) return refusal;
  if (asked.same && !isOutdated(merger, two)) return refuse("wording-changes-nothing");
  const text = { version: merger.version + 1, hash, ...versionsOf(two), answerBy: answerBy(asked, standing) };
  const yes = sidesOf(two, standing);
  const fact = record(standing, "merger.mended", merger.mergerId, { ...numbersOf(two), ...text, yes });
  return { merger: fact, united: unite(apply(merger, fact), two, asked, standing) };
}

/** An author who has not said yes says no, and why: both go on by themselves. */
export function decline(
  merger: Merger,
  asked: { readonly two: Two; readonly version: number },
  standing: Standing,
): MergerFact | Refusal {
  const refusal = notToSay(merger, asked, standing);
  if (refusal) return refusal;
  if (sidesOf(asked.two, standing).every((side) => saidYes(merger, side))) return refuse("merger-yes-given");
  const { mergerId, version } = merger;
  return record(standing, "merger.refused", mergerId, { ...numbersOf(asked.two), version });
}

/** An author takes their yes back, as long as the other one has not said it too: it is over, and may be asked again. */
export function takeBack(merger: Merger, two: Two, standing: Standing): MergerFact | Refusal {
  const refusal = notToSay(merger, { two, version: merger.version }, standing);
  if (refusal) return refusal;
  if (!sidesOf(two, standing).some((side) => saidYes(merger, side))) return refuse("merger-no-yes");
  const { mergerId, version } = merger;
  return record(standing, "merger.takenBack", mergerId, { ...numbersOf(two), version });
}

/** The merger after a fact. Folding all its facts from null gives its row again. */
export function apply(merger: Merger | null, fact: MergerFact): Merger {
  if (fact.kind === "merger.asked") {
    const { fromId, intoId, version, fromVersion, intoVersion, answerBy: by, suggestedAs, yes } = fact.body;
    return withYes(
      {
        ...{ mergerId: fact.objectId, fromId, intoId, status: "open", suggestedAs, version },
        ...{ fromVersion, intoVersion, fromYes: false, intoYes: false, answerBy: by },
      },
      yes,
    );
  }
  if (!merger) throw new Error("a merger begins by being asked for");
  switch (fact.kind) {
    case "merger.mended": {
      const { version, fromVersion, intoVersion, answerBy: by, yes } = fact.body;
      const text = { version, fromVersion, intoVersion, answerBy: by, fromYes: false, intoYes: false };
      return withYes({ ...merger, ...text }, yes);
    }
    case "merger.agreed":
      return withYes(merger, fact.body.yes);
    case "merger.refused":
      return { ...merger, status: "refused" };
    case "merger.takenBack":
      return { ...merger, status: "takenBack" };
  }
}

/** Where a merger stands at this moment, by both proposals as they stand. */
export function stageOf(
  merger: Pick<Merger, "status" | "answerBy">,
  two: { readonly [S in Side]: Pick<Proposal, "status" | "windowEnds"> },
  now: Instant,
): Stage {
  if (merger.status !== "open") return merger.status;
  if (!isMergeable(two.from, now) || !isMergeable(two.into, now)) return "overtaken";
  return dayOf(now) > merger.answerBy ? "lapsed" : "open";
}

/** Whether one of both proposals has other words now than those which the common text was written for. */
export function isOutdated(
  { fromVersion, intoVersion }: Pick<Merger, "fromVersion" | "intoVersion">,
  { from, into }: { readonly [S in Side]: Pick<Proposal, "version"> },
): boolean {
  return from.version !== fromVersion || into.version !== intoVersion;
}

/** Of which of both proposals somebody is the author: of one, of none, or of both. */
export function sidesOf(two: Two, { subjectId }: Pick<Standing, "subjectId">): readonly Side[] {
  return sides.filter((side) => two[side].authorId === subjectId);
}

function unite(
  merger: Merger,
  { from, into }: Two,
  asked: { readonly hash: string; readonly holidays: Holidays },
  standing: Standing,
): Agreed["united"] {
  if (!merger.fromYes || !merger.intoYes) return null;
  const { mergerId } = merger;
  const { hash, holidays } = asked;
  return {
    from: mergeInto(from, { mergerId, into }, standing),
    into: takeIn(into, { mergerId, from, hash, holidays }, standing),
  };
}

function withYes(merger: Merger, yes: readonly Side[]): Merger {
  const fromYes = merger.fromYes || yes.includes("from");
  const intoYes = merger.intoYes || yes.includes("into");
  return { ...merger, fromYes, intoYes, status: fromYes && intoYes ? "merged" : merger.status };
}

function saidYes(merger: Merger, side: Side): boolean {
  return side === "from" ? merger.fromYes : merger.intoYes;
}

function versionsOf({ from, into }: Two) {
  return { fromVersion: from.version, intoVersion: into.version };
}

/** The last day on which the common text can be answered; one that is off moves (Civil Code 203). */
function answerBy({ rules, holidays }: Asked, { at }: Standing): Day {
  const { days } = setting(rules, "proposal.mergerDays");
  return movedPastHolidays(deadline(dayOf(at), days), holidays);
}

/** What cannot be said any more, or not by this person, or not of this text. */
function notToSay(
  merger: Merger,
  { two, version }: { readonly two: Two; readonly version: number },
  standing: Standing,
): Refusal | null {
  if (sidesOf(two, standing).length === 0) return refuse("only-the-two-authors");
  if (merger.status !== "open") return refuse("merger-over");
  if (dayOf(standing.at) > merger.answerBy) return refuse("merger-lapsed", { day: merger.answerBy });
  return version === merger.version ? null : refuse("merger-text-changed");
}

/** Both have to stand between their opening and their admission: once there is a motion, that is what is decided. */
function notNow({ from, into }: Two, now: Instant): Refusal | null {
  const late = [from, into].find((one) => !isMergeable(one, now));
  return late ? refuse("merger-too-late", { number: numberOf(late), status: late.status }) : null;
}

function numbersOf({ from, into }: Two): Numbers {
  return { fromNumber: numberOf(from), intoNumber: numberOf(into) };
}

function numberOf({ year, number }: Pick<Proposal, "year" | "number">): string {
  return `${year ?? ""}-${number ?? ""}`;
}
