import { paperChoices } from "../ballots.ts";
import { record, type Standing } from "../facts.ts";
import type { Instant } from "../calendar.ts";
import type { Motion, MotionFact, Outcome, Papers } from "../motions.ts";
import { refuse, type Refusal } from "../outcome.ts";
import { majority, type Majority, type Tally } from "../tally/majority.ts";
import { measure, winnerOf } from "../tally/options.ts";
import { quorum, type Quorum } from "../tally/quorum.ts";
import type { Box, OptionsBox, YesNoBox } from "./box.ts";
import type { VoteRules } from "./rules.ts";
import { notAt } from "./steps.ts";

/**
 * So many scrutineers as the rules ask for (`vote.scrutineers`), who counted the same sheets of paper, declare the
 * result: first whether enough took part, and only then whether enough of them were for it (§4b "count"). Below quorum
 * the choices are not read out. Owners have to meet both by heads and by area (Civil Code 278).
 */
export function declare(
  motion: Motion,
  asked: {
    readonly box: Box;
    readonly sheets: readonly Papers[];
    /** What each option costs, where it says so; read only where the rules let that break a tie. */
    readonly costs?: readonly (number | null)[];
  },
  standing: Standing,
): MotionFact | Refusal {
  const refusal = notYetCountable(motion, standing.at);
  if (refusal) return refusal;
  const [first] = asked.sheets;
  if (!first || !enoughAgree(motion, asked.sheets)) return refuse("sheets-differ");
  if (!motion.rules || motion.seats === null)
    throw new Error("a scheduled motion has its rules and its seats");
  const { box } = asked;
  const scheduled = { ...motion, rules: motion.rules, seats: motion.seats };
  const weighed = "options" in box ? byOptions(scheduled, box, asked.costs ?? []) : byYesNo(scheduled, box);
  return record(standing, "motion.counted", motion.motionId, {
    ...weighed,
    channels: box.channels,
    ...(box.hands && { hands: box.hands }),
    papers: { desk: first.desk, homeBox: first.homeBox, meeting: first.meeting },
    advisory: box.advisory,
  });
}

type Announced = Motion & { readonly rules: VoteRules; readonly seats: number };
type Weighed = Omit<Outcome, "channels" | "hands" | "papers" | "advisory">;

/** By yes or no: enough of those present are for it, of owners by both measures. */
function byYesNo(motion: Announced, box: YesNoBox): Weighed {
  const byHeads = weigh(box.tally, motion.seats, motion.rules);
  const byArea = box.area && weigh(box.area, motion.areaSquareCentimetres ?? 0, motion.rules);
  const enough = byHeads.quorum.met && byArea?.quorum.met !== false;
  const passed = byHeads.majority?.passed === true && byArea?.majority?.passed !== false;
  const shown = ({ quorum, majority, tally }: Weight) =>
    enough ? { quorum, majority, tally } : { quorum, majority: null, tally: null };
  return {
    result: enough ? (passed ? "passed" : "rejected") : "noQuorum",
    ...shown(byHeads),
    ...(byArea && { area: shown(byArea) }),
  };
}

/**
 * Whether the box, opened again, holds what was declared. Below the quorum only how many came was read out, and is
 * compared.
 */
export function saysTheSame(motion: Motion, box: Box): boolean {
  const { outcome, rules, seats } = motion;
  if (!outcome || !rules || seats === null) return false;
  const scheduled = { ...motion, rules, seats };
  const now = "options" in box ? byOptions(scheduled, box, []) : byYesNo(scheduled, box);
  return figuresOf(now) === figuresOf(outcome);
}

function figuresOf({ quorum, tally, options, area }: Weighed): string {
  const of = (measured: Pick<Weighed, "quorum" | "tally" | "options">) => [
    measured.quorum.present,
    measured.tally && paperChoices.map((choice) => measured.tally?.[choice]),
    measured.options?.options.map(({ count }) => count),
    [measured.options?.abstain, measured.options?.invalid],
  ];
  return JSON.stringify([of({ quorum, tally, ...(options && { options }) }), area && of(area)]);
}

interface Weight {
  readonly quorum: Quorum;
  readonly majority: Majority | null;
  readonly tally: Tally;
}

function weigh(tally: Tally, base: number, rules: VoteRules): Weight {
  const present = tally.for + tally.against + tally.abstain + tally.invalid;
  const taken = quorum(present, base, rules.quorum);
  return { quorum: taken, majority: taken.met ? majority(tally, rules.majority) : null, tally };
}

/** With options: one of them is decided where it reached as much as a yes would have to; otherwise none is. */
function byOptions(motion: Announced, box: OptionsBox, costs: readonly (number | null)[]): Weighed {
  const { rules, seats, areaSquareCentimetres } = motion;
  const heads = quorum(box.options.present, seats, rules.quorum);
  const area = box.optionsArea && quorum(box.optionsArea.present, areaSquareCentimetres ?? 0, rules.quorum);
  const unread = { majority: null, tally: null };
  if (!heads.met || area?.met === false) {
    const nothing = { ...unread, options: null };
    return {
      ...{ result: "noQuorum", quorum: heads, ...nothing },
      ...(area && { area: { quorum: area, ...nothing } }),
    };
  }
  const byHeads = measure(box.options, rules.majority);
  const byArea = box.optionsArea && measure(box.optionsArea, rules.majority);
  const tie = { rule: rules.tie ?? "undecided", costs } as const;
  const won = winnerOf(byArea ? [byHeads, byArea] : [byHeads], tie);
  return {
    ...{ result: won.winner === null ? "rejected" : "passed", quorum: heads },
    ...{ ...unread, options: { ...byHeads, ...won } },
    ...(area && byArea && { area: { quorum: area, ...unread, options: { ...byArea, ...won } } }),
  };
}

/** Whether as many scrutineers as are needed counted, and all of them the same. */
export function enoughAgree(motion: Pick<Motion, "rules">, sheets: readonly Papers[]): boolean {
  const [first] = sheets;
  if (!first || sheets.length < scrutineersNeeded(motion)) return false;
  return sheets.every((sheet) => samePapers(sheet, first));
}

/** How many scrutineers have to count the same before the box is opened (`vote.scrutineers`). */
export function scrutineersNeeded({ rules }: Pick<Motion, "rules">): number {
  return rules?.scrutineers ?? 2;
}

/** Whether two scrutineers counted the same. */
export function samePapers(one: Papers, other: Papers): boolean {
  return one.desk === other.desk && one.homeBox === other.homeBox && one.meeting === other.meeting;
}

/** Whether the scrutineers may open the box: only after the close, and only once. */
export function notYetCountable(motion: Motion, now: Instant): Refusal | null {
  const refusal = notAt(motion, "count");
  if (refusal) return refusal;
  if (!motion.closesAt || now < motion.closesAt) return refuse("vote-still-open");
  return null;
}
