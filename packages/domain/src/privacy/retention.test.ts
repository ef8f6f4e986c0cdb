import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayOf, endOf, startOf } from "../calendar.ts";
import { dueBefore, goesOn, isDue, retained } from "./retention.ts";

const periods = {
  readingDays: 1,
  slipDays: 90,
  sightingMonths: 24,
  leftMonths: 24,
  draftMonths: 12,
  contestMonths: 24,
};

describe("what is kept", () => {
  test("goes on its day: a reading after a day, a slip after ninety, who has seen it after two years", () => {
    expect(goesOn("readings", "2026-08-03", periods)).toBe("2026-08-04");
    expect(goesOn("slips", "2026-08-03", periods)).toBe("2026-11-01");
    expect(goesOn("sightings", "2026-08-03", periods)).toBe("2028-08-03");
    expect(goesOn("sightings", "2024-02-29", periods)).toBe("2026-02-28");
    expect(goesOn("leftResidents", "2026-08-03", periods)).toBe("2028-08-03");
    expect(goesOn("idleDrafts", "2026-08-03", periods)).toBe("2027-08-03");
    expect(goesOn("contestWords", "2026-08-03", periods)).toBe("2028-08-03");
    expect(goesOn("sessions", "2026-08-03", periods)).toBe("2026-08-03");
  });

  test("stays until the last moment of the day before, and is due from the first of its day", () => {
    expect(isDue("idleDrafts", "2026-08-03", periods, new Date(endOf("2027-08-02").getTime() - 1))).toBe(
      false,
    );
    expect(isDue("idleDrafts", "2026-08-03", periods, startOf("2027-08-03"))).toBe(true);
  });

  test("is found by one instant: what began before it is due, what began at it or later is not", () => {
    const days = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(fc.constantFrom(...retained), days, (what, n) => {
        const now = startOf(addDays("2024-01-01", n));
        const before = dueBefore(what, periods, now);
        expect(isDue(what, dayOf(new Date(before.getTime() - 1)), periods, now)).toBe(true);
        expect(isDue(what, dayOf(before), periods, now)).toBe(false);
      }),
    );
  });
});
