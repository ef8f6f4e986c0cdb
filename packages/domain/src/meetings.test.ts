import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayOf, instantAt, startOf, type Day, type Holidays } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import * as rules from "./meetings.ts";
import { kinds, meetingKeys, type Kind, type Meeting } from "./meetings/meeting.ts";
import { apply } from "./meetings/facts.ts";
import { isRefusal, refuse } from "./outcome.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { snapshot } from "./rulebook/snapshot.ts";
import { meets } from "./shares.ts";

const book = snapshot(cnUrban2025, meetingKeys);
/** 国庆节 with its make-up Saturday. */
const holidays: Holidays = {
  coveredUntil: "2026-12-31",
  off: new Set<Day>(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]),
  work: new Set<Day>(["2026-10-10"]),
};
const at = (day: Day, time: `${number}:${number}` = "10:00"): Standing => ({
  ...{ actorId: "member", subjectId: null, channel: "app", at: instantAt(day, time) },
});
const chair: rules.Runner = { posts: new Set(["chair"]), group: null };
const head: rules.Runner = { posts: new Set(["groupLeader"]), group: "一组" };
type Asked = Parameters<typeof rules.call>[0];

const call = (given: Partial<Asked> = {}, on: Day = "2026-08-03") =>
  rules.call(
    {
      ...{
        meetingId: "meeting",
        kind: "residentsByHousehold",
        group: null,
        year: 2026,
        number: 1,
        hash: "hash",
      },
      ...{ startsAt: instantAt("2026-08-14", "19:00"), seats: 50, items: 2, rules: book, runner: chair },
      petition: null,
      ...given,
    },
    at(on),
  );
function called(given: Partial<Asked> = {}, on?: Day): Meeting {
  const fact = call(given, on);
  if (isRefusal(fact)) throw new Error(fact.refused);
  return apply(null, fact);
}
const meeting = called();
const asking: rules.Asking = {
  ...{
    meeting: "residents",
    status: "convened",
    meetingOn: "2026-08-20",
    answeredOn: "2026-08-03",
    taken: false,
  },
};

describe("calling a meeting", () => {
  test("it keeps its number, its rules and how many were called", () => {
    expect(meeting).toMatchObject({
      status: "called",
      year: 2026,
      number: 1,
      seats: 50,
      rules: book,
      signed: [],
    });
    expect(meeting.startsAt).toEqual(instantAt("2026-08-14", "19:00"));
  });

  test.for([
    ["residentsByHousehold", "2026-08-14", 10],
    ["representatives", "2026-08-14", 10],
    ["groupByPerson", "2026-08-14", 10],
    ["committee", "2026-08-05", 1],
  ] as const)(
    "whole days lie between the notice and the meeting: $0 from $1 on",
    ([kind, earliest, days]) => {
      const group = kind === "groupByPerson" ? "一组" : null;
      const on = (day: Day) => call({ kind, group, startsAt: instantAt(day, "00:00") });
      expect(on(earliest)).toMatchObject({ kind: "meeting.called" });
      expect(on(addDays(earliest, -1))).toEqual(refuse("meeting-notice-too-short", { days, day: earliest }));
    },
  );

  test("holidays are days of notice like others, and a meeting may be on one", () => {
    // Announced on 2026-09-28, ten whole days across 国庆节: the first day is 2026-10-09.
    expect(rules.earliestDay("residentsByHousehold", book, "2026-09-28")).toBe("2026-10-09");
    expect(rules.earliestDay("committee", book, "2026-09-30")).toBe("2026-10-02");
    const startsAt = instantAt("2026-10-02", "09:00");
    expect(call({ kind: "committee", startsAt }, "2026-09-28")).toMatchObject({ kind: "meeting.called" });
  });

  test("nobody called is no meeting, and nothing is called for a time that is past", () => {
    expect(call({ seats: 0 })).toEqual(refuse("nobody-called"));
    const own = { ...asking, meetingOn: "2026-08-03" as const, answeredOn: "2026-07-20" as const };
    expect(call({ petition: own, startsAt: instantAt("2026-08-03", "09:00") })).toEqual(
      refuse("meeting-begun"),
    );
  });

  test("a group's head calls that group together, and no other body", () => {
    const startsAt = instantAt("2026-08-20", "19:00");
    const by = (kind: Kind, group: string | null) => call({ kind, group, startsAt, runner: head });
    expect(by("groupByHousehold", "一组")).toMatchObject({ kind: "meeting.called" });
    expect(by("groupByHousehold", "二组")).toEqual(refuse("only-own-group"));
    expect(by("committee", null)).toEqual(refuse("only-own-group"));
    expect(call({ startsAt, runner: { posts: new Set(["groupLeader"]), group: null } })).toEqual(
      refuse("only-own-group"),
    );
  });

  test("for a petition it is the body that was asked for, on the named day or later, once", () => {
    const on = (day: Day, more: Partial<Asked> = {}) =>
      call({ petition: asking, startsAt: instantAt(day, "19:00"), ...more }, "2026-08-12");
    // The answer of 2026-08-03 told everybody of 2026-08-20: from it the notice counts.
    expect(on("2026-08-20")).toMatchObject({ kind: "meeting.called" });
    expect(on("2026-08-21")).toEqual(refuse("meeting-notice-too-short", { days: 10, day: "2026-08-23" }));
    expect(on("2026-08-19")).toEqual(refuse("before-the-named-day", { day: "2026-08-20" }));
    expect(on("2026-08-20", { kind: "representatives" })).toEqual(refuse("petition-asks-another-meeting"));
    expect(on("2026-08-20", { petition: { ...asking, taken: true } })).toEqual(
      refuse("petition-has-its-meeting"),
    );
    const due = { ...asking, status: "due", meetingOn: null } as const;
    expect(on("2026-08-20", { petition: due })).toEqual(refuse("petition-not-convened"));
  });
});

describe("moving it and calling it off", () => {
  const to = (startsAt: Date, elsewhere = false) => ({ startsAt, elsewhere, hash: "hash" });

  test("another time needs its notice anew; the place alone may change until it begins", () => {
    const move = (startsAt: Date, elsewhere: boolean, on: Day) =>
      rules.move(meeting, to(startsAt, elsewhere), chair, at(on));
    expect(move(instantAt("2026-08-21", "19:00"), false, "2026-08-10")).toMatchObject({
      kind: "meeting.moved",
    });
    expect(move(instantAt("2026-08-20", "19:00"), false, "2026-08-10")).toEqual(
      refuse("meeting-notice-too-short", { days: 10, day: "2026-08-21" }),
    );
    expect(move(meeting.startsAt, true, "2026-08-14")).toMatchObject({ kind: "meeting.moved" });
    expect(move(meeting.startsAt, false, "2026-08-14")).toEqual(refuse("nothing-moved"));
    expect(rules.move(meeting, to(meeting.startsAt, true), chair, at("2026-08-14", "19:00"))).toEqual(
      refuse("meeting-begun"),
    );
    expect(rules.move(meeting, to(meeting.startsAt, true), head, at("2026-08-10"))).toEqual(
      refuse("only-own-group"),
    );
  });

  test("it is called off before it begins, or when too few came; what began with enough is minuted", () => {
    const off = (present: number, time: `${number}:${number}`) =>
      rules.callOff(meeting, { present, hash: "hash" }, chair, at("2026-08-14", time));
    expect(off(50, "18:59")).toMatchObject({ kind: "meeting.calledOff" });
    expect(off(33, "19:30")).toMatchObject({ kind: "meeting.calledOff" });
    expect(off(34, "19:30")).toEqual(refuse("meeting-was-quorate"));
  });

  test.for(["calledOff", "minuted", "recorded"] as const)(
    "from %s nothing is moved or called off",
    (status) => {
      const over = { ...meeting, status };
      const told = refuse("meeting-not-at-this-step", { status });
      expect(rules.move(over, to(instantAt("2026-09-30", "19:00")), chair, at("2026-08-10"))).toEqual(told);
      expect(rules.callOff(over, { present: 0, hash: "hash" }, chair, at("2026-08-10"))).toEqual(told);
    },
  );
});

describe("the quorum of a meeting", () => {
  test("34 of 50 households are two thirds, and 33 are not", () => {
    expect(rules.quorumOf(meeting, 34)).toMatchObject({ base: 50, needed: 34, present: 34, met: true });
    expect(rules.quorumOf(meeting, 33)).toMatchObject({ needed: 34, met: false });
  });

  test.for([
    ["residentsByPerson", 2_932, 1_467],
    ["representatives", 43, 29],
    ["groupByHousehold", 30, 20],
    ["groupByPerson", 61, 41],
    ["committee", 7, 4],
    ["committee", 8, 5],
  ] as const)("%s: of %i it takes %i", ([kind, seats, needed]) => {
    expect(rules.quorumOf({ kind, seats, rules: book }, 0).needed).toBe(needed);
  });

  test("below it nothing is put to the vote, nor before the meeting begins, nor once it is minuted", () => {
    const now = instantAt("2026-08-14", "19:00");
    expect(rules.mayVote(meeting, 34, now)).toBeNull();
    expect(rules.mayVote(meeting, 33, now)).toEqual(
      refuse("meeting-below-quorum", { base: 50, needed: 34, present: 33 }),
    );
    expect(rules.mayVote(meeting, 50, instantAt("2026-08-14", "18:59"))).toEqual(refuse("meeting-not-begun"));
    expect(rules.mayVote({ ...meeting, status: "minuted" }, 50, now)).toEqual(
      refuse("meeting-not-at-this-step", { status: "minuted" }),
    );
  });

  test("a vote is allowed exactly where the share of those called is met, whatever the figures", () => {
    const now = instantAt("2026-08-14", "20:00");
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc
          .integer({ min: 1, max: 5_000 })
          .chain((seats) => fc.tuple(fc.constant(seats), fc.nat({ max: seats }))),
        (kind, [seats, present]) => {
          const one = { ...meeting, kind, seats };
          const { share } = rules.quorumOf(one, present);
          const enough = present > 0 && meets(share, present, seats);
          expect(rules.mayVote(one, present, now) === null).toBe(enough);
        },
      ),
    );
  });
});

describe("its days", () => {
  test("corrections end five days after the draft is laid open; a last day that is off moves", () => {
    expect(rules.correctionsEnd(book, "2026-08-17", holidays)).toBe("2026-08-24"); // 08-22 is a Saturday
    // Five days after 2026-09-27 is in 国庆节: the last day is when offices work again.
    expect(rules.correctionsEnd(book, "2026-09-27", holidays)).toBe("2026-10-08");
  });

  test("minutes are due within five working days, across a holiday", () => {
    expect(rules.minutesDue(meeting, holidays)).toBe("2026-08-21");
    const before = { ...meeting, startsAt: instantAt("2026-09-29", "19:00") };
    expect(rules.minutesDue(before, holidays)).toBe("2026-10-12"); // 30, 8, 9, the Saturday of the 10th, 12
  });

  test("it is underway from its first moment until minutes are drafted", () => {
    const before = new Date(meeting.startsAt.getTime() - 1);
    expect(rules.stageOf(meeting, before)).toBe("called");
    expect(rules.stageOf(meeting, meeting.startsAt)).toBe("underway");
    expect(rules.stageOf({ ...meeting, status: "minuted" }, meeting.startsAt)).toBe("minuted");
    expect(dayOf(startOf("2026-08-14"))).toBe("2026-08-14");
  });
});
