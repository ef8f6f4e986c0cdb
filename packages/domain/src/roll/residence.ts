import { addDays, addMonths, ageOn, type Day } from "../calendar.ts";

/** How somebody belongs here: their household is registered here (户籍), or they live here since a day (居住). */
export const residences = ["registered", "living"] as const;
export type Residence = (typeof residences)[number];

/** What the rule book asks of those who count: the age (`voter.age`), and the months of living here (`voter.residenceMonths`). */
export interface ElectorRules {
  readonly votingAge: number;
  readonly residenceMonths: number;
}

/** What is known of a resident that decides whether they count. */
export interface Candidate {
  readonly born: Day | null;
  readonly residence: Residence;
  readonly livedSince: Day | null;
}

/** Why somebody does not count among those of voting age on a day; nothing where they do. */
export function notElectorBecause(
  { born, residence, livedSince }: Candidate,
  on: Day,
  rules: ElectorRules,
): "under-voting-age" | "residence-too-short" | null {
  if (born === null || ageOn(born, on) < rules.votingAge) return "under-voting-age";
  if (residence === "registered") return null;
  // Since when is not known: whether it is long enough cannot be said, so it is asked first.
  if (livedSince === null || addMonths(livedSince, rules.residenceMonths) > on) return "residence-too-short";
  return null;
}

/** Whether somebody counts on a day: of age, and registered here or living here long enough (甘肃实施办法 16). */
export function isElector(one: Candidate, on: Day, rules: ElectorRules): boolean {
  return notElectorBecause(one, on, rules) === null;
}

/** The same as two days that a whole roll can be compared with: born until one, living here since the other or longer. */
export interface ElectorLine {
  readonly bornUntil: Day;
  readonly livedSinceUntil: Day;
}

/** The line between those who count on a day and those who do not. */
export function electorLine(on: Day, { votingAge, residenceMonths }: ElectorRules): ElectorLine {
  return { bornUntil: lastStart(on, 12 * votingAge), livedSinceUntil: lastStart(on, residenceMonths) };
}

/** The last day from which so many months are full on a day: 28 February closes the months of 28, 29, 30 and 31 August. */
function lastStart(on: Day, months: number): Day {
  let last = addMonths(on, -months);
  for (let next = addDays(last, 1); addMonths(next, months) <= on; next = addDays(next, 1)) last = next;
  return last;
}
