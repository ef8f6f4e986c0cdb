import { describe, expect, test } from "vitest";
import { instantAt } from "../calendar.ts";
import type { Standing } from "../facts.ts";
import { refuse } from "../outcome.ts";
import { gathered, runner } from "./testing.ts";
import * as rules from "./attendance.ts";

const meeting = gathered();
const at = (day: "2026-08-13" | "2026-08-14" | "2026-08-15"): Standing => ({
  ...{ actorId: "member", subjectId: "somebody", channel: "app", at: instantAt(day, "18:30") },
});
const free = { seat: 7, present: false };
const taken = { seat: 7, present: true };

describe("attendance", () => {
  test("is said by oneself on the day of the meeting, neither before nor after", () => {
    expect(rules.come(meeting, free, at("2026-08-14"))).toMatchObject({
      ...{ kind: "meeting.attended", objectId: "meeting", body: { seat: 7 } },
    });
    expect(rules.come(meeting, free, at("2026-08-13"))).toEqual(
      refuse("attendance-not-open", { day: "2026-08-14" }),
    );
    expect(rules.come(meeting, free, at("2026-08-15"))).toEqual(refuse("attendance-closed"));
  });

  test("is for those who were called, each seat once", () => {
    expect(rules.come(meeting, null, at("2026-08-14"))).toEqual(refuse("not-called"));
    expect(rules.come(meeting, taken, at("2026-08-14"))).toEqual(refuse("already-present"));
    expect(rules.enter(meeting, taken, runner, at("2026-08-14"))).toEqual(refuse("already-present"));
  });

  test("is entered from the paper list later too, until minutes say who was there", () => {
    expect(rules.enter(meeting, free, runner, at("2026-08-15"))).toMatchObject({ kind: "meeting.attended" });
    for (const status of ["minuted", "recorded"] as const) {
      const over = { ...meeting, status };
      expect(rules.enter(over, free, runner, at("2026-08-15"))).toEqual(refuse("attendance-closed"));
      expect(rules.strike(over, taken, runner, at("2026-08-15"))).toEqual(refuse("attendance-closed"));
    }
    expect(rules.enter({ ...meeting, status: "calledOff" }, free, runner, at("2026-08-15"))).toEqual(
      refuse("meeting-not-at-this-step", { status: "calledOff" }),
    );
  });

  test("is struck where it was entered wrongly, and may be entered again", () => {
    expect(rules.strike(meeting, taken, runner, at("2026-08-14"))).toMatchObject({
      ...{ kind: "meeting.attendanceStruck", body: { seat: 7 } },
    });
    expect(rules.strike(meeting, free, runner, at("2026-08-14"))).toEqual(refuse("not-present"));
  });

  test("is not struck any more once a vote was given there", () => {
    const voted = { ...taken, voted: true };
    expect(rules.strike(meeting, voted, runner, at("2026-08-14"))).toEqual(refuse("voted-there"));
  });

  test("of a group is taken by that group's head, of another body by those who serve the committee", () => {
    const head = { posts: new Set(["groupLeader"] as const), group: "一组" };
    expect(rules.enter(meeting, free, head, at("2026-08-14"))).toEqual(refuse("only-own-group"));
    expect(rules.strike(meeting, taken, head, at("2026-08-14"))).toEqual(refuse("only-own-group"));
    const theirs = { ...meeting, kind: "groupByHousehold", group: "一组" } as const;
    expect(rules.enter(theirs, free, head, at("2026-08-14"))).toMatchObject({ kind: "meeting.attended" });
  });
});

describe("figures by building", () => {
  const two = [
    { building: "1", seats: 20, present: 12 },
    { building: "2", seats: 18, present: 13 },
  ];

  test("are shown where in every building enough came and enough did not", () => {
    expect(rules.byBuilding(two, 5)).toEqual(two);
  });

  test("are hidden altogether where one cell is small: the sum would tell it", () => {
    expect(rules.byBuilding([...two, { building: "3", seats: 30, present: 4 }], 5)).toBeNull();
    expect(rules.byBuilding([...two, { building: "3", seats: 30, present: 26 }], 5)).toBeNull();
    expect(rules.byBuilding(two.slice(1), 5)).toBeNull();
  });
});
