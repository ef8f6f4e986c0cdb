import { titleOf, type Unit } from "@yishi/domain/owners";
import type { RollPerson } from "@yishi/domain/roll/lines";
import { createHash } from "node:crypto";

/** The hash of a version's words: what a fact remembers of them when they are gone. */
export function hashOfWords(words: object): Buffer {
  return createHash("sha256").update(JSON.stringify(words)).digest();
}

/** The hash of a roll as it stands, in whatever order its people are listed. */
export function hashOfRoll(roll: readonly RollPerson[]): Buffer {
  const people = roll.map((one) => [
    ...[
      one.residentId,
      one.householdId,
      one.building,
      one.stairwell,
      one.door,
      one.part,
      one.group,
      one.grid,
    ],
    ...[one.name, one.born, one.residence, one.livedSince],
  ]);
  return hashOfWords(people.map((person) => JSON.stringify(person)).sort());
}

/** The hash of an owners' register as it stands, in whatever order its units are listed. */
export function hashOfUnits(units: readonly Unit[]): Buffer {
  return hashOfWords(units.map(titleOf).sort());
}
