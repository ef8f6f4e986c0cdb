import { expect, test } from "vitest";
import { tableOf, withFigures } from "./table.ts";

test("a line says what was measured on both sides, the marks and the verdict", () => {
  const table = tableOf([{ id: "P1", ours: "1000/s", limit: "4000/s", value: 0.25 }]);
  expect(table.split("\n")[1]?.split(/ {2,}/)).toEqual([
    "P1",
    "complete cast over HTTP / one statement, 64 clients",
    "1000/s",
    "4000/s",
    "0.25",
    "≥ 0.2",
    "≥ 0.4",
    "floor met",
  ]);
});

const page = [
  "about",
  "<!-- figures: written by npm run bench -->",
  "old",
  "<!-- end of figures -->",
  "more",
  "",
];

test("new figures take the place of the old ones, and the words around them stay", () => {
  const written = withFigures(page.join("\n"), "new");
  expect(written).toBe([page[0], page[1], "", "```text", "new", "```", "", page[3], page[4], ""].join("\n"));
  expect(withFigures(written, "new")).toBe(written);
});

test("a page without a place for figures is left alone", () => {
  expect(() => withFigures("about", "new")).toThrow(/no place/);
});
