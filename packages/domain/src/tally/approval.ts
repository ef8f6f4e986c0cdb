import { isChoice, placesIn } from "../ballots.ts";
import { weightOf } from "./one-of.ts";
import type { Heap, OptionTally } from "./options.ts";

/**
 * Counts ballots that name every option one can accept: how many accept each, of all who gave a ballot. Whoever accepts
 * several weighs once for each of them, and once among those present.
 */
export function approval(heaps: readonly Heap[], options: number): OptionTally {
  const question = { form: "approval", options } as const;
  const of = (choice: string) => weightOf(heaps.filter((heap) => heap.choice === choice));
  const stranger = heaps.find(({ choice }) => !isChoice(question, choice, "paper"));
  if (stranger) throw new RangeError("a ballot that names no option of this vote");
  return {
    options: Array.from({ length: options }, (_, at) =>
      weightOf(heaps.filter(({ choice }) => placesIn(choice).includes(at + 1))),
    ),
    abstain: of("abstain"),
    invalid: of("invalid"),
    present: weightOf(heaps),
  };
}
