import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareOwners,
  doorOf,
  heads,
  namesakes,
  ownerFigures,
  titleOf,
  type Owner,
  type Unit,
} from "./owners.ts";

const person = (name: string, number = ""): Owner => ({ name, kind: "person", number });
const company: Owner = { name: "钢城置业有限公司", kind: "organisation", number: "" };
const unit = (door: string, ...owners: readonly Owner[]): Unit => ({
  building: "5",
  stairwell: "1",
  door,
  areaSquareCentimetres: 810_000,
  areaSource: "register",
  owners,
});

describe("heads (Supreme Court on building ownership 2020, 9)", () => {
  test("one unit is one head, however many own it together", () => {
    expect(heads([unit("101", person("甲")), unit("102", person("乙"), person("丙"))])).toBe(2);
  });

  test("who owns several units is one head, known by their number", () => {
    expect(
      heads([unit("101", person("甲", "7")), unit("102", person("甲", "7")), unit("103", person("乙"))]),
    ).toBe(2);
  });

  test("namesakes without a number stay heads of their own", () => {
    const two = [unit("101", person("王芳")), unit("102", person("王芳"))];
    expect(heads(two)).toBe(2);
    expect(namesakes(two)).toEqual([{ name: "王芳", units: 2 }]);
    expect(namesakes([unit("101", person("王芳", "1")), unit("102", person("王芳", "2"))])).toEqual([]);
  });

  test("what the builder has not sold is one head together", () => {
    expect(heads([unit("101", company), unit("102", company), unit("103", person("甲"))])).toBe(2);
  });

  test("the same people own together as one head; with somebody else it is another", () => {
    const [a, b, c] = [person("甲", "1"), person("乙", "2"), person("丙", "3")];
    expect(heads([unit("101", a, b), unit("102", b, a)])).toBe(1);
    expect(heads([unit("101", a, b), unit("102", a, c)])).toBe(2);
    expect(heads([unit("101", a, b), unit("102", a)])).toBe(2);
  });
});

describe("figures", () => {
  test("60 units of 81 square metres are 60 heads and 4,860 square metres", () => {
    const units = Array.from({ length: 60 }, (_, at) => unit(String(101 + at), person(`业主${at}`)));
    expect(ownerFigures(units)).toEqual({ units: 60, heads: 60, areaSquareCentimetres: 48_600_000 });
  });
});

describe("comparing with a file", () => {
  const anyUnit = fc.record({
    building: fc.constantFrom("1", "2"),
    stairwell: fc.constantFrom("", "1"),
    door: fc.constantFrom("101", "102", "201"),
    areaSquareCentimetres: fc.constantFrom(500_000, 810_000),
    areaSource: fc.constantFrom("register" as const, null),
    owners: fc.uniqueArray(fc.constantFrom(person("甲"), person("乙", "9"), company), { minLength: 1 }),
  });
  const anyRegister = fc.uniqueArray(anyUnit, { selector: doorOf });

  test("what comes, what goes, what changes and what stays make the one into the other, and nothing twice", () => {
    fc.assert(
      fc.property(anyRegister, anyRegister, (known, units) => {
        const change = compareOwners(known, units);
        const gone = new Set(change.removed.map(doorOf));
        const changed = new Map(change.changed.map(({ after }) => [doorOf(after), after]));
        const made = [
          ...known.filter((one) => !gone.has(doorOf(one))).map((one) => changed.get(doorOf(one)) ?? one),
          ...change.added,
        ];
        expect(made.map(titleOf).sort()).toEqual(units.map(titleOf).sort());
        expect(change.unchanged + change.changed.length + change.added.length).toBe(units.length);
      }),
    );
  });

  test("the order of lines and of owners says nothing", () => {
    fc.assert(
      fc.property(anyRegister, (known) => {
        const turned = known.map((one) => ({ ...one, owners: one.owners.toReversed() })).toReversed();
        expect(compareOwners(known, turned)).toMatchObject({ added: [], removed: [], changed: [] });
        expect(heads(turned)).toBe(heads(known));
      }),
    );
  });
});
