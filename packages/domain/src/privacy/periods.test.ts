import { expect, test } from "vitest";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import { answerRules, periodsOf } from "./periods.ts";

test("the rule book says in how many working days one is answered, and how long each kind is kept", () => {
  expect(answerRules(cnUrban2025)).toEqual({ correct: 5, delete: 15 });
  expect(periodsOf(cnUrban2025)).toEqual({
    readingDays: 1,
    slipDays: 90,
    sightingMonths: 24,
    leftMonths: 24,
    draftMonths: 12,
    contestMonths: 24,
  });
});
