import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantAt, startOf, type Day } from "../calendar.ts";
import { electorates } from "../electorates.ts";
import type { Standing } from "../facts.ts";
import { apply, draft, recordPriorStudy, schedule, type Motion, type MotionFact } from "../motions.ts";
import type { VoteRules } from "../motions/rules.ts";
import { isRefusal, refuse, type Refusal } from "../outcome.ts";
import { atLeast, moreThan } from "../rulebook/writing.ts";
import { majority } from "../tally/majority.ts";
import { gathered, runner } from "./testing.ts";
import { addHands, handsOutcome, meetingOf, open, put, sumOf, withHands, type Hands } from "./vote.ts";

const at = (day: Day, time: `${number}:${number}` = "19:10"): Standing => ({
  ...{ actorId: "member", subjectId: null, channel: "meeting", at: instantAt(day, time) },
});
const window = { opensAt: startOf("2026-08-14"), closesAt: instantAt("2026-08-18", "18:00") };
const rules: VoteRules = {
  book: "cn-urban-2025",
  ...{ quorum: atLeast(2, 3, "repsMeetingMembers"), majority: moreThan(1, 2, "present") },
  ...{ noticeDays: 10, windowDays: { min: 1, max: 15 }, publishWorkingDays: 3, publicNoticeDays: 7 },
  ...{ lateFlagWorkingDays: 10, votingAge: 18 },
  citations: {
    quorum: { law: "参照村委会组织法", article: "26", provenance: "analogy" },
    majority: { law: "参照村委会组织法", article: "26", provenance: "analogy" },
  },
};
function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
/** A vote of fifty representatives, announced ten days before. */
function announced(seats = 50): Motion {
  const plain = { form: "yesNo" as const, options: [], agreeBy: null };
  const whose = { firstYes: "delegated", electorate: "representative", scope: null, special: null } as const;
  const asked = {
    motionId: "m",
    proposalId: "p",
    hash: "h",
    ordinal: 1,
    others: [],
    explained: false,
    ...plain,
    ...whose,
  };
  const early = at("2026-08-03", "10:00");
  const facts: MotionFact[] = [done(draft(null, { ...asked, proposalStatus: "admitted" }, early))];
  const stands = () => {
    const motion = facts.reduce<Motion | null>((before, fact) => apply(before, fact), null);
    if (!motion) throw new Error("nothing was drafted");
    return motion;
  };
  facts.push(done(recordPriorStudy(stands(), "2026-08-03", early)));
  const voting = { rules, ...window, seats, areaSquareCentimetres: null, appBallotsCount: true };
  facts.push(done(schedule(stands(), { ...voting, firstYes: "delegated", notYetAdvised: null }, early)));
  return stands();
}
const motion = announced();
const meeting = gathered({ kind: "representatives" });
const called = at("2026-08-03", "10:00");

describe("a vote is put", () => {
  test("to a meeting of the very body that votes, on whose agenda it stands, within its time", () => {
    expect(put(motion, meeting, { item: 2, window }, called)).toMatchObject({
      ...{ kind: "vote.putToMeeting", objectId: "m", body: { meetingId: "meeting", item: 2 } },
    });
    const to = (given: Parameters<typeof gathered>[0], item: number | null = 1) =>
      put(motion, gathered({ kind: "representatives", ...given }), { item, window }, called);
    expect(to({ kind: "committee" })).toEqual(refuse("another-body-meets"));
    expect(to({ group: "一组" })).toEqual(refuse("another-body-meets"));
    expect(to({}, null)).toEqual(refuse("not-on-the-agenda"));
    expect(to({ status: "calledOff" })).toMatchObject({ refused: "meeting-not-at-this-step" });
    expect(to({ startsAt: window.closesAt })).toEqual(refuse("meeting-outside-the-vote"));
    expect(to({ startsAt: instantAt("2026-08-13", "19:00") })).toEqual(refuse("meeting-outside-the-vote"));
    expect(to({ startsAt: window.opensAt })).toMatchObject({ kind: "vote.putToMeeting" });
    expect(to({ startsAt: called.at })).toEqual(refuse("meeting-begun"));
  });

  test("by owners to none: hands have no area", () => {
    const owners = { ...motion, electorate: "owner" } as const;
    expect(put(owners, meeting, { item: 1, window }, called)).toEqual(refuse("owners-vote-by-area"));
    expect(electorates.filter((one) => meetingOf[one] === null)).toEqual(["owner"]);
  });
});

describe("it is opened", () => {
  const opening = (
    seats: number,
    standing = at("2026-08-14"),
    more: Partial<Parameters<typeof open>[2]> = {},
  ) => open(motion, meeting, { there: { called: seats, seats }, opened: false, runner, ...more }, standing);

  test("with 36 of 50, which takes 34, and not with 33: one is missing (P-07)", () => {
    expect(opening(36)).toMatchObject({ kind: "vote.opened", body: { present: 36, base: 50, needed: 34 } });
    expect(opening(34)).toMatchObject({ kind: "vote.opened" });
    expect(opening(33)).toEqual(
      refuse("vote-below-quorum", { base: 50, needed: 34, present: 33, missing: 1 }),
    );
  });

  test("over a question by yes or no: options are answered on paper and in the app", () => {
    const asked = { there: { called: 36, seats: 36 }, opened: false, runner };
    const options = { ...motion, form: "oneOf", options: 3 } as const;
    expect(open(options, meeting, asked, at("2026-08-14"))).toEqual(refuse("hands-say-yes-or-no"));
    const box = { channels: { app: 0, desk: 0, homeBox: 0, meeting: 0 }, advisory: 0 };
    const tally = { for: 1, against: 0, abstain: 0, invalid: 0 };
    const hands = { agreed: 2, opposed: 1, withheld: 0, unraised: 1, seats: 4 };
    expect(addHands({ ...box, tally, area: null }, hands)).toMatchObject({
      ...{ tally: { for: 3, against: 1, abstain: 1, invalid: 0 }, hands: 4 },
    });
    expect(addHands({ ...box, tally, area: null }, null)).toEqual({ ...box, tally, area: null });
    expect(() =>
      addHands(
        { ...box, options: { options: [], abstain: 0, invalid: 0, present: 0 }, optionsArea: null },
        hands,
      ),
    ).toThrow(RangeError);
  });

  test("of the vote's own roll and of those who were called alike", () => {
    const there = { called: 33, seats: 36 };
    expect(opening(36, at("2026-08-14"), { there })).toMatchObject({ refused: "meeting-below-quorum" });
  });

  test("once, on the day of the meeting, after it began, by whoever runs it", () => {
    expect(opening(36, at("2026-08-14", "18:59"))).toEqual(refuse("meeting-not-begun"));
    expect(opening(36, at("2026-08-14", "19:00"))).toMatchObject({ kind: "vote.opened" });
    expect(opening(36, at("2026-08-15", "00:00"))).toEqual(refuse("meeting-day-over"));
    expect(opening(36, at("2026-08-14"), { opened: true })).toEqual(refuse("vote-opened-there"));
    const head = { posts: new Set(["groupLeader"] as const), group: "一组" };
    expect(opening(36, at("2026-08-14"), { runner: head })).toEqual(refuse("only-own-group"));
    const minuted = gathered({ kind: "representatives", status: "minuted" });
    const asked = { there: { called: 36, seats: 36 }, opened: false, runner };
    expect(open(motion, minuted, asked, at("2026-08-14"))).toMatchObject({
      refused: "meeting-not-at-this-step",
    });
  });

  test("while the vote is open and not before its roll is frozen", () => {
    const moved = gathered({ kind: "representatives", startsAt: instantAt("2026-08-18", "17:00") });
    const asked = { there: { called: 36, seats: 36 }, opened: false, runner };
    expect(open(motion, moved, asked, at("2026-08-18", "18:00"))).toEqual(refuse("vote-closed"));
    const drawn = { ...motion, status: "priorStudied" } as const;
    expect(open(drawn, meeting, asked, at("2026-08-14"))).toMatchObject({
      refused: "proposal-not-at-this-step",
    });
  });

  test("never below the quorum, whatever the roll and whoever came", () => {
    const anyone = fc.integer({ min: 1, max: 2_000 });
    fc.assert(
      fc.property(anyone, anyone, (one, other) => {
        const [seats, base] = [Math.min(one, other), Math.max(one, other)];
        const asked = { there: { called: 50, seats }, opened: false, runner };
        const opened = open(announced(base), meeting, asked, at("2026-08-14"));
        expect(isRefusal(opened)).toBe(seats * 3 < base * 2);
      }),
      { numRuns: 60 },
    );
  });
});

const anyHands = fc.record({
  ...{ agreed: fc.nat(60), opposed: fc.nat(60), withheld: fc.nat(60), unraised: fc.nat(60) },
});

describe("a show of hands", () => {
  const mine: Hands = { agreed: 17, opposed: 13, withheld: 4, unraised: 2 };
  const asked = {
    ...{ opened: true, counted: false, meets: true, window: { ...window, counted: false } },
    ...{ may: 36, counters: 2, others: [], mine },
  };
  const now = instantAt("2026-08-14", "19:20");
  const answer = (given: Partial<Parameters<typeof handsOutcome>[0]> = {}, when = now) =>
    handsOutcome({ ...asked, ...given }, when);

  test("stands when two saw the same, and it comes to exactly those who may raise a hand", () => {
    expect(answer()).toBe("FIRST");
    expect(answer({ others: [mine] })).toBe("NEW");
    expect(answer({ others: [{ ...mine, agreed: 16, opposed: 14 }] })).toBe("DIFFERS");
    expect(answer({ may: 35 })).toBe("SUM");
    expect(answer({ may: 37, others: [mine] })).toBe("SUM");
    expect(answer({ may: 0, mine: { agreed: 0, opposed: 0, withheld: 0, unraised: 0 } })).toBe("SUM");
  });

  test("takes as many counters as the rules ask for, and never fewer than two", () => {
    expect(answer({ counters: 3, others: [mine] })).toBe("FIRST");
    expect(answer({ counters: 3, others: [mine, mine] })).toBe("NEW");
    expect(answer({ counters: 1 })).toBe("FIRST");
  });

  test("is of a vote that was opened, once, while vote and meeting last", () => {
    expect(answer({ opened: false })).toBe("NONE");
    expect(answer({ counted: true })).toBe("TAKEN");
    expect(answer({ meets: false })).toBe("CLOSED");
    expect(answer({}, window.closesAt)).toBe("CLOSED");
    expect(answer({ window: { ...window, counted: true } })).toBe("CLOSED");
  });

  test("17 hands of 36 do not carry it: 2 who raised none abstained, and are of those present (P-07)", () => {
    const tally = withHands({ for: 0, against: 0, abstain: 0, invalid: 0 }, mine);
    expect(tally).toEqual({ for: 17, against: 13, abstain: 6, invalid: 0 });
    expect(majority(tally, rules.majority)).toMatchObject({ present: 36, portion: 18, passed: false });
  });

  test("adds every hand to the tally and none twice", () => {
    fc.assert(
      fc.property(anyHands, anyHands, (hands, before) => {
        const tally = {
          ...{
            for: before.agreed,
            against: before.opposed,
            abstain: before.withheld,
            invalid: before.unraised,
          },
        };
        const after = withHands(tally, hands);
        const all = after.for + after.against + after.abstain + after.invalid;
        expect(all).toBe(sumOf(before) + sumOf(hands));
        expect(withHands(tally, null)).toEqual(tally);
      }),
    );
  });
});
