import { expect, test } from "vitest";
import { drawLots } from "./lots.ts";

test("the same seed draws the same, another seed another", () => {
  const draw = (seed: number) => drawLots(seed).shuffled(Array.from({ length: 50 }, (_, index) => index));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test("shuffling loses nothing and adds nothing", () => {
  const list = Array.from({ length: 200 }, (_, index) => index);
  expect(
    drawLots(3)
      .shuffled(list)
      .toSorted((one, other) => one - other),
  ).toEqual(list);
});

test("draws stay within what was asked for, and reach both ends", () => {
  const lots = drawLots(11);
  const drawn = Array.from({ length: 500 }, () => lots.between(3, 6));
  expect(new Set(drawn)).toEqual(new Set([3, 4, 5, 6]));
});

test("nothing can be drawn from nothing", () => {
  expect(() => drawLots(1).pick([])).toThrow(RangeError);
});
