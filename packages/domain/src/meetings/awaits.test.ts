import { expect, test } from "vitest";
import { endOf, instantAt, type Day, type Holidays } from "../calendar.ts";
import type { Runner } from "../meetings.ts";
import { awaits, type Underway } from "./awaits.ts";
import { gathered, runner } from "./testing.ts";

const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set<Day>(), work: new Set<Day>() };
const resident: Runner = { posts: new Set(), group: "一组" };
const seen = (given: Partial<Underway> = {}): Underway => ({
  ...gathered(),
  ...{ called: false, wasThere: false, isConvener: false, correctionsWaiting: 0, undertakingDue: null },
  ...given,
});
const at = (day: Day, who: Runner, given: Partial<Underway> = {}) =>
  awaits(seen(given), who, { now: instantAt(day, "12:00"), holidays }).map(({ what }) => what);

test("who is called is told until the day is over, and no more once somebody of theirs is there", () => {
  expect(at("2026-08-05", resident, { called: true })).toEqual(["come"]);
  expect(at("2026-08-14", resident, { called: true })).toEqual(["come"]);
  expect(at("2026-08-15", resident, { called: true })).toEqual([]);
  expect(at("2026-08-14", resident)).toEqual([]);
  expect(at("2026-08-05", resident, { called: true, status: "calledOff" })).toEqual([]);
});

test("on its day the list is taken, and after it minutes wait with their date", () => {
  expect(at("2026-08-13", runner)).toEqual([]);
  expect(at("2026-08-14", runner)).toEqual(["takeAttendance"]);
  expect(awaits(seen(), runner, { now: instantAt("2026-08-15", "08:00"), holidays })).toEqual([
    { what: "writeMinutes", by: endOf("2026-08-21") },
  ]);
  expect(at("2026-08-15", { posts: new Set(["groupLeader"]), group: "一组" })).toEqual([]);
});

test("the draft is read by those who were there, answered by those who wrote it, then signed by two", () => {
  const draft = { status: "minuted", present: 40, correctUntil: "2026-08-19" } as const;
  expect(at("2026-08-18", resident, { ...draft, wasThere: true })).toEqual(["readMinutes"]);
  expect(at("2026-08-18", runner, { ...draft, correctionsWaiting: 1 })).toEqual(["answerCorrections"]);
  expect(at("2026-08-20", resident, { ...draft, wasThere: true, correctionsWaiting: 1 })).toEqual([]);
  expect(at("2026-08-20", resident, { ...draft, wasThere: true })).toEqual(["signMinutes"]);
  expect(at("2026-08-20", resident, { ...draft, wasThere: true, signed: ["present"] })).toEqual([]);
  expect(at("2026-08-20", resident, { ...draft, isConvener: true, signed: ["present"] })).toEqual([
    "signMinutes",
  ]);
  expect(at("2026-08-20", resident, { ...draft, isConvener: true, signed: ["convener"] })).toEqual([]);
});

test("what was resolved awaits those who run the meeting until it is done", () => {
  const recorded = { status: "recorded", present: 40, correctUntil: "2026-08-19" } as const;
  expect(at("2026-09-20", runner, { ...recorded, undertakingDue: "2026-09-30" })).toEqual(["undertaking"]);
  expect(at("2026-09-20", runner, recorded)).toEqual([]);
  expect(at("2026-09-20", resident, { ...recorded, undertakingDue: "2026-09-30" })).toEqual([]);
});
