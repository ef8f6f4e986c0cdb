import { describe, expect, test } from "vitest";
import { exponent, median, quantile } from "./figures.ts";

describe("the figures", () => {
  test("the median is the middle value, whatever the order", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  test("a quantile lies between its two nearest values", () => {
    expect(quantile([0, 10], 0.99)).toBeCloseTo(9.9);
    expect(quantile([7], 0.99)).toBe(7);
  });

  test("what grows with the square of the rows has the exponent 2, what does not grow has 0", () => {
    const grown = (of: (x: number) => number) => exponent([2, 20, 200].map((x) => ({ x, y: of(x) })));
    expect(grown((x) => 3 * x * x)).toBeCloseTo(2);
    expect(grown(() => 3)).toBeCloseTo(0);
  });
});
