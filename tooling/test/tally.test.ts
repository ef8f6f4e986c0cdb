import { expect, test } from "vitest";
import { closingLine, nothing, onePassed, sum, trouble } from "./tally.ts";

test("the closing line says how many passed, failed and were skipped", () => {
  const skipped = { ...nothing, skipped: [{ title: "printed", reason: "no printer here" }] };
  const total = sum([onePassed, trouble("it broke"), skipped, { ...nothing, passed: 40, failed: 1 }]);
  expect(closingLine(total)).toBe("41 passed, 2 failed, 1 skipped");
  expect(total.troubles).toEqual(["it broke"]);
});

test("no steps sum up to nothing", () => {
  expect(closingLine(sum([]))).toBe("0 passed, 0 failed, 0 skipped");
});
