import { meanings, type Electorate } from "../electorates.ts";

/** How many seats a building has, and how many of them have given a ballot; of merged ones, all their names. */
export interface Turnout {
  readonly buildings: readonly string[];
  readonly seats: number;
  readonly given: number;
}

/**
 * Turnout by building, so that of nobody it can be told whether they took part (`privacy.minCell`). In what is shown as
 * many as the rule asks for have given a ballot, and as many have not: of a building in which all or none have, or
 * nearly, it would be known of each. A building of which that is not so is put together with another. Nothing is left
 * out, so that nothing can be found by subtraction from the whole; and where one cell is left the whole says the same.
 */
export function byBuilding(buildings: readonly Turnout[], minCell: number): readonly Turnout[] {
  let cells = buildings.toSorted(inOrder);
  for (let unsafe = smallest(cells, minCell); unsafe && cells.length > 1; unsafe = smallest(cells, minCell)) {
    const others = cells.filter((one) => one !== unsafe);
    // Two of which it is not so come together first, so that as many as can be stand alone.
    const other = smallest(others, minCell) ?? others.toSorted((one, two) => one.seats - two.seats)[0];
    if (!other) break;
    cells = [...others.filter((one) => one !== other), together(unsafe, other)].toSorted(inOrder);
  }
  return cells.length > 1 ? cells : [];
}

/** Whether turnout is told by building at all: not of representatives or a committee, who are known by name. */
export function isByBuilding(electorate: Electorate): boolean {
  const { body } = meanings[electorate];
  return body !== "representativesMeeting" && body !== "committee";
}

/** Whether of nobody in it can be told whether they took part. */
export function isSafe({ seats, given }: Pick<Turnout, "seats" | "given">, minCell: number): boolean {
  return given >= minCell && seats - given >= minCell;
}

function smallest(cells: readonly Turnout[], minCell: number): Turnout | undefined {
  return cells.filter((one) => !isSafe(one, minCell)).toSorted((one, two) => one.seats - two.seats)[0];
}

function together(one: Turnout, other: Turnout): Turnout {
  return {
    buildings: [...one.buildings, ...other.buildings].toSorted(byName),
    seats: one.seats + other.seats,
    given: one.given + other.given,
  };
}

function inOrder(one: Turnout, other: Turnout): number {
  return byName(one.buildings[0] ?? "", other.buildings[0] ?? "");
}

function byName(one: string, other: string): number {
  return one.localeCompare(other, "zh-CN", { numeric: true });
}
