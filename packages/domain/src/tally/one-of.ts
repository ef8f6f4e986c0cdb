import { isChoice, oneChoice } from "../ballots.ts";
import type { Heap, OptionTally } from "./options.ts";

/**
 * Counts ballots that name one of several options: how many named each. All who gave a ballot are present, whatever it
 * says; in which order the heaps lie never matters.
 */
export function oneOf(heaps: readonly Heap[], options: number): OptionTally {
  const question = { form: "oneOf", options } as const;
  const of = (choice: string) => weightOf(heaps.filter((heap) => heap.choice === choice));
  const stranger = heaps.find(({ choice }) => !isChoice(question, choice, "paper"));
  if (stranger) throw new RangeError("a ballot that names no option of this vote");
  return {
    options: Array.from({ length: options }, (_, at) => of(oneChoice(at + 1))),
    abstain: of("abstain"),
    invalid: of("invalid"),
    present: weightOf(heaps),
  };
}

/** What heaps weigh together; a sum that is no longer exact is a defect. */
export function weightOf(heaps: readonly Heap[]): number {
  const sum = heaps.reduce((all, { weight }) => all + weight, 0);
  if (heaps.some(({ weight }) => weight < 0) || !Number.isSafeInteger(sum))
    throw new RangeError(`not a count of ballots: ${sum}`);
  return sum;
}
