import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, isWorkingDay, startOf, type Day, type Holidays } from "./calendar.ts";
import { refuse } from "./outcome.ts";
import { complete, isFlagged, notInForce, workingDaysLate, type Milestone } from "./resolutions.ts";

const milestone: Milestone = { motionId: "m", ordinal: 1, dueOn: "2026-09-25", doneOn: null };
const standing = { actorId: "head", subjectId: null, channel: "app", at: startOf("2026-10-10") } as const;
/** The week of the national day off, the Saturday after it worked to make up for it. */
const holidays: Holidays = {
  coveredUntil: "2026-12-31",
  off: new Set<Day>(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]),
  work: new Set<Day>(["2026-10-10"]),
};

describe("saying that a milestone is done", () => {
  test("it is done on a day that has come, today included", () => {
    expect(complete(milestone, "2026-10-10", standing)).toMatchObject({
      kind: "milestone.done",
      objectId: "m",
      body: { ordinal: 1, on: "2026-10-10" },
    });
    expect(complete(milestone, "2026-10-11", standing)).toEqual(
      refuse("day-in-the-future", { day: "2026-10-11" }),
    );
  });

  test("it is done once", () => {
    const again = complete({ ...milestone, doneOn: "2026-10-01" }, "2026-10-02", standing);
    expect(again).toEqual(refuse("milestone-already-done", { day: "2026-10-01" }));
  });
});

describe("how late a milestone is", () => {
  const late = (doneOn: Day | null, now: Day) =>
    workingDaysLate({ ...milestone, doneOn }, startOf(now), holidays);

  test("on its day it is not late yet, and a weekend adds nothing", () => {
    expect(late(null, "2026-09-25")).toBe(0);
    expect(late(null, "2026-09-27")).toBe(0);
    expect(late(null, "2026-09-28")).toBe(1);
  });

  test("days off do not count and make-up days do", () => {
    expect(late(null, "2026-10-07")).toBe(3);
    expect(late(null, "2026-10-10")).toBe(6);
  });

  test("what is done stays as late as it was on that day", () => {
    expect(late("2026-09-29", "2026-12-01")).toBe(2);
    expect(late("2026-09-20", "2026-12-01")).toBe(0);
  });

  test("a day later it is at most one working day later, and never less late", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 60 }), (days) => {
        const day = addDays(milestone.dueOn, days);
        const next = addDays(day, 1);
        const more = late(null, next) - late(null, day);
        expect(more).toBe(next > milestone.dueOn && isWorkingDay(next, holidays) ? 1 : 0);
      }),
    );
  });
});

describe("what rests on a milestone and on a resolution", () => {
  test("lateness is flagged from so many working days on as were announced with the vote", () => {
    expect([9, 10, 11].map((late) => isFlagged(late, { lateFlagWorkingDays: 10 }))).toEqual([
      false,
      true,
      true,
    ]);
    expect(isFlagged(9, { lateFlagWorkingDays: 5 })).toBe(true);
  });

  test("nothing rests on a resolution before the end of its notice, nor on one that was rejected", () => {
    const noticed = { status: "noticed", noticeEnds: "2026-10-10" } as const;
    expect(notInForce(noticed, startOf("2026-10-10"))).toEqual(refuse("resolution-not-in-force"));
    expect(notInForce(noticed, startOf("2026-10-11"))).toBeNull();
    const rejected = { ...noticed, status: "rejected" } as const;
    expect(notInForce(rejected, startOf("2026-12-01"))).toEqual(refuse("resolution-not-in-force"));
  });
});
