import { describe, expect, test } from "vitest";
import { instantAt, type Day, type Holidays } from "../calendar.ts";
import type { Standing } from "../facts.ts";
import { isRefusal, refuse } from "../outcome.ts";
import { apply } from "./facts.ts";
import * as rules from "./minutes.ts";
import { gathered, runner } from "./testing.ts";

const meeting = gathered();
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set<Day>(), work: new Set<Day>() };
const at = (day: Day, actorId = "member"): Standing => ({
  ...{ actorId, subjectId: null, channel: "app", at: instantAt(day, "20:30") },
});
const hands = { for: 30, against: 4, abstain: 2 };
const resolved = (given: Partial<rules.Resolved> = {}, ofProposal = false): rules.Entry => ({
  ...{ item: 1, ofProposal, resolved: { hands, dueOn: "2026-09-30", ...given } },
});
const plain: rules.Entry = { item: 2, ofProposal: false, resolved: null };
const write = (entries: readonly rules.Entry[], present = 40, on: Day = "2026-08-14") =>
  rules.write(meeting, { entries, present, hash: "hash", holidays }, runner, at(on));

const minuted = gathered({ status: "minuted", present: 40, correctUntil: "2026-08-19" });
const head = { posts: new Set(["groupLeader"] as const), group: "一组" };

describe("the draft", () => {
  test("says how many were there, what was resolved, and until when it can be corrected", () => {
    expect(write([resolved(), plain])).toMatchObject({
      kind: "meeting.minuted",
      body: { present: 40, correctUntil: "2026-08-19", resolved: [1] },
    });
  });

  test("is written once, after the meeting began, of a meeting to which somebody came", () => {
    expect(write([plain], 40, "2026-08-13")).toEqual(refuse("meeting-not-begun"));
    expect(write([plain], 0)).toEqual(refuse("nobody-present"));
    expect(
      rules.write(minuted, { entries: [plain], present: 40, hash: "", holidays }, runner, at("2026-08-15")),
    ).toEqual(refuse("meeting-not-at-this-step", { status: "minuted" }));
    expect(
      rules.write(meeting, { entries: [plain], present: 40, hash: "", holidays }, head, at("2026-08-15")),
    ).toEqual(refuse("only-own-group"));
  });

  test("holds no resolution of a meeting below its quorum, though it says what was talked about", () => {
    expect(write([resolved()], 33)).toEqual(
      refuse("meeting-below-quorum", { base: 50, needed: 34, present: 33 }),
    );
    expect(write([plain], 33)).toMatchObject({ body: { resolved: [] } });
  });

  test("holds no resolution without more than half of those present, whoever raised a hand", () => {
    const by = (yes: number) => write([resolved({ hands: { for: yes, against: 0, abstain: 0 } })]);
    expect(by(21)).toMatchObject({ kind: "meeting.minuted" });
    expect(by(20)).toEqual(refuse("resolution-without-majority", { item: 1, for: 20, needed: 21 }));
  });

  test("holds no figures of an item that is put to the vote there: its result is what the count says", () => {
    const voted = { ...resolved(), votedOn: true };
    expect(write([voted])).toEqual(refuse("item-is-voted-on", { item: 1 }));
    expect(write([{ ...voted, resolved: null }])).toMatchObject({ kind: "meeting.minuted" });
  });

  test("counts no more hands than people", () => {
    expect(write([resolved({ hands: { for: 38, against: 2, abstain: 1 } })])).toEqual(
      refuse("more-votes-than-present", { item: 1, votes: 41, present: 40 }),
    );
  });

  test("names who carries a resolution out by when, unless it is a proposal, which has its milestones", () => {
    expect(write([resolved({ dueOn: null })])).toEqual(refuse("undertaking-needed", { item: 1 }));
    expect(write([resolved({ dueOn: null }, true)])).toMatchObject({ kind: "meeting.minuted" });
    expect(write([resolved({ dueOn: "2026-08-13" })])).toEqual(refuse("due-before-the-meeting", { item: 1 }));
    expect(write([resolved({ dueOn: "2026-08-14" })])).toMatchObject({ kind: "meeting.minuted" });
  });
});

describe("a correction", () => {
  const asked = { correctionId: "correction", item: 1, wasThere: true, waits: false, hash: "hash" };

  test("is asked by those who were there, within the days, one at a time of an item", () => {
    expect(rules.ask(minuted, asked, at("2026-08-19"))).toMatchObject({ kind: "meeting.correctionAsked" });
    expect(rules.ask(minuted, asked, at("2026-08-20"))).toEqual(
      refuse("corrections-over", { day: "2026-08-19" }),
    );
    expect(rules.ask(minuted, { ...asked, wasThere: false }, at("2026-08-19"))).toEqual(
      refuse("was-not-there"),
    );
    expect(rules.ask(minuted, { ...asked, waits: true }, at("2026-08-19"))).toEqual(
      refuse("correction-already-asked"),
    );
    expect(rules.ask({ ...minuted, status: "recorded" }, asked, at("2026-08-19"))).toEqual(
      refuse("meeting-not-at-this-step", { status: "recorded" }),
    );
  });

  const open: rules.Correction = { correctionId: "correction", item: 1, askerId: "asker", status: "open" };
  const entry = { ...resolved(), version: 2, changed: true };
  const answer = (
    given: Parameters<typeof rules.answer>[2],
    correction = open,
    standing = at("2026-08-25"),
  ) => rules.answer(minuted, correction, given, runner, standing);

  test("is taken up with a new wording of the item, or refused; once, and by somebody else", () => {
    expect(answer({ accepted: true, entry, hash: "h" })).toMatchObject({
      body: { accepted: true, version: 2 },
    });
    expect(answer({ accepted: false, entry: null, hash: "h" })).toMatchObject({
      body: { accepted: false, version: null },
    });
    const given = { accepted: false, entry: null, hash: "h" };
    expect(answer(given, { ...open, status: "refused" })).toEqual(refuse("correction-answered"));
    expect(answer(given, open, at("2026-08-25", "asker"))).toEqual(refuse("own-correction"));
    expect(rules.answer(minuted, open, given, head, at("2026-08-25"))).toEqual(refuse("only-own-group"));
  });

  test("that is taken up changes something, and makes no resolution that the meeting did not make", () => {
    expect(answer({ accepted: true, entry: { ...entry, changed: false }, hash: "h" })).toEqual(
      refuse("minutes-not-changed"),
    );
    expect(answer({ accepted: true, entry: null, hash: "h" })).toEqual(refuse("minutes-not-changed"));
    const few = { ...entry, ...resolved({ hands: { for: 19, against: 0, abstain: 0 } }) };
    expect(answer({ accepted: true, entry: few, hash: "h" })).toEqual(
      refuse("resolution-without-majority", { item: 1, for: 19, needed: 21 }),
    );
  });
});

describe("signing", () => {
  const asked = { isConvener: false, wasThere: true, signedBefore: false, waiting: 0, hash: "hash" };
  const convener = { ...asked, isConvener: true, wasThere: false };

  test("by who called it and one other who was there makes the minutes final, in either order", () => {
    for (const [one, other] of [
      [asked, convener],
      [convener, asked],
    ] as const) {
      const fact = rules.sign(minuted, one, at("2026-08-20"));
      if (isRefusal(fact)) throw new Error(fact.refused);
      const half = apply(minuted, fact);
      expect(half.status).toBe("minuted");
      const second = rules.sign(half, other, at("2026-08-20"));
      if (isRefusal(second)) throw new Error(second.refused);
      expect(apply(half, second)).toMatchObject({ status: "recorded", signed: ["convener", "present"] });
    }
  });

  test("waits until the days of correction are over and every correction is answered", () => {
    expect(rules.sign(minuted, asked, at("2026-08-19"))).toEqual(
      refuse("corrections-still-open", { day: "2026-08-19" }),
    );
    expect(rules.sign(minuted, { ...asked, waiting: 2 }, at("2026-08-20"))).toEqual(
      refuse("corrections-wait", { count: 2 }),
    );
  });

  test("is for those who were there, once each, and for one of them only", () => {
    expect(rules.sign(minuted, { ...asked, wasThere: false }, at("2026-08-20"))).toEqual(
      refuse("was-not-there"),
    );
    const half = { ...minuted, signed: ["present"] as const };
    expect(rules.sign(half, asked, at("2026-08-20"))).toEqual(refuse("minutes-already-signed"));
    expect(rules.sign(half, { ...convener, signedBefore: true }, at("2026-08-20"))).toEqual(
      refuse("minutes-already-signed"),
    );
    expect(rules.sign(meeting, asked, at("2026-08-20"))).toEqual(
      refuse("meeting-not-at-this-step", { status: "called" }),
    );
  });
});

describe("after signing", () => {
  const recorded = gathered({
    ...{ status: "recorded", present: 40, correctUntil: "2026-08-19", signed: ["convener", "present"] },
  });
  const undertaking: rules.Undertaking = {
    ...{ meetingId: "meeting", item: 1, dueOn: "2026-09-30", doneOn: null },
  };

  test("what turns out later is a supplement", () => {
    const added = { ordinal: 1, hash: "hash" };
    expect(rules.supplement(recorded, added, runner, at("2026-09-01"))).toMatchObject({
      kind: "meeting.supplemented",
    });
    expect(rules.supplement(minuted, added, runner, at("2026-09-01"))).toEqual(
      refuse("meeting-not-at-this-step", { status: "minuted" }),
    );
  });

  test("what was resolved is done on a day that has come, once", () => {
    const done = (on: Day, given = undertaking) =>
      rules.carryOut(recorded, given, on, runner, at("2026-09-20"));
    expect(done("2026-09-20")).toMatchObject({ body: { item: 1, on: "2026-09-20" } });
    expect(done("2026-09-21")).toEqual(refuse("day-in-the-future", { day: "2026-09-21" }));
    expect(done("2026-09-20", { ...undertaking, doneOn: "2026-09-10" })).toEqual(
      refuse("undertaking-already-done", { day: "2026-09-10" }),
    );
    expect(rules.carryOut(recorded, undertaking, "2026-09-20", head, at("2026-09-20"))).toEqual(
      refuse("only-own-group"),
    );
  });

  test("it is late by working days across a holiday, and flagged from ten on, as a milestone is", () => {
    const off = new Set<Day>(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]);
    const table = { ...holidays, off, work: new Set<Day>(["2026-10-10"]) };
    const late = (on: Day) => rules.lateness(recorded, undertaking, instantAt(on, "10:00"), table);
    expect(late("2026-09-30")).toEqual({ workingDaysLate: 0, flagged: false });
    expect(late("2026-10-07")).toEqual({ workingDaysLate: 0, flagged: false });
    expect(late("2026-10-10")).toEqual({ workingDaysLate: 3, flagged: false });
    expect(late("2026-10-20")).toEqual({ workingDaysLate: 10, flagged: true });
  });
});
