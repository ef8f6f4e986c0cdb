import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type Day } from "../calendar.ts";
import { electorLine, isElector, notElectorBecause } from "./residence.ts";

const rules = { votingAge: 18, residenceMonths: 6 };
const born = "1960-05-01";
const living = (livedSince: Day | null) => ({ born, residence: "living", livedSince }) as const;

describe("who counts among those of voting age", () => {
  test("is of age and registered here, from the very birthday", () => {
    const registered = { residence: "registered", livedSince: null } as const;
    expect(isElector({ ...registered, born: "2008-08-03" }, "2026-08-03", rules)).toBe(true);
    expect(notElectorBecause({ ...registered, born: "2008-08-04" }, "2026-08-03", rules)).toBe(
      "under-voting-age",
    );
    expect(notElectorBecause({ ...registered, born: null }, "2026-08-03", rules)).toBe("under-voting-age");
  });

  test.each([
    ["exactly six months, on the day", "2026-02-03", "2026-08-03", true],
    ["a day short of six months", "2026-02-04", "2026-08-03", false],
    ["31 August and six months end on 28 February", "2025-08-31", "2026-02-28", true],
    ["and not on the 27th", "2025-08-31", "2026-02-27", false],
    ["in a leap year they end on the 29th", "2027-08-31", "2028-02-29", true],
    ["and not on the 28th", "2027-08-31", "2028-02-28", false],
    ["29 February and six months end on 29 August", "2028-02-29", "2028-08-29", true],
    ["and not on the 28th of August", "2028-02-29", "2028-08-28", false],
  ] as const)("lives here: %s", (_, since, on, counts) => {
    expect(isElector(living(since), on, rules)).toBe(counts);
  });

  test("since when somebody lives here has to be known before it can be long enough", () => {
    expect(notElectorBecause(living(null), "2026-08-03", rules)).toBe("residence-too-short");
  });

  test("the months are the rule book's: of a stricter one fewer people count", () => {
    expect(isElector(living("2026-05-03"), "2026-08-03", { ...rules, residenceMonths: 3 })).toBe(true);
    expect(isElector(living("2026-05-03"), "2026-08-03", rules)).toBe(false);
  });
});

test("the line of two days and the rule say the same of everybody on every day", () => {
  const day = fc.integer({ min: 0, max: 25_000 }).map((days) => addDays("1995-01-01", days));
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 24 }),
      fc.integer({ min: -40, max: 40 }),
      fc.integer({ min: -40, max: 40 }),
      (on, months, offBorn, offSince) => {
        const asked = { votingAge: 18, residenceMonths: months };
        const { bornUntil, livedSinceUntil } = electorLine(on, asked);
        const one = living(addDays(livedSinceUntil, offSince));
        const candidate = { ...one, born: addDays(bornUntil, offBorn) };
        expect(isElector(candidate, on, asked)).toBe(offBorn <= 0 && offSince <= 0);
      },
    ),
    { numRuns: 3_000 },
  );
});
