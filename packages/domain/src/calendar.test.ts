import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  addWorkingDays,
  ageOn,
  dayOf,
  daysBetween,
  deadline,
  endOf,
  instantAt,
  isDay,
  isProvisional,
  isTimeOfDay,
  isWorkingDay,
  movedPastHolidays,
  parseDay,
  startOf,
  timeOf,
  workingDaysBetween,
  type Day,
  type Holidays,
} from "./calendar.ts";

const holidays: Holidays = {
  coveredUntil: "2026-12-31",
  off: new Set<Day>([
    "2026-01-01",
    "2026-01-02",
    "2026-01-03",
    "2026-04-04",
    "2026-04-05",
    "2026-04-06",
    "2026-05-01",
    "2026-05-04",
    "2026-05-05",
  ]),
  work: new Set<Day>(["2026-01-04", "2026-05-09"]),
};

const anyOrdinal = fc.integer({ min: daysBetween("1900-01-01", "1900-01-01"), max: 109_000 });
const anyDay = anyOrdinal.map((days) => addDays("1900-01-01", days));
const recentDay = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays("2024-01-01", days));

describe("what a day is", () => {
  test.each(["2026-03-06", "2024-02-29", "1900-01-01", "2200-12-31", "2000-02-29"])("%s is a day", (text) => {
    expect(isDay(text)).toBe(true);
    expect(parseDay(text)).toBe(text);
  });

  test.each([
    "2026-02-30",
    "2026-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-01-00",
    "1899-12-31",
    "2201-01-01",
    "0000-01-01",
    "",
    "明天",
    "2026-03-06T00:00",
    "2026-03-06\n2026-03-07",
    "+2026-03-06",
  ])("%j is no day and is not read as one", (text) => {
    expect(isDay(text)).toBe(false);
    expect(parseDay(text)).toBeUndefined();
  });

  test("a value that is not text is no day", () => {
    expect([20260306, null, undefined, {}, new Date(0)].some(isDay)).toBe(false);
  });

  test.each([
    "2026-3-6",
    "2026/3/6",
    "2026/03/06",
    "2026.3.6",
    "20260306",
    "2026年3月6日",
    " ２０２６-０３-０６ ",
  ])("a day written %j is read as 2026-03-06", (text) => {
    expect(parseDay(text)).toBe("2026-03-06");
  });

  test.each(["2026-3/6", "2026年3-6", "6/3/2026", "2026306", "2026/2/30", "2026年2月30日", "20260230"])(
    "a day written %j is not guessed at",
    (text) => {
      expect(parseDay(text)).toBeUndefined();
    },
  );

  test("an impossible day that reaches arithmetic is a defect", () => {
    expect(() => addDays("2026-02-30", 1)).toThrow(RangeError);
    expect(() => addDays("2200-12-31", 1)).toThrow(RangeError);
    expect(() => addDays("1900-01-01", -1)).toThrow(RangeError);
    expect(() => addDays("2026-01-01", 0.5)).toThrow(RangeError);
    expect(() => dayOf(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe("moments in the community, at +08:00", () => {
  test("a day begins and ends at midnight of the community, not of Greenwich", () => {
    expect(startOf("2026-11-18").toISOString()).toBe("2026-11-17T16:00:00.000Z");
    expect(endOf("2026-11-18").toISOString()).toBe("2026-11-18T16:00:00.000Z");
  });

  test("the moment before 24:00 belongs to the day and 24:00 does not", () => {
    expect(dayOf(new Date(endOf("2026-12-31").getTime() - 1))).toBe("2026-12-31");
    expect(dayOf(endOf("2026-12-31"))).toBe("2027-01-01");
  });

  test("a moment before 1970 falls on the right day", () => {
    expect(dayOf(new Date("1948-05-02T15:59:59.999Z"))).toBe("1948-05-02");
    expect(dayOf(new Date("1948-05-02T16:00:00.000Z"))).toBe("1948-05-03");
  });

  test("18:00 is ten in the morning at Greenwich", () => {
    expect(instantAt("2026-11-18", "18:00").toISOString()).toBe("2026-11-18T10:00:00.000Z");
    expect(timeOf(new Date("2026-11-18T10:00:59.999Z"))).toBe("18:00");
  });

  test("there are no times beyond 23:59", () => {
    expect(["24:00", "18:60", "1:00", "18:00:00", "", 18].some(isTimeOfDay)).toBe(false);
    expect(["00:00", "09:05", "23:59"].every(isTimeOfDay)).toBe(true);
    expect(() => instantAt("2026-11-18", "25:00")).toThrow(RangeError);
  });

  test("the day and time of a moment name that moment again, to the minute", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (day, milliseconds) => {
        const instant = new Date(startOf(day).getTime() + milliseconds);
        expect(dayOf(instant)).toBe(day);
        expect(instantAt(day, timeOf(instant)).getTime()).toBe(
          instant.getTime() - (instant.getTime() % 60_000) - (instant.getTime() % 60_000 < 0 ? 60_000 : 0),
        );
      }),
    );
  });
});

describe("counting days", () => {
  test("adding days and counting days between are inverse", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
        expect(daysBetween(from, to) + daysBetween(to, from)).toBe(0);
      }),
    );
  });

  test("a later day is a greater string", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (one, other) => {
        expect(one < other).toBe(daysBetween(one, other) > 0);
      }),
    );
  });

  test("years end, and leap days exist every fourth year but not in 1900, 2100 and 2200", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    for (const year of [1900, 2100, 2200]) expect(isDay(`${year}-02-29`)).toBe(false);
    expect(daysBetween("2024-01-01", "2025-01-01")).toBe(366);
  });

  test("a period of months ends on the same day of the month, or on the month's last (Civil Code 202)", () => {
    expect(addMonths("2026-05-18", 6)).toBe("2026-11-18");
    expect(addMonths("2026-08-31", 6)).toBe("2027-02-28");
    expect(addMonths("2027-08-31", 6)).toBe("2028-02-29");
    expect(addMonths("2026-11-18", -6)).toBe("2026-05-18");
    expect(addMonths("2026-12-15", 1)).toBe("2027-01-15");
  });

  test("months never run backwards", () => {
    fc.assert(
      fc.property(recentDay, recentDay, fc.integer({ min: -60, max: 60 }), (one, other, months) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        expect(addMonths(earlier, months) <= addMonths(later, months)).toBe(true);
      }),
    );
  });

  test("somebody is 18 on the eighteenth birthday and not the day before", () => {
    expect(ageOn("2008-11-18", "2026-11-17")).toBe(17);
    expect(ageOn("2008-11-18", "2026-11-18")).toBe(18);
    expect(ageOn("2026-11-18", "2026-11-18")).toBe(0);
    expect(ageOn("1948-03-01", "2026-11-18")).toBe(78);
  });

  test("somebody born on 29 February comes of age on the last of February (Civil Code 202)", () => {
    expect(ageOn("2008-02-29", "2026-02-27")).toBe(17);
    expect(ageOn("2008-02-29", "2026-02-28")).toBe(18);
    expect(ageOn("2008-02-29", "2028-02-28")).toBe(19);
    expect(ageOn("2008-02-29", "2028-02-29")).toBe(20);
  });
});

describe("working days", () => {
  test("the table decides before the weekday does", () => {
    expect(isWorkingDay("2026-01-02", holidays)).toBe(false); // a Friday off
    expect(isWorkingDay("2026-01-04", holidays)).toBe(true); // a Sunday worked
    expect(isWorkingDay("2026-01-10", holidays)).toBe(false); // a plain Saturday
    expect(isWorkingDay("2026-01-12", holidays)).toBe(true); // a plain Monday
  });

  test("past the table weekends and the fixed holidays are off and the rest is provisional", () => {
    expect(isProvisional("2026-12-31", holidays)).toBe(false);
    expect(isProvisional("2027-01-01", holidays)).toBe(true);
    const fixed: Day[] = ["2027-01-01", "2029-05-01", "2029-05-02", "2029-10-01", "2029-10-02", "2029-10-03"];
    for (const day of fixed) expect(isWorkingDay(day, holidays)).toBe(false);
    expect(isWorkingDay("2029-10-04", holidays)).toBe(true);
    expect(isWorkingDay("2027-01-02", holidays)).toBe(false); // a Saturday
    expect(isWorkingDay("2027-01-04", holidays)).toBe(true);
  });

  test("inside the table a fixed date is off only if the table says so", () => {
    expect(isWorkingDay("2026-10-01", holidays)).toBe(true);
  });

  test("three working days from a Thursday end on the next Tuesday", () => {
    expect(addWorkingDays("2026-11-19", 3, holidays)).toBe("2026-11-24");
    expect(addWorkingDays("2026-04-03", 1, holidays)).toBe("2026-04-07");
    expect(addWorkingDays("2026-11-19", 0, holidays)).toBe("2026-11-19");
  });

  test("something due on Thursday and done on the Monday of the second week is late by days worked, not days passed", () => {
    expect(workingDaysBetween("2026-11-19", "2026-11-30", holidays)).toBe(7);
    expect(workingDaysBetween("2026-11-19", "2026-11-19", holidays)).toBe(0);
    expect(workingDaysBetween("2026-11-20", "2026-11-19", holidays)).toBe(0);
    expect(workingDaysBetween("2026-11-20", "2026-11-22", holidays)).toBe(0);
  });

  test("counting out working days and counting them back agree", () => {
    fc.assert(
      fc.property(recentDay, fc.integer({ min: 0, max: 60 }), (day, workingDays) => {
        const last = addWorkingDays(day, workingDays, holidays);
        expect(workingDaysBetween(day, last, holidays)).toBe(workingDays);
        if (workingDays > 0) expect(isWorkingDay(last, holidays)).toBe(true);
      }),
    );
  });

  test("one working day more never ends earlier, and starting later never ends earlier", () => {
    fc.assert(
      fc.property(recentDay, recentDay, fc.integer({ min: 0, max: 40 }), (one, other, workingDays) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        const last = addWorkingDays(earlier, workingDays, holidays);
        expect(addWorkingDays(earlier, workingDays + 1, holidays) > last).toBe(true);
        expect(addWorkingDays(later, workingDays, holidays) >= last).toBe(true);
      }),
    );
  });

  test("a period has no negative or broken length", () => {
    expect(() => addWorkingDays("2026-11-19", -1, holidays)).toThrow(RangeError);
    expect(() => addWorkingDays("2026-11-19", 1.5, holidays)).toThrow(RangeError);
    expect(() => deadline("2026-11-19", -1)).toThrow(RangeError);
  });
});

describe("deadlines (Civil Code 201, 203)", () => {
  test("thirty days from 2026-03-06 end on a Sunday of 清明 and so on Tuesday 2026-04-07", () => {
    const last = deadline("2026-03-06", 30);
    expect(last).toBe("2026-04-05");
    expect(movedPastHolidays(last, holidays)).toBe("2026-04-07");
    expect(dayOf(new Date(endOf("2026-04-07").getTime() - 1))).toBe("2026-04-07");
  });

  test("a last day that is worked stays, even if it is a Sunday worked to make up for a holiday", () => {
    expect(movedPastHolidays("2026-03-06", holidays)).toBe("2026-03-06");
    expect(movedPastHolidays("2026-01-04", holidays)).toBe("2026-01-04");
  });

  test("a moved day is the first working day not before it", () => {
    fc.assert(
      fc.property(recentDay, (day) => {
        const moved = movedPastHolidays(day, holidays);
        expect(isWorkingDay(moved, holidays)).toBe(true);
        expect(moved >= day).toBe(true);
        expect(workingDaysBetween(addDays(day, -1), moved, holidays)).toBe(1);
      }),
    );
  });
});
