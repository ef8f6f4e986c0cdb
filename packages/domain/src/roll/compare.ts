import { refuse, type Refusal } from "../outcome.ts";
import { doorOf, householdOf, type Place, type RollLine, type RollPerson } from "./lines.ts";
import type { RollColumn } from "./headings.ts";

/** What a file says otherwise of somebody who stays: another door, another name, another birthday, another residence. */
export const changeKinds = ["moved", "name", "born", "residence"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface Changed<Known> {
  readonly kind: ChangeKind;
  readonly person: Known;
  readonly line: RollLine;
}

/** A household whose residents' group or grid is another one. */
export interface Regrouped extends Place {
  readonly householdId: string;
  readonly before: { readonly group: string | null; readonly grid: string | null };
  readonly group: string | null;
  readonly grid: string | null;
}

/** What importing would change: people who come, people who are gone, people of whom something changes, people who stay. */
export interface RollChange<Known> {
  readonly added: readonly RollLine[];
  readonly changed: readonly Changed<Known>[];
  readonly regrouped: readonly Regrouped[];
  readonly removed: readonly Known[];
  readonly unchanged: number;
}

/** Completes the lines of a file that lacks a column with what the roll knows: what a file does not speak of stays. */
export function completeLines(
  known: readonly RollPerson[],
  lines: readonly RollLine[],
  given: ReadonlySet<RollColumn>,
): readonly RollLine[] {
  const pairs = matchRoll(known, lines, given.has("part"));
  const households = new Map(known.map((person) => [householdOf(person), person]));
  return lines.map((line) => {
    const person = pairs.get(line)?.person;
    const stays = person && doorOf(person) === doorOf(line);
    const part = given.has("part") ? line.part : stays ? person.part : "";
    const household = households.get(householdOf({ ...line, part }));
    const residence = given.has("residence") || !person ? line.residence : person.residence;
    const since = given.has("livedSince") || !person ? line.livedSince : person.livedSince;
    return {
      ...line,
      part,
      group: given.has("group") ? line.group : (household?.group ?? null),
      grid: given.has("grid") ? line.grid : (household?.grid ?? null),
      residence,
      livedSince: residence === "living" ? since : null,
    };
  });
}

/**
 * Compares the roll as it stands with a file. The same door, name and day of birth is the same person. So is the same
 * name and day of birth at another door, and the same door with one of the two corrected, but only where nobody else
 * could be meant: where two people could be, nobody is taken for another, and one goes and one comes.
 */
export function compareRoll<Known extends RollPerson>(
  known: readonly Known[],
  lines: readonly RollLine[],
): RollChange<Known> {
  const pairs = matchRoll(known, lines, true);
  const stay = new Set([...pairs.values()].map(({ person }) => person));
  const changed = lines.flatMap((line): readonly Changed<Known>[] => {
    const pair = pairs.get(line);
    if (!pair) return [];
    const kind = pair.kind ?? (sameResidence(pair.person, line) ? null : ("residence" as const));
    return kind ? [{ kind, person: pair.person, line }] : [];
  });
  return {
    added: lines.filter((line) => !pairs.has(line)),
    changed,
    regrouped: regrouped(known, lines),
    removed: known.filter((person) => !stay.has(person)),
    unchanged: pairs.size - changed.length,
  };
}

/** From how many removals of how many people on one asks again whether the right file was chosen: a tenth, and ten at least. */
export function removesMany(removed: number, before: number): boolean {
  return removed >= 10 && removed * 10 > before;
}

/** Why a file is not taken that would remove the very person who takes it; who is not on the roll is never removed. */
export function importerStays(
  removed: readonly { readonly residentId: string }[],
  importerId: string | null,
): Refusal | null {
  return removed.some(({ residentId }) => residentId === importerId)
    ? refuse("import-removes-importer")
    : null;
}

interface Pair<Known> {
  readonly person: Known;
  readonly kind: Exclude<ChangeKind, "residence"> | null;
}

const separator = "\u001f";

/** Who of the roll each line is. */
function matchRoll<Known extends RollPerson>(
  known: readonly Known[],
  lines: readonly RollLine[],
  withPart: boolean,
): ReadonlyMap<RollLine, Pair<Known>> {
  const home = withPart ? householdOf : doorOf;
  const who = (one: RollLine) => one.name + separator + one.born;
  const whole = (one: RollLine) => home(one) + separator + who(one);
  const pairs = new Map<RollLine, Pair<Known>>();
  const left = { known: new Set(known), lines: new Set(lines) };
  const pair = (person: Known, line: RollLine, kind: Pair<Known>["kind"]) => {
    pairs.set(line, { person, kind });
    left.known.delete(person);
    left.lines.delete(line);
  };
  // 1. as they are
  for (const [person, line] of onlyPairs(known, lines, whole)) pair(person, line, null);
  // 2. the same name and birthday, once in the roll and once in the file: they moved
  for (const [person, line] of onlyPairs(known, lines, who))
    if (left.known.has(person) && left.lines.has(line)) pair(person, line, "moved");
  // 3. at the same door one of the two was corrected, and neither of the two people stands anywhere else
  const [before, after] = [new Set(known.map(who)), new Set(lines.map(who))];
  const possible = {
    known: known.filter((one) => !after.has(who(one))),
    lines: lines.filter((one) => !before.has(who(one))),
  };
  const alone = <One extends RollLine>(all: readonly One[], key: (one: RollLine) => string) =>
    counted(all.map(key));
  const corrections = (["name", "born"] as const).flatMap((kind) => {
    // The twin who stayed as they are makes the other one no less a twin.
    const kept = (one: RollLine) => home(one) + separator + (kind === "name" ? one.born : one.name);
    const [knownThere, linesThere] = [alone(known, kept), alone(lines, kept)];
    return onlyPairs(possible.known, possible.lines, kept)
      .filter(([person]) => knownThere.get(kept(person)) === 1 && linesThere.get(kept(person)) === 1)
      .map(([person, line]) => ({ person, line, kind }));
  });
  const peopleTimes = counted(corrections.map(({ person }) => person));
  const lineTimes = counted(corrections.map(({ line }) => line));
  for (const { person, line, kind } of corrections)
    if (peopleTimes.get(person) === 1 && lineTimes.get(line) === 1) pair(person, line, kind);
  return pairs;
}

/** Those of two lists that share a key which each list has once. */
function onlyPairs<One, Other>(
  ones: readonly One[],
  others: readonly Other[],
  key: (one: One | Other) => string,
): readonly (readonly [One, Other])[] {
  const [times, otherTimes] = [counted(ones.map(key)), counted(others.map(key))];
  const byKey = new Map(others.map((other) => [key(other), other]));
  return ones.flatMap((one) => {
    const other = byKey.get(key(one));
    return other && times.get(key(one)) === 1 && otherTimes.get(key(one)) === 1
      ? [[one, other] as const]
      : [];
  });
}

function counted<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const times = new Map<Key, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return times;
}

function sameResidence(one: RollLine, other: RollLine): boolean {
  return one.residence === other.residence && one.livedSince === other.livedSince;
}

function regrouped(known: readonly RollPerson[], lines: readonly RollLine[]): readonly Regrouped[] {
  const after = new Map(lines.map((line) => [householdOf(line), line]));
  const before = new Map(known.map((person) => [householdOf(person), person]));
  return [...before].flatMap(([household, person]) => {
    const line = after.get(household);
    if (!line || (line.group === person.group && line.grid === person.grid)) return [];
    const { building, stairwell, door, part, group, grid } = line;
    const { householdId } = person;
    return [
      {
        householdId,
        building,
        stairwell,
        door,
        part,
        before: { group: person.group, grid: person.grid },
        group,
        grid,
      },
    ];
  });
}
