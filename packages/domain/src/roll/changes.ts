import type { Day } from "../calendar.ts";
import { record, type Standing } from "../facts.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { Corrected, Fact, Leaving } from "./entries.ts";
import type { Residence } from "./residence.ts";

/** The day on which something happened, and the day on which it is written down. */
export interface Happened {
  readonly on: Day;
  readonly today: Day;
}

/** A resident as the roll has them, and the last day of which it already says something about them. */
export interface Resident extends Who {
  readonly residentId: string;
  readonly householdId: string;
  readonly lastOn: Day;
}

/** By these two a person is told from the others of a household. */
interface Who {
  readonly name: string | null;
  readonly born: Day | null;
}

/** A household with the people who live in it now. */
export interface Household {
  readonly householdId: string;
  readonly people: readonly Resident[];
}

/** Somebody came: they were born into a household, or moved in from elsewhere. */
export function come(
  residentId: string,
  person: Who,
  into: Household,
  { why, ...happened }: Happened & { readonly why: "born" | "movedIn" },
  standing: Standing,
): Fact | Refusal {
  const no = notThatDay(happened) ?? alreadyIn(into, person);
  if (no) return no;
  if (person.born !== null && person.born > happened.on)
    return refuse("came-before-birth", { day: person.born });
  return record(standing, "roll.came", residentId, { householdId: into.householdId, why, on: happened.on });
}

/** A resident moved to another household of the community; who they are, and what they take part in, stays. */
export function move(
  person: Resident,
  into: Household,
  happened: Happened,
  standing: Standing,
): Fact | Refusal {
  if (person.householdId === into.householdId) return refuse("already-lives-there");
  const no = notThatDay(happened, [person]) ?? alreadyIn(into, person);
  if (no) return no;
  const { householdId: to } = into;
  return record(standing, "roll.moved", person.residentId, { from: person.householdId, to, on: happened.on });
}

/** A resident died or moved away: with that day they stand on the roll no longer. */
export function leave(
  person: Resident,
  { why, ...happened }: Happened & { readonly why: Leaving },
  standing: Standing,
): Fact | Refusal {
  const no = notThatDay(happened, [person]);
  if (no) return no;
  const { residentId, householdId } = person;
  return record(standing, "roll.left", residentId, { householdId, why, on: happened.on });
}

/** What is written of a resident was wrong, or has become something else. */
export function correct(
  person: Resident & { readonly residence: Residence; readonly livedSince: Day | null },
  now: Who & { readonly residence: Residence; readonly livedSince: Day | null },
  household: Household,
  happened: Happened,
  standing: Standing,
): Fact | Refusal {
  const what = (["name", "born", "residence", "livedSince"] as const satisfies readonly Corrected[]).filter(
    (one) => person[one] !== now[one],
  );
  if (what.length === 0) return refuse("nothing-corrected");
  const others = household.people.filter((one) => one.residentId !== person.residentId);
  const no = notThatDay(happened, [person]) ?? alreadyIn({ ...household, people: others }, now);
  if (no) return no;
  if (now.born !== null && now.born > happened.today) return refuse("day-in-the-future", { day: now.born });
  return record(standing, "roll.corrected", person.residentId, { what, on: happened.on });
}

/** A household becomes two behind the same door: those who were chosen live in the new part, the others stay. */
export function split(
  household: Household,
  chosen: readonly string[],
  into: { readonly householdId: string; readonly part: string; readonly partsThere: readonly string[] },
  happened: Happened,
  standing: Standing,
): Fact | Refusal {
  const leaving = household.people.filter(({ residentId }) => chosen.includes(residentId));
  if (leaving.length === 0 || leaving.length === household.people.length)
    return refuse("split-leaves-nobody");
  if (into.part === "" || into.partsThere.includes(into.part))
    return refuse("part-taken", { part: into.part });
  const no = notThatDay(happened, leaving);
  if (no) return no;
  const residents = leaving.map(({ residentId }) => residentId);
  return record(standing, "roll.split", household.householdId, {
    into: into.householdId,
    residents,
    on: happened.on,
  });
}

/** Two households become one: everybody of the first lives in the second. */
export function join(
  household: Household,
  into: Household,
  happened: Happened,
  standing: Standing,
): Fact | Refusal {
  if (household.householdId === into.householdId) return refuse("already-lives-there");
  if (household.people.length === 0 || into.people.length === 0) return refuse("household-empty");
  const no =
    notThatDay(happened, household.people) ??
    household.people.map((one) => alreadyIn(into, one)).find(Boolean);
  if (no) return no;
  const residents = household.people.map(({ residentId }) => residentId);
  return record(standing, "roll.joined", household.householdId, {
    into: into.householdId,
    residents,
    on: happened.on,
  });
}

/** Nothing is written of a day that has not come, nor of one before what the roll already says of these people. */
function notThatDay({ on, today }: Happened, people: readonly Resident[] = []): Refusal | null {
  if (on > today) return refuse("day-in-the-future", { day: on });
  const last = people
    .map(({ lastOn }) => lastOn)
    .toSorted()
    .at(-1);
  return last !== undefined && on < last ? refuse("day-before-last-entry", { day: last }) : null;
}

function alreadyIn({ people }: Household, person: Who): Refusal | null {
  return people.some((one) => one.name === person.name && one.born === person.born)
    ? refuse("same-person-there")
    : null;
}
