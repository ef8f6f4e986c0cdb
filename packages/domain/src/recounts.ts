import { addWorkingDays, dayOf, endOf, type Day, type Holidays, type Instant } from "./calendar.ts";
import { record, type Standing } from "./facts.ts";
import type { Motion, Outcome, Papers } from "./motions.ts";
import { samePapers, scrutineersNeeded } from "./motions/count.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { afterOf } from "./resolutions/rules.ts";
import { notAtStep, type AfterFact, type RecountKind } from "./resolutions/steps.ts";

export type Asked = Extract<AfterFact, { kind: "motion.recountAsked" }>;
export type Recounted = Extract<AfterFact, { kind: "motion.recounted" }>;
export type RecountStatus = "open" | "done";

/** What an elector can say of their own ballot as it was recorded: another one gave it, it says otherwise, or it is not there. */
export const claims = ["notMine", "otherwise", "missing"] as const;
export type Claim = (typeof claims)[number];

export interface Recount {
  readonly recountId: string;
  readonly motionId: string;
  readonly kind: RecountKind;
  readonly claim: Claim | null;
  /** The seat whose ballot is contested. */
  readonly seat: number | null;
  readonly residentId: string | null;
  readonly status: RecountStatus;
  readonly dueOn: Day;
}

/** What one scrutineer found: of a contested ballot whether the claim holds, of a recount the sheets of paper there are. */
export type Finding =
  { readonly holds: boolean; readonly papers: null } | { readonly holds: null; readonly papers: Papers };

/**
 * Asks that one's own ballot be looked at, or that all be counted again: whoever has a seat on the frozen roll, or a
 * supervisor for a recount; from the count until the end of the notice, once of each kind.
 */
export function ask(
  motion: Motion,
  asked: {
    readonly recountId: string;
    readonly kind: RecountKind;
    readonly claim: Claim | null;
    /** The asker's own seat on the frozen roll. */
    readonly seat: number | null;
    readonly supervises: boolean;
    /** Whether a ballot that counts was given for that seat. */
    readonly given: boolean;
    readonly already: boolean;
    readonly holidays: Holidays;
  },
  standing: Standing,
): Asked | Refusal {
  const { recountId, kind, claim, seat } = asked;
  const refusal = notAtStep(motion, "recount");
  if (refusal) return refusal;
  if (seat === null && !(kind === "count" && asked.supervises)) return refuse("no-seat");
  if (motion.noticeEnds && standing.at >= endOf(motion.noticeEnds))
    return refuse("notice-over", { day: motion.noticeEnds });
  if (asked.already) return refuse("recount-already-asked");
  if (kind === "ballot" && asked.given === (claim === "missing"))
    return refuse(asked.given ? "ballot-is-there" : "ballot-not-there");
  const dueOn = addWorkingDays(dayOf(standing.at), afterOf(motion).recountWorkingDays, asked.holidays);
  return record(standing, "motion.recountAsked", motion.motionId, { recountId, kind, dueOn });
}

/** Whether somebody may look into it: never whoever asked for it. That no scrutineer is interested is the count's own rule. */
export function notToLookInto(recount: Recount, standing: Standing): Refusal | null {
  if (recount.status !== "open") return refuse("recount-done");
  return recount.residentId !== null && recount.residentId === standing.subjectId
    ? refuse("recount-own")
    : null;
}

/** Whether as many scrutineers as the count needed found the same. */
export function enoughFound(motion: Pick<Motion, "rules">, findings: readonly Finding[]): boolean {
  const [first] = findings;
  return (
    first !== undefined &&
    findings.length >= scrutineersNeeded(motion) &&
    findings.every((one) => sameFinding(one, first))
  );
}

/** Whether two scrutineers found the same. */
export function sameFinding(one: Finding, other: Finding): boolean {
  if (one.papers && other.papers) return samePapers(one.papers, other.papers);
  return one.holds === other.holds && !one.papers && !other.papers;
}

/**
 * Says what came of it. A ballot that was recorded wrongly stays as it is, for nothing in the box is ever rewritten, and
 * counts as wrong; a recount counts as wrong every paper that is there without having been read, or read without being
 * there. Where so many could have turned the result, it does not stand.
 */
export function close(
  motion: Motion,
  recount: Recount,
  asked: {
    readonly found: Finding;
    /** The papers that were read into ballots, by channel. */
    readonly read: Papers;
    /** Whether the box, counted again, says what was declared. */
    readonly same: boolean;
    /** How many ballots were found to be wrong before. */
    readonly wrongBefore: number;
    /** Of owners: the area behind one ballot at most, in square centimetres; nothing elsewhere. */
    readonly mostArea: number | null;
  },
  standing: Standing,
): Recounted | Refusal {
  if (recount.status !== "open") return refuse("recount-done");
  const refusal = notAtStep(motion, "recount");
  if (refusal) return refusal;
  const { found, read, same, wrongBefore, mostArea } = asked;
  const wrong = found.papers ? apart(found.papers, read) : found.holds ? 1 : 0;
  const turns = !same || (motion.outcome ? couldTurn(motion.outcome, wrongBefore + wrong, mostArea) : false);
  const { recountId, kind } = recount;
  return record(standing, "motion.recounted", motion.motionId, { recountId, kind, wrong, same, turns });
}

/** By how many papers two sheets differ, channel by channel. */
export function apart(one: Papers, other: Papers): number {
  const channels = ["desk", "homeBox", "meeting"] as const;
  return channels.reduce((sum, channel) => sum + Math.abs(one[channel] - other[channel]), 0);
}

/**
 * Whether so many wrong ballots could have made it come out otherwise, supposing the worst of each: that it stood on the
 * wrong side, or was there without a right to be. Of owners either count alone can turn it.
 */
export function couldTurn(outcome: Outcome, wrong: number, mostArea: number | null = null): boolean {
  if (wrong <= 0) return false;
  const byHeads = turns(outcome.result, outcome, wrong);
  if (byHeads || !outcome.area) return byHeads;
  return turns(outcome.result, outcome.area, wrong * (mostArea ?? outcome.area.quorum.base));
}

type Figures = Pick<Outcome, "quorum" | "majority" | "options">;

function turns(result: Outcome["result"], { quorum, majority, options }: Figures, wrong: number): boolean {
  if (result === "noQuorum") return !quorum.met && quorum.present + wrong >= quorum.needed;
  if (quorum.present - wrong < quorum.needed) return true;
  if (options) return optionsTurn(options, wrong);
  if (!majority) return false;
  return result === "passed"
    ? majority.passed && majority.for - wrong < majority.needed
    : !majority.passed && majority.for + wrong >= majority.needed;
}

/** The option that was decided could have missed it, or have been overtaken; or where none was, one could have reached it. */
function optionsTurn({ options, winner, needed }: NonNullable<Outcome["options"]>, wrong: number): boolean {
  if (winner === null) return options.some(({ count }) => count + wrong >= needed);
  const won = (options[winner - 1]?.count ?? 0) - wrong;
  return won < needed || options.some(({ count }, at) => at !== winner - 1 && count + wrong >= won);
}

/** Whether it is late: the day by which it was to be looked into has passed. */
export function isLate(recount: Pick<Recount, "status" | "dueOn">, now: Instant): boolean {
  return recount.status === "open" && dayOf(now) > recount.dueOn;
}
