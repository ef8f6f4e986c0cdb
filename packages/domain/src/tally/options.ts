import { type ShareOf, evenPortion, meets, needed } from "../shares.ts";
import type { Taking } from "./majority.ts";

/** Ballots that say the same, by how many there are, or by the area behind them. */
export interface Heap {
  readonly choice: string;
  readonly weight: number;
}

/** How those present divide over the options, each in its place; who accepts several weighs for each of them. */
export interface OptionTally {
  readonly options: readonly number[];
  readonly abstain: number;
  readonly invalid: number;
  readonly present: number;
}

/** What each option reached of what it takes, with the figures a page needs to say why. */
export interface Measured {
  readonly share: ShareOf<Taking>;
  readonly present: number;
  /** The share of those present where it comes out even: half of 1,012 is 506. */
  readonly portion: number | null;
  readonly needed: number;
  readonly options: readonly { readonly count: number; readonly reached: boolean }[];
  readonly abstain: number;
  readonly invalid: number;
}

/**
 * What decides where several options reached it and none has most (`vote.tie`): nothing, so that none is decided; or
 * what it costs, where every one of them says so and one says less than the others.
 */
export const tieRules = ["undecided", "lessCost"] as const;
export type TieRule = (typeof tieRules)[number];

/** Which option was decided, by its place from 1; and where it is none for a tie, those that tied. */
export interface Winner {
  readonly winner: number | null;
  readonly tied: readonly number[];
}

/** Weighs every option against those present: an abstention and a spoilt paper weigh like a ballot for another one. */
export function measure(tally: OptionTally, share: ShareOf<Taking>): Measured {
  const { options, abstain, invalid, present } = tally;
  for (const count of [...options, abstain, invalid, present]) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a count of ballots: ${count}`);
  }
  if (options.some((count) => count > present)) throw new RangeError("more for an option than are present");
  return {
    share,
    present,
    portion: evenPortion(share, present),
    needed: Math.max(needed(share, present), 1),
    options: options.map((count) => ({ count, reached: meets(share, count, present) && count > 0 })),
    abstain,
    invalid,
  };
}

/**
 * The option that is decided: of those that reached it by every measure, the one with most. Owners have two measures,
 * and one and the same option has to reach both (Civil Code 278); it has most where no other has more by either. Where
 * two have the same, nobody breaks the tie, but for what the rules say of it.
 */
export function winnerOf(
  measures: readonly [Measured, ...Measured[]],
  tie: { readonly rule: TieRule; readonly costs: readonly (number | null)[] },
): Winner {
  const places = measures[0].options.map((_, at) => at);
  const reached = places.filter((at) => measures.every((one) => one.options[at]?.reached === true));
  const top = reached.filter((at) => !reached.some((other) => isMore(measures, other, at)));
  const [only = null] = top.length > 1 ? cheapest(top, tie) : top;
  return { winner: only === null ? null : only + 1, tied: only === null ? top.map((at) => at + 1) : [] };
}

/** Whether one option has at least as much as another by every measure, and more by one. */
function isMore(measures: readonly Measured[], one: number, other: number): boolean {
  const differences = measures.map(
    ({ options }) => (options[one]?.count ?? 0) - (options[other]?.count ?? 0),
  );
  return differences.every((by) => by >= 0) && differences.some((by) => by > 0);
}

/** The one that costs less than all others, where the rules let that decide; otherwise none. */
function cheapest(
  top: readonly number[],
  { rule, costs }: { readonly rule: TieRule; readonly costs: readonly (number | null)[] },
): readonly number[] {
  if (rule === "undecided") return [];
  const said = top.map((at) => costs[at] ?? null);
  if (said.some((cost) => cost === null)) return [];
  const least = Math.min(...said.map((cost) => cost ?? 0));
  const found = top.filter((at) => costs[at] === least);
  return found.length === 1 ? found : [];
}
