import { record, type Standing } from "../facts.ts";
import type { Instant } from "../calendar.ts";
import { notAt, type Motion, type MotionFact, type Outcome, type Papers } from "../motions.ts";
import { refuse, type Refusal } from "../outcome.ts";
import { majority, type Majority, type Tally } from "../tally/majority.ts";
import { quorum, type Quorum } from "../tally/quorum.ts";
import type { VoteRules } from "./rules.ts";

/** What the box held once it was opened: ballots by choice and by channel, advisory ones apart. */
export interface Box {
  readonly tally: Tally;
  /** Of owners: the area behind each choice, in square centimetres. */
  readonly area: Tally | null;
  /** Ballots of the app and papers; seats that voted by hands are counted apart. */
  readonly channels: Outcome["channels"];
  readonly hands?: number;
  readonly advisory: number;
}

/**
 * So many scrutineers as the rules ask for (`vote.scrutineers`), who counted the same sheets of paper, declare the
 * result: first whether enough took part, and only then whether enough of them were for it (§4b "count"). Below quorum
 * the choices are not read out. Owners have to meet both by heads and by area (Civil Code 278).
 */
export function declare(
  motion: Motion,
  asked: { readonly box: Box; readonly sheets: readonly Papers[] },
  standing: Standing,
): MotionFact | Refusal {
  const refusal = notYetCountable(motion, standing.at);
  if (refusal) return refusal;
  const [first] = asked.sheets;
  if (!first || !enoughAgree(motion, asked.sheets)) return refuse("sheets-differ");
  if (!motion.rules || motion.seats === null)
    throw new Error("a scheduled motion has its rules and its seats");
  const { box } = asked;
  const byHeads = weigh(box.tally, motion.seats, motion.rules);
  const byArea = box.area && weigh(box.area, motion.areaSquareCentimetres ?? 0, motion.rules);
  const enough = byHeads.quorum.met && byArea?.quorum.met !== false;
  const passed = byHeads.majority?.passed === true && byArea?.majority?.passed !== false;
  const shown = ({ quorum, majority, tally }: Weighed) =>
    enough ? { quorum, majority, tally } : { quorum, majority: null, tally: null };
  return record(standing, "motion.counted", motion.motionId, {
    result: enough ? (passed ? "passed" : "rejected") : "noQuorum",
    ...shown(byHeads),
    channels: box.channels,
    ...(box.hands && { hands: box.hands }),
    papers: { desk: first.desk, homeBox: first.homeBox, meeting: first.meeting },
    advisory: box.advisory,
    ...(byArea && { area: shown(byArea) }),
  });
}

interface Weighed {
  readonly quorum: Quorum;
  readonly majority: Majority | null;
  readonly tally: Tally;
}

function weigh(tally: Tally, base: number, rules: VoteRules): Weighed {
  const present = tally.for + tally.against + tally.abstain + tally.invalid;
  const taken = quorum(present, base, rules.quorum);
  return { quorum: taken, majority: taken.met ? majority(tally, rules.majority) : null, tally };
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
