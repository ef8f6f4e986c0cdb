import { addDays, addMonths, ageOn, type Day } from "./calendar.ts";
import type { Recorded } from "./facts.ts";

export type Fact = Recorded<
  "roll.imported",
  { added: number; removed: number; unchanged: number; file: string }
>;

/** The last day on which one can have been born and be of voting age on a day (`voter.age`). */
export function bornUntil(today: Day, votingAge: number): Day {
  const born = addMonths(today, -12 * votingAge);
  // Who was born on 29 February comes of age on the 28th of a year without a 29th, together with those of the 28th.
  const next = addDays(born, 1);
  return ageOn(next, today) >= votingAge ? next : born;
}
