import { expect, test } from "vitest";
import { askedOf, choiceOf, serialsOf } from "./choice.ts";

const now = new Date("2026-08-03T02:00:00Z");
const asked = (fields: Readonly<Record<string, string>>) => askedOf((name) => fields[name] ?? "", now);

test("buildings are read however they are written, each once", () => {
  expect(choiceOf(asked({ buildings: "1号楼，2 ２、3栋" }))).toMatchObject({ buildings: ["1", "2", "3"] });
  expect(choiceOf(asked({}))).toEqual({
    ...{ buildings: [], stairwell: "", door: "", batch: null, printedBefore: null },
  });
});

test("printing anew begins at the moment it was asked for, and its next part keeps that moment", () => {
  expect(choiceOf(asked({ again: "yes" })).printedBefore).toEqual(now);
  const before = "2026-08-02T00:00:00.000Z";
  expect(choiceOf(asked({ again: "yes", before })).printedBefore).toEqual(new Date(before));
  expect(choiceOf(asked({ before: "yesterday" })).printedBefore).toBeNull();
});

test("serial numbers are single ones and runs", () => {
  expect(serialsOf("1-3 7，７")).toEqual([1, 2, 3, 7]);
  for (const wrong of ["", "a", "3-1", "0", "1-99999", "1;-2"]) expect(serialsOf(wrong), wrong).toBeNull();
});
