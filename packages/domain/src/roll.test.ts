import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, ageOn, type Day } from "./calendar.ts";
import { bornUntil } from "./roll.ts";

describe("being of voting age", () => {
  const anyDay = fc.integer({ min: 0, max: 70_000 }).map((days) => addDays("1990-01-01", days));

  test("whoever was born until that day is eighteen, and nobody born later is", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -500, max: 500 }), (today, off) => {
        const born = addDays(bornUntil(today, 18), off);
        expect(born <= bornUntil(today, 18)).toBe(ageOn(born, today) >= 18);
      }),
      { numRuns: 2_000 },
    );
  });

  test("on every single day of eight years the line runs between two birthdays", () => {
    for (let today: Day = "2020-01-01"; today < "2028-01-01"; today = addDays(today, 1)) {
      const last = bornUntil(today, 18);
      expect([today, ageOn(last, today), ageOn(addDays(last, 1), today)]).toEqual([today, 18, 17]);
    }
  });

  test("born on 29 February, one is of age on the 28th of a year without a 29th", () => {
    expect(bornUntil("2022-02-28", 18)).toBe("2004-02-29");
    expect(bornUntil("2024-02-29", 18)).toBe("2006-02-28");
  });
});
