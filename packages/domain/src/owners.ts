import type { Recorded } from "./facts.ts";

export type Fact =
  | Recorded<
      "owners.imported",
      { added: number; removed: number; changed: number; unchanged: number; file: string }
    >
  | Recorded<"owners.exported", { units: number }>;

export const ownerKinds = ["person", "organisation"] as const;
export type OwnerKind = (typeof ownerKinds)[number];

/** Whether an area was read in the register, in a survey, or in the contract (Supreme Court on building ownership 2020, 8). */
export const areaSources = ["register", "survey", "contract"] as const;
export type AreaSource = (typeof areaSources)[number];

/** One of those who own a unit together. A number, where the register gives one, tells namesakes apart. */
export interface Owner {
  readonly name: string;
  readonly kind: OwnerKind;
  readonly number: string;
}

/** A unit as it is owned: its door, the exclusive area, everybody who owns it. */
export interface Unit {
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
  readonly areaSquareCentimetres: number;
  readonly areaSource: AreaSource | null;
  readonly owners: readonly Owner[];
}

/** The door of a unit: of what is written there, one unit. */
export function doorOf(unit: Pick<Unit, "building" | "stairwell" | "door">): string {
  return [unit.building, unit.stairwell, unit.door].join("\u001f");
}

/**
 * How many heads own these units. One unit is one head; who owns several, alone or together with the same people, is
 * one head with all of them (Supreme Court on building ownership 2020, 9). Two people of one name are told to be one by
 * their number alone: without it each stays a head of their own, and an organisation is known by its name.
 */
export function heads(units: readonly Unit[]): number {
  return new Set(units.map(headOf)).size;
}

/** The head that a unit belongs to: whoever owns it together. */
export function headOf(unit: Unit): string {
  return unit.owners
    .map((owner) => keyOf(owner, unit))
    .sort()
    .join("\u001e");
}

function keyOf(owner: Owner, unit: Unit): string {
  if (owner.number !== "") return `number\u001f${owner.number}`;
  if (owner.kind === "organisation") return `organisation\u001f${owner.name}`;
  return `person\u001f${doorOf(unit)}\u001f${owner.name}`;
}

/** The figures over which owners decide: units, heads, and the sum of areas (Civil Code 278). */
export function ownerFigures(units: readonly Unit[]): {
  readonly units: number;
  readonly heads: number;
  readonly areaSquareCentimetres: number;
} {
  const areaSquareCentimetres = units.reduce((sum, unit) => sum + unit.areaSquareCentimetres, 0);
  return { units: units.length, heads: heads(units), areaSquareCentimetres };
}

/** People of one name who own several units and have no number: the same person or namesakes, which nobody but the committee knows. */
export function namesakes(
  units: readonly Unit[],
): readonly { readonly name: string; readonly units: number }[] {
  const times = new Map<string, number>();
  for (const unit of units) {
    for (const owner of unit.owners) {
      if (owner.kind === "person" && owner.number === "")
        times.set(owner.name, (times.get(owner.name) ?? 0) + 1);
    }
  }
  return [...times].filter(([, number]) => number > 1).map(([name, number]) => ({ name, units: number }));
}

/** What importing would change: units that come, that are gone, and that have another area or other owners. */
export interface OwnersChange<Known> {
  readonly added: readonly Unit[];
  readonly removed: readonly Known[];
  readonly changed: readonly { readonly before: Known; readonly after: Unit }[];
  readonly unchanged: number;
}

/** Compares the owners' register as it stands with a file. A unit is its door; the order of owners says nothing. */
export function compareOwners<Known extends Unit>(
  known: readonly Known[],
  units: readonly Unit[],
): OwnersChange<Known> {
  const before = new Map(known.map((unit) => [doorOf(unit), unit]));
  const after = new Set(units.map(doorOf));
  const pairs = units.flatMap((unit) => {
    const was = before.get(doorOf(unit));
    return was ? [{ before: was, after: unit }] : [];
  });
  const changed = pairs.filter((pair) => titleOf(pair.before) !== titleOf(pair.after));
  return {
    added: units.filter((unit) => !before.has(doorOf(unit))),
    removed: known.filter((unit) => !after.has(doorOf(unit))),
    changed,
    unchanged: pairs.length - changed.length,
  };
}

/** Everything said of a unit, in one string that is the same when the same is said. */
export function titleOf(unit: Unit): string {
  const owners = unit.owners.map((owner) => [owner.name, owner.kind, owner.number].join("\u001f")).sort();
  return [doorOf(unit), unit.areaSquareCentimetres, unit.areaSource ?? "", ...owners].join("\u001e");
}
