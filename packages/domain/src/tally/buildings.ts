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
 * out, and the order stays, so that nothing can be found by subtraction from the whole; and where one cell is left the whole says the same.
 */
export function byBuilding(buildings: readonly Turnout[], minCell: number): readonly Turnout[] {
  const place = new Map(buildings.flatMap((one, at) => one.buildings.map((building) => [building, at])));
  const placeOf = (building = "") => place.get(building) ?? 0;
  let cells = buildings;
  for (let unsafe = smallest(cells, minCell); unsafe && cells.length > 1; unsafe = smallest(cells, minCell)) {
    const others = cells.filter((one) => one !== unsafe);
    // Two of which it is not so come together first, so that as many as can be stand alone.
    const other = smallest(others, minCell) ?? others.toSorted((one, two) => one.seats - two.seats)[0];
    if (!other) break;
    const together = {
      buildings: [...unsafe.buildings, ...other.buildings].toSorted(
        (one, two) => placeOf(one) - placeOf(two),
      ),
      seats: unsafe.seats + other.seats,
      given: unsafe.given + other.given,
    };
    cells = [...others.filter((one) => one !== other), together];
  }
  const inOrder = cells.toSorted((one, two) => placeOf(one.buildings[0]) - placeOf(two.buildings[0]));
  return inOrder.length > 1 ? inOrder : [];
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
