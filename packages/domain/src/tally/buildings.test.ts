import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { electorates } from "../electorates.ts";
import { byBuilding, isByBuilding, isSafe, type Turnout } from "./buildings.ts";

const of = (building: string, given: number, seats: number): Turnout => ({
  buildings: [building],
  seats,
  given,
});
const total = (cells: readonly Turnout[]) => ({
  seats: cells.reduce((sum, { seats }) => sum + seats, 0),
  given: cells.reduce((sum, { given }) => sum + given, 0),
});

describe("turnout by building", () => {
  test("is told of each building where five have voted and five have not", () => {
    const buildings = [of("1", 20, 40), of("2", 5, 10), of("10", 30, 60)];
    expect(byBuilding(buildings, 5)).toEqual(buildings);
  });

  test("puts a small building together with another, whose figure would tell it by subtraction", () => {
    expect(byBuilding([of("1", 20, 40), of("2", 3, 4), of("3", 30, 60)], 5)).toEqual([
      { buildings: ["1", "2"], seats: 44, given: 23 },
      of("3", 30, 60),
    ]);
  });

  test("puts small ones together first, so that the others stand alone", () => {
    expect(byBuilding([of("1", 20, 40), of("2", 3, 6), of("3", 3, 6)], 5)).toEqual([
      of("1", 20, 40),
      { buildings: ["2", "3"], seats: 12, given: 6 },
    ]);
  });

  test("tells of no building that all of it voted, or none of it", () => {
    expect(byBuilding([of("1", 40, 40), of("2", 30, 60), of("3", 30, 60)], 5)).toEqual([
      { buildings: ["1", "2"], seats: 100, given: 70 },
      of("3", 30, 60),
    ]);
    expect(byBuilding([of("1", 0, 40), of("2", 30, 60)], 5)).toEqual([]);
    expect(byBuilding([of("1", 36, 40), of("2", 30, 60)], 5)).toEqual([]);
  });

  test("says nothing where one cell would be left, which is the whole", () => {
    expect(byBuilding([], 5)).toEqual([]);
    expect(byBuilding([of("1", 20, 40)], 5)).toEqual([]);
    expect(byBuilding([of("1", 1, 40), of("2", 2, 40)], 5)).toEqual([]);
  });

  test("is a partition of the whole in which every cell is safe, whatever was given", () => {
    const building = fc
      .integer({ min: 1, max: 60 })
      .chain((seats) => fc.record({ seats: fc.constant(seats), given: fc.integer({ min: 0, max: seats }) }));
    fc.assert(
      fc.property(fc.array(building, { maxLength: 12 }), fc.integer({ min: 2, max: 8 }), (list, minCell) => {
        const all = list.map((one, at) => ({ ...one, buildings: [String(at + 1)] }));
        const cells = byBuilding(all, minCell);
        if (cells.length === 0) return;
        expect(cells.length).toBeGreaterThan(1);
        expect(cells.every((one) => isSafe(one, minCell))).toBe(true);
        expect(total(cells)).toEqual(total(all));
        expect(cells.flatMap(({ buildings }) => buildings).toSorted()).toEqual(
          all.flatMap(({ buildings }) => buildings).toSorted(),
        );
      }),
    );
  });

  test("is not told of those who are known by name", () => {
    expect(electorates.filter((one) => !isByBuilding(one))).toEqual(["representative", "committee"]);
  });
});
