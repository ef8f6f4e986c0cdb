import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOf, startOf, type Day } from "./calendar.ts";
import { answer, tenths, told } from "./follow-ups.ts";
import { refuse } from "./outcome.ts";
import type { Motion } from "./motions.ts";
import { followUpFrom, isArchived, openRound, windowOf } from "./resolutions/follow-up.ts";
import { afterOf } from "./resolutions/rules.ts";
import { stageOf } from "./stages.ts";

const followUp = followUpFrom("2026-09-01", afterOf({ rules: null }));
const motion: Motion = {
  ...{ motionId: "m", proposalId: "p", ordinal: 1, status: "accepted", version: 1, electorate: "household" },
  ...{
    form: "yesNo",
    options: 0,
    agreement: null,
    agreeBy: null,
    scope: null,
    special: null,
    areaSquareCentimetres: null,
  },
  ...{ rules: null, priorStudyOn: null, noticedAt: null, opensAt: null, closesAt: null },
  ...{ appBallotsCount: true, seats: 9, countedAt: null, outcome: null, noticeEnds: "2026-08-01", followUp },
};
const say = (round: 1 | 2, day: Day, already = false) =>
  answer(motion, { round, already }, { actorId: "a", subjectId: "r", channel: "app", at: startOf(day) });

describe("whether it still serves", () => {
  test("is asked thirty days after the acceptance, in the middle of the national day's week too, and after half a year", () => {
    expect(followUp).toEqual({ firstOn: "2026-10-01", secondOn: "2027-02-28", windowDays: 14 });
    expect(windowOf(followUp, 1)).toEqual({ from: "2026-10-01", until: "2026-10-14" });
    expect(windowOf(followUp, 2)).toEqual({ from: "2027-02-28", until: "2027-03-13" });
  });

  test("can be answered on the first and the last day of a round, once in each, and not between", () => {
    expect(say(1, "2026-09-30")).toEqual(refuse("follow-up-not-open"));
    expect(say(1, "2026-10-01")).toMatchObject({ kind: "motion.followedUp", body: { round: 1 } });
    expect(say(1, "2026-10-14")).toMatchObject({ kind: "motion.followedUp" });
    expect(say(1, "2026-10-15")).toEqual(refuse("follow-up-not-open"));
    expect(say(2, "2026-10-05")).toEqual(refuse("follow-up-not-open"));
    expect(say(2, "2027-02-28")).toMatchObject({ body: { round: 2 } });
    expect(say(1, "2026-10-05", true)).toEqual(refuse("already-answered"));
  });

  test("never says in a fact what somebody answered", () => {
    expect(say(1, "2026-10-05")).not.toHaveProperty("body.score");
  });

  test("is put away at the end of the last day of the second round", () => {
    const last = endOf("2027-03-13");
    const staged = { ...motion, status: "accepted", windowEnds: null } as const;
    expect(isArchived(followUp, new Date(last.getTime() - 1))).toBe(false);
    expect(stageOf(staged, new Date(last.getTime() - 1))).toBe("accepted");
    expect(stageOf(staged, last)).toBe("archived");
    expect(openRound(followUp, last)).toBeNull();
  });
});

describe("the score", () => {
  const of = (count: number, sum: number, day: Day) =>
    told({ round: 1, count, sum }, motion, 5, startOf(day));

  test("is told as an exact fraction once the round is over and five have answered", () => {
    expect(of(5, 23, "2026-10-15")).toMatchObject({ over: true, enough: true, mean: { num: 23, den: 5 } });
    expect(tenths({ num: 23, den: 5 })).toBe("4.6");
  });

  test("is not told of four, and of nobody while the round is open", () => {
    expect(of(4, 20, "2026-10-15")).toMatchObject({ over: true, enough: false, mean: null });
    expect(of(40, 200, "2026-10-14")).toMatchObject({ over: false, enough: false, mean: null });
  });

  test("to one place is the nearest tenth, half a tenth upwards, whatever the figures", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 0, max: 4 }), (den, more) => {
        const num = den + more * den;
        expect(tenths({ num, den })).toBe(`${1 + more}.0`);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 10_000 }), (den, num) => {
        const [whole = "", tenth = ""] = tenths({ num, den }).split(".");
        const shown = Number(whole) * 10 + Number(tenth);
        expect(shown * 2 * den).toBeGreaterThan(num * 20 - den);
        expect(shown * 2 * den).toBeLessThanOrEqual(num * 20 + den);
      }),
    );
  });
});
