import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOf, startOf, type Day } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import type { Motion, Outcome } from "./motions.ts";
import { isRefusal, refuse } from "./outcome.ts";
import {
  apart,
  ask,
  claims,
  close,
  couldTurn,
  enoughFound,
  isLate,
  notToLookInto,
  sameFinding,
  type Finding,
  type Recount,
} from "./recounts.ts";
import { moreThan, atLeast } from "./rulebook/writing.ts";
import { majority } from "./tally/majority.ts";
import { quorum } from "./tally/quorum.ts";

const holidays = { coveredUntil: "2026-12-31", off: new Set<Day>(), work: new Set<Day>() } as const;
const at = (day: Day, subjectId: string | null = "elector"): Standing => ({
  ...{ actorId: "m", subjectId, channel: "app", at: startOf(day) },
});
const shares = { quorum: atLeast(2, 3, "households"), majority: moreThan(1, 2, "present") };

/** What was declared of so many ballots by households of 1,486. */
function declared(yes: number, no: number, abstain = 0, invalid = 0, base = 1486): Outcome {
  const tally = { for: yes, against: no, abstain, invalid };
  const came = quorum(yes + no + abstain + invalid, base, shares.quorum);
  const decided = majority(tally, shares.majority);
  return {
    result: came.met ? (decided.passed ? "passed" : "rejected") : "noQuorum",
    ...{ quorum: came, majority: came.met ? decided : null, tally: came.met ? tally : null },
    ...{ channels: { app: 0, desk: 0, homeBox: 0, meeting: 0 }, papers: { desk: 9, homeBox: 0, meeting: 0 } },
    advisory: 0,
  };
}
const motion = (more: Partial<Motion> = {}): Motion => ({
  ...{ motionId: "m", proposalId: "p", ordinal: 1, status: "noticed", version: 1, electorate: "household" },
  ...{
    priorStudyOn: null,
    noticedAt: null,
    opensAt: null,
    closesAt: null,
    appBallotsCount: true,
    rules: null,
  },
  ...{ form: "yesNo", options: 0, agreement: null, agreeBy: null },
  ...{ seats: 1486, countedAt: startOf("2026-03-10"), outcome: declared(640, 251, 108, 13) },
  ...{ noticeEnds: "2026-03-20", followUp: null, scope: null, special: null, areaSquareCentimetres: null },
  ...more,
});
const asked = {
  ...({ recountId: "r", kind: "ballot", claim: "otherwise" } as const),
  ...{ seat: 7, supervises: false, given: true, already: false, holidays },
};
const recount: Recount = {
  ...{ recountId: "r", motionId: "m", kind: "ballot", claim: "otherwise", seat: 7, residentId: "elector" },
  ...{ status: "open", dueOn: "2026-03-13" },
};
const found = { found: { holds: true, papers: null }, read: { desk: 9, homeBox: 0, meeting: 0 } } as const;
const finding = { ...found, same: true, wrongBefore: 0, mostArea: null };
function body(fact: ReturnType<typeof close>) {
  if (isRefusal(fact)) throw new Error(fact.refused);
  return fact.body;
}

describe("who asks that it be looked at again", () => {
  test("has a seat on the roll, or supervises and asks for a whole recount", () => {
    expect(ask(motion(), asked, at("2026-03-10"))).toMatchObject({
      ...{ kind: "motion.recountAsked", objectId: "m", body: { kind: "ballot", dueOn: "2026-03-13" } },
    });
    const none = { ...asked, seat: null };
    expect(ask(motion(), none, at("2026-03-10"))).toEqual(refuse("no-seat"));
    expect(ask(motion(), { ...none, supervises: true }, at("2026-03-10"))).toEqual(refuse("no-seat"));
    const whole = { ...none, kind: "count", claim: null, supervises: true } as const;
    expect(ask(motion(), whole, at("2026-03-10"))).toMatchObject({ body: { kind: "count" } });
  });

  test("comes before the notice is over, to the last second of it, and may come before it begins", () => {
    const over = endOf("2026-03-20");
    const last = { ...at("2026-03-20"), at: new Date(over.getTime() - 1) };
    expect(isRefusal(ask(motion(), asked, last))).toBe(false);
    expect(ask(motion(), asked, { ...last, at: over })).toEqual(refuse("notice-over", { day: "2026-03-20" }));
    const unpublished = motion({ status: "passed", noticeEnds: null });
    expect(isRefusal(ask(unpublished, asked, at("2026-03-10")))).toBe(false);
  });

  test("asks once for each kind", () => {
    expect(ask(motion(), { ...asked, already: true }, at("2026-03-10"))).toEqual(
      refuse("recount-already-asked"),
    );
  });

  test("says only what can be so", () => {
    for (const claim of claims) {
      const said = (given: boolean) => ask(motion(), { ...asked, claim, given }, at("2026-03-10"));
      const missing = claim === "missing";
      expect(said(true)).toEqual(missing ? refuse("ballot-is-there") : expect.objectContaining({}));
      expect(isRefusal(said(true))).toBe(missing);
      expect(isRefusal(said(false))).toBe(!missing);
      if (!missing) expect(said(false)).toEqual(refuse("ballot-not-there"));
    }
  });
});

describe("who looks into it", () => {
  test("is never who asked, and does so until it is closed", () => {
    expect(notToLookInto(recount, at("2026-03-11", "other"))).toBeNull();
    expect(notToLookInto(recount, at("2026-03-11", "elector"))).toEqual(refuse("recount-own"));
    expect(notToLookInto({ ...recount, residentId: null }, at("2026-03-11", null))).toBeNull();
    expect(notToLookInto({ ...recount, status: "done" }, at("2026-03-11", "other"))).toEqual(
      refuse("recount-done"),
    );
  });

  test("are as many as counted, who find the same", () => {
    const yes: Finding = { holds: true, papers: null };
    const no: Finding = { holds: false, papers: null };
    const nine: Finding = { holds: null, papers: { desk: 9, homeBox: 0, meeting: 0 } };
    const eight: Finding = { holds: null, papers: { desk: 8, homeBox: 0, meeting: 0 } };
    for (const [findings, enough] of [
      [[], false],
      [[yes], false],
      [[yes, no], false],
      [[yes, yes], true],
      [[nine, eight], false],
      [[nine, nine], true],
      [[nine, yes], false],
    ] as const)
      expect(enoughFound(motion(), findings)).toBe(enough);
    expect(sameFinding(no, no)).toBe(true);
  });

  test("are late from the day after its day on", () => {
    const { status, dueOn } = recount;
    expect(isLate({ status, dueOn }, startOf("2026-03-13"))).toBe(false);
    expect(isLate({ status, dueOn }, startOf("2026-03-14"))).toBe(true);
    expect(isLate({ status: "done", dueOn }, startOf("2026-03-14"))).toBe(false);
  });
});

describe("what comes of it", () => {
  test("one wrong ballot of 1,012 turns nothing, and the decision stands", () => {
    expect(body(close(motion(), recount, finding, at("2026-03-11", "other")))).toEqual({
      ...{ recountId: "r", kind: "ballot", wrong: 1, same: true, turns: false },
    });
  });

  test("a claim that does not hold is no wrong ballot", () => {
    const holds = { ...finding, found: { holds: false, papers: null } as const };
    expect(
      body(close(motion({ outcome: declared(507, 500) }), recount, holds, at("2026-03-11"))),
    ).toMatchObject({ wrong: 0, turns: false });
  });

  test("where one ballot decided, one wrong ballot takes the decision away", () => {
    // Of 1,012 more than 506 were needed, and 507 came.
    const close1 = close(motion({ outcome: declared(507, 505) }), recount, finding, at("2026-03-11"));
    expect(body(close1)).toMatchObject({ wrong: 1, turns: true });
    expect(
      body(close(motion({ outcome: declared(508, 504) }), recount, finding, at("2026-03-11"))),
    ).toMatchObject({
      turns: false,
    });
    const second = { ...finding, wrongBefore: 1 };
    expect(
      body(close(motion({ outcome: declared(508, 504) }), recount, second, at("2026-03-11"))),
    ).toMatchObject({
      turns: true,
    });
  });

  test("papers that nobody read, and readings without a paper, count as wrong in every channel", () => {
    const whole = { ...recount, kind: "count", claim: null, seat: null } as const;
    const counted = (desk: number, meeting: number) => ({
      ...finding,
      found: { holds: null, papers: { desk, homeBox: 0, meeting } } as const,
    });
    expect(body(close(motion(), whole, counted(9, 0), at("2026-03-11")))).toMatchObject({ wrong: 0 });
    expect(body(close(motion(), whole, counted(8, 1), at("2026-03-11")))).toMatchObject({
      wrong: 2,
      turns: false,
    });
    expect(apart({ desk: 1, homeBox: 5, meeting: 0 }, { desk: 4, homeBox: 3, meeting: 0 })).toBe(5);
  });

  test("a box that no longer says what was declared takes the decision away, however large the margin", () => {
    const whole = { ...recount, kind: "count", claim: null } as const;
    const papers = { desk: 9, homeBox: 0, meeting: 0 };
    const other = { ...finding, found: { holds: null, papers } as const, same: false };
    expect(body(close(motion(), whole, other, at("2026-03-11")))).toMatchObject({ wrong: 0, turns: true });
  });

  test("nothing comes of what was looked into before", () => {
    expect(close(motion(), { ...recount, status: "done" }, finding, at("2026-03-11"))).toEqual(
      refuse("recount-done"),
    );
  });
});

describe("how many wrong ballots turn a result", () => {
  test("of a quorum that was just met, or just missed, one", () => {
    expect(couldTurn(declared(700, 291), 1)).toBe(true); // 991 of 991
    expect(couldTurn(declared(700, 292), 1)).toBe(false);
    expect(couldTurn(declared(700, 290), 1)).toBe(true); // 990, one too few
    expect(couldTurn(declared(700, 289), 1)).toBe(false);
    expect(couldTurn(declared(700, 289), 2)).toBe(true);
  });

  test("of owners either count alone, by the largest area there is", () => {
    const heads = declared(800, 200, 0, 0, 1200);
    const metres = (yes: number, no: number) => ({
      quorum: quorum(yes + no, 1_200_000, shares.quorum),
      majority: majority({ for: yes, against: no, abstain: 0, invalid: 0 }, shares.majority),
      tally: { for: yes, against: no, abstain: 0, invalid: 0 },
    });
    const narrow = { ...heads, area: metres(500_001, 500_000) };
    expect(couldTurn(heads, 1, 900)).toBe(false);
    expect(couldTurn(narrow, 1, 900)).toBe(true);
    expect(couldTurn({ ...heads, area: metres(600_000, 400_000) }, 1, 900)).toBe(false);
    expect(couldTurn({ ...heads, area: metres(600_000, 400_000) }, 1, null)).toBe(true);
  });

  test("is never fewer than it would really take: moving so many ballots that do not turn it leaves it as it was", () => {
    const ballots = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        ballots,
        ballots,
        ballots,
        fc.integer({ min: 0, max: 8 }),
        fc.nat(),
        (yes, no, abstain, wrong, seed) => {
          const before = declared(yes, no, abstain, 0, 130);
          if (couldTurn(before, wrong)) return;
          // So many are taken away, put elsewhere, or were missing.
          const tally = [yes, no, abstain];
          const change = (at: number, by: number) => (tally[at] = (tally[at] ?? 0) + by);
          for (let at = 0; at < wrong; at += 1) {
            const [from, to, how] = [(seed + at) % 3, (seed + at + 1) % 3, (seed >> at) % 3];
            if (how < 2 && (tally[from] ?? 0) > 0) change(from, -1);
            if (how > 0) change(to, 1);
          }
          const [y = 0, n = 0, a = 0] = tally;
          expect(declared(y, n, a, 0, 130).result).toBe(before.result);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("no wrong ballot turns nothing, and enough of them turn anything", () => {
    for (const outcome of [declared(640, 251, 108, 13), declared(100, 900), declared(10, 10)]) {
      expect(couldTurn(outcome, 0)).toBe(false);
      expect(couldTurn(outcome, 1486)).toBe(true);
    }
  });
});
