import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, isWorkingDay, startOf, type Day, type Holidays } from "./calendar.ts";
import { refuse } from "./outcome.ts";
import {
  addMilestone,
  complete,
  fenOf,
  isFlagged,
  moneyOf,
  mostMilestones,
  notInForce,
  revise,
  workingDaysLate,
  type Milestone,
} from "./resolutions.ts";
import type { Motion } from "./motions.ts";

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
    expect(complete(milestone, { on: "2026-10-10", spentFen: 1250 }, standing)).toMatchObject({
      kind: "milestone.done",
      objectId: "m",
      body: { ordinal: 1, on: "2026-10-10", spentFen: 1250 },
    });
    expect(complete(milestone, { on: "2026-10-11", spentFen: 0 }, standing)).toEqual(
      refuse("day-in-the-future", { day: "2026-10-11" }),
    );
  });

  test("it is done once", () => {
    const done = { on: "2026-10-02", spentFen: 0 } as const;
    const again = complete({ ...milestone, doneOn: "2026-10-01" }, done, standing);
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

describe("a date that is put off", () => {
  const open = { ...milestone, expectedOn: null };

  test("is a day from today on and another than the one before, of a step that is not done", () => {
    expect(revise(open, "2026-10-20", standing)).toMatchObject({
      kind: "milestone.revised",
      body: { ordinal: 1, from: "2026-09-25", to: "2026-10-20" },
    });
    expect(revise(open, "2026-10-09", standing)).toEqual(refuse("date-not-later", { day: "2026-09-25" }));
    const again = { ...open, expectedOn: "2026-10-20" } as const;
    expect(revise(again, "2026-10-20", standing)).toEqual(refuse("date-not-later", { day: "2026-10-20" }));
    expect(revise({ ...open, doneOn: "2026-10-01" }, "2026-10-20", standing)).toEqual(
      refuse("milestone-already-done", { day: "2026-10-01" }),
    );
  });

  test("takes no lateness away: that is counted from the first date", () => {
    const revised = { ...milestone, expectedOn: "2026-12-01" } as const;
    expect(workingDaysLate(revised, startOf("2026-10-10"), holidays)).toBe(6);
  });
});

test("a further step comes after those that are there, and there are twenty at most", () => {
  const motion: Pick<Motion, "status" | "motionId"> = { status: "implementing", motionId: "m" };
  const whole: Motion = {
    ...{
      ...motion,
      proposalId: "p",
      ordinal: 1,
      version: 1,
      electorate: "household",
      rules: null,
      priorStudyOn: null,
    },
    ...{ noticedAt: null, opensAt: null, closesAt: null, appBallotsCount: null, seats: null },
    ...{ countedAt: null, outcome: null, noticeEnds: null, followUp: null },
    ...{
      form: "yesNo",
      options: 0,
      agreement: null,
      agreeBy: null,
      scope: null,
      special: null,
      areaSquareCentimetres: null,
    },
  };
  expect(addMilestone(whole, 4, standing)).toMatchObject({ body: { ordinal: 5 } });
  expect(addMilestone(whole, mostMilestones, standing)).toEqual(refuse("milestones-full", { most: 20 }));
});

describe("money", () => {
  const step = (costFen: number, spentFen: number | null = null) => ({
    ...{ costFen, spentFen, doneOn: spentFen === null ? null : ("2026-10-01" as const) },
  });

  test("is added up in whole fen: what was spent on what is done, what is planned for the rest", () => {
    expect(moneyOf([step(120_000, 118_050), step(560_000)], 6_800)).toEqual({
      ...{ plannedFen: 680_000, spentFen: 118_050, decidedFen: 680_000, overFen: 0 },
    });
    expect(moneyOf([step(120_000, 130_001), step(560_000)], 6_800)).toMatchObject({ overFen: 10_001 });
  });

  test("is over by nothing or by what goes past the decision, whatever the figures", () => {
    const figure = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(
        fc.array(figure, { maxLength: 20 }),
        fc.integer({ min: 0, max: 100_000 }),
        (costs, yuan) => {
          const { plannedFen, overFen } = moneyOf(
            costs.map((cost) => step(cost)),
            yuan,
          );
          expect(overFen).toBe(plannedFen > yuan * 100 ? plannedFen - yuan * 100 : 0);
        },
      ),
    );
  });

  test("is read as people write it, and nothing else is", () => {
    expect(["88", "88.5", "0.05", "1,200", "１２", " 7 "].map(fenOf)).toEqual([
      ...[8_800, 8_850, 5, 120_000, 1_200, 700],
    ]);
    expect(["", "-1", "1.234", "1e3", "十元", "1.", "9999999999"].map(fenOf)).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
  });
});
