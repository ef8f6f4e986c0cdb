import type { Day } from "./calendar.ts";
import { electorLine } from "./roll/residence.ts";

export type { Fact } from "./roll/entries.ts";

/** The last day on which one can have been born and be of voting age on a day (`voter.age`). */
export function bornUntil(today: Day, votingAge: number): Day {
  return electorLine(today, { votingAge, residenceMonths: 0 }).bornUntil;
}
