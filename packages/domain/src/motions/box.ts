import { paperChoices, type BallotChannel, type PaperChoice } from "../ballots.ts";
import type { Electorate } from "../electorates.ts";
import type { Outcome } from "../motions.ts";
import { approval } from "../tally/approval.ts";
import type { Tally } from "../tally/majority.ts";
import { oneOf, weightOf } from "../tally/one-of.ts";
import type { Heap, OptionTally } from "../tally/options.ts";
import type { Question } from "./forms.ts";

interface Opened {
  /** Ballots of the app and papers; seats that voted by hands are counted apart. */
  readonly channels: Outcome["channels"];
  readonly hands?: number;
  readonly advisory: number;
}

/** What the box of a question by yes or no held: ballots by choice and by channel, advisory ones apart. */
export interface YesNoBox extends Opened {
  readonly tally: Tally;
  /** Of owners: the area behind each choice, in square centimetres. */
  readonly area: Tally | null;
}

/** What the box of a question with options held: how many there are for each. */
export interface OptionsBox extends Opened {
  readonly options: OptionTally;
  /** Of owners: the area behind each option, in square centimetres. */
  readonly optionsArea: OptionTally | null;
}

/** What the box held once it was opened. */
export type Box = YesNoBox | OptionsBox;

/** Ballots of one choice that came through one channel, as they lie in the box. */
export interface Pile {
  readonly binding: boolean;
  readonly channel: BallotChannel;
  readonly choice: string;
  readonly ballots: number;
  /** Of owners: the area behind them, in square centimetres. */
  readonly area: number | null;
}

/** Sorts what lay in the box by the form of the question. Who voted in the app where that is advisory is told apart. */
export function boxOf(
  piles: readonly Pile[],
  { form, options, electorate }: Question & { readonly electorate: Electorate },
): Box {
  const counting = piles.filter(({ binding }) => binding);
  const heads = counting.map(({ choice, ballots }) => ({ choice, weight: ballots }));
  const owned = counting.map(({ choice, area }) => ({ choice, weight: area ?? 0 }));
  const sum = (some: readonly Pile[]) => some.reduce((all, { ballots }) => all + ballots, 0);
  const through = (channel: BallotChannel) => sum(counting.filter((one) => one.channel === channel));
  const opened = {
    channels: {
      ...{ app: through("app"), desk: through("desk") },
      ...{ homeBox: through("homeBox"), meeting: through("meeting") },
    },
    advisory: sum(piles.filter(({ binding }) => !binding)),
  };
  const hasArea = electorate === "owner";
  if (form === "yesNo") return { ...opened, tally: yesNo(heads), area: hasArea ? yesNo(owned) : null };
  const count = form === "oneOf" ? oneOf : approval;
  return {
    ...opened,
    options: count(heads, options),
    optionsArea: hasArea ? count(owned, options) : null,
  };
}

function yesNo(heaps: readonly Heap[]): Tally {
  const of = (choice: PaperChoice) => weightOf(heaps.filter((heap) => heap.choice === choice));
  const known: readonly string[] = paperChoices;
  if (heaps.some(({ choice }) => !known.includes(choice))) throw new RangeError("a ballot that says neither");
  return { for: of("for"), against: of("against"), abstain: of("abstain"), invalid: of("invalid") };
}
