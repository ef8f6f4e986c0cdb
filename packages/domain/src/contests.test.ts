import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, endOf, isWorkingDay, startOf, type Holidays } from "./calendar.ts";
import { answer, contestable, deletable, file, fits, isLate, withdraw, type Contest } from "./contests.ts";
import type { Standing } from "./facts.ts";
import { refuse } from "./outcome.ts";

const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
const at = new Date("2026-08-03T02:00:00Z"); // a Monday
const resident: Standing = { actorId: "m1", subjectId: "r1", channel: "app", at };
const registrar: Standing = { actorId: "m2", subjectId: "r2", channel: "app", at };
const rules = { correct: 5, delete: 15 };
const filed = { contestId: "c1", asks: "correct", about: "born", already: false } as const;
const open: Contest = { contestId: "c1", residentId: "r1", status: "open", dueOn: "2026-08-10" };

describe("a contest", () => {
  test("of one's entry is answered within five working days, a deletion within fifteen", () => {
    expect(file(filed, rules, holidays, resident)).toMatchObject({
      kind: "contest.filed",
      subjectId: "r1",
      body: { asks: "correct", about: "born", dueOn: "2026-08-10" },
    });
    expect(file({ ...filed, asks: "delete", about: "rollEntry" }, rules, holidays, resident)).toMatchObject({
      body: { dueOn: "2026-08-24" },
    });
  });

  test("of the same matter waits until the first is answered (contest-already-open)", () => {
    expect(file({ ...filed, already: true }, rules, holidays, resident)).toEqual(
      refuse("contest-already-open"),
    );
  });

  test("is answered once, with yes or no", () => {
    expect(answer(open, "accepted", registrar)).toMatchObject({ body: { status: "accepted" } });
    for (const status of ["accepted", "refused", "withdrawn"] as const)
      expect(answer({ ...open, status }, "refused", registrar)).toEqual(refuse("contest-closed"));
  });

  test("is never answered by whoever filed it (contest-own)", () => {
    expect(answer(open, "accepted", { ...registrar, subjectId: "r1" })).toEqual(refuse("contest-own"));
  });

  test("is taken back until it is answered", () => {
    expect(withdraw(open, resident)).toMatchObject({ kind: "contest.withdrawn" });
    expect(withdraw({ ...open, status: "refused" }, resident)).toEqual(refuse("contest-closed"));
  });

  test("is late from the day after it was due, and never once it is answered", () => {
    expect(isLate(open, new Date(endOf("2026-08-10").getTime() - 1))).toBe(false);
    expect(isLate(open, startOf("2026-08-11"))).toBe(true);
    expect(isLate({ ...open, status: "accepted" }, startOf("2026-08-11"))).toBe(false);
  });

  test("is about what one can ask in that way, and nothing else", () => {
    for (const about of contestable)
      expect([fits("correct", about), fits("delete", about)]).toEqual([true, false]);
    for (const about of deletable)
      expect([fits("correct", about), fits("delete", about)]).toEqual([false, true]);
    expect(fits("correct", "ballots")).toBe(false);
  });

  test("is due on a working day that lies ahead, whenever it is filed", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2026-01-05"), max: new Date("2026-11-30"), noInvalidDate: true }),
        (when) => {
          const fact = file(filed, rules, holidays, { ...resident, at: when });
          const due = "body" in fact && "dueOn" in fact.body ? fact.body.dueOn : null;
          expect(due !== null && due > dayOf(when) && isWorkingDay(due, holidays)).toBe(true);
        },
      ),
    );
  });
});
