import { needed } from "@yishi/domain/shares";
import { ownerFigures } from "@yishi/domain/owners";
import { readOwners } from "@yishi/domain/owners/file";
import { expect, test } from "vitest";
import { drawRoll } from "../roll/roll.ts";
import { ganghuali } from "./estate.ts";
import { drawUnits, ownersFile } from "./owners.ts";

const today = "2026-11-25";
const units = drawUnits(ganghuali.buildings, drawRoll(ganghuali, today), today);

test("building 5 is 60 units and 4,860 square metres, of which two thirds are 40 heads and 3,240", () => {
  const figures = ownerFigures(units.filter((unit) => unit.building === "5"));
  expect(figures).toMatchObject({ units: 60, areaSquareCentimetres: 48_600_000 });
  const share = { cmp: "atLeast", num: 2, den: 3 } as const;
  expect(needed(share, figures.units)).toBe(40);
  expect(needed(share, figures.areaSquareCentimetres)).toBe(32_400_000);
});

test("every flat of the estate is owned once, what stands empty by one company", () => {
  expect(ownerFigures(units)).toMatchObject({ units: 1500, heads: 1487 });
  expect(units.filter((unit) => unit.owners[0]?.kind === "organisation")).toHaveLength(14);
});

test("its file is read without a word to mend", () => {
  const cells = new TextDecoder()
    .decode(ownersFile(units))
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
  expect(readOwners(cells)).toMatchObject({ problems: [], units });
});
