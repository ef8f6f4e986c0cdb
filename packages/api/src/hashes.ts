import { titleOf, type Unit } from "@yishi/domain/owners";
import type { RollLine } from "@yishi/domain/roll/file";
import { createHash } from "node:crypto";

/** The hash of a version's words: what a fact remembers of them when they are gone. */
export function hashOfWords(words: object): Buffer {
  return createHash("sha256").update(JSON.stringify(words)).digest();
}

/** The hash of a roll as it stands, in whatever order its people are listed. */
export function hashOfRoll(roll: readonly (RollLine & { readonly residentId: string })[]): Buffer {
  const people = roll.map((one) => [
    one.residentId,
    one.building,
    one.stairwell,
    one.door,
    one.name,
    one.born,
  ]);
  return hashOfWords(people.map((person) => JSON.stringify(person)).sort());
}

/** The hash of an owners' register as it stands, in whatever order its units are listed. */
export function hashOfUnits(units: readonly Unit[]): Buffer {
  return hashOfWords(units.map(titleOf).sort());
}
