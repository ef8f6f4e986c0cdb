import { expect, test } from "vitest";
import { goals, verdictOf } from "./goals.ts";

test("a value is judged by its aim first, then by its floor", () => {
  expect([0.4, 0.39, 0.2, 0.19].map((value) => verdictOf(goals.P1, value))).toEqual([
    "aim met",
    "floor met",
    "floor met",
    "below",
  ]);
});

test("where less is better, less is better", () => {
  expect([3, 3.1, 5.1].map((value) => verdictOf(goals.P3, value))).toEqual(["aim met", "floor met", "below"]);
});

test("every aim asks for no less than its floor", () => {
  for (const goal of Object.values(goals)) expect(verdictOf(goal, goal.aim)).toBe("aim met");
  for (const goal of Object.values(goals)) expect(verdictOf(goal, goal.floor)).not.toBe("below");
});
