import { describe, expect, test } from "vitest";
import { instantAt, startOf } from "../calendar.ts";
import type { Standing } from "../facts.ts";
import { apply, draft, type Motion } from "../motions.ts";
import { isRefusal, refuse } from "../outcome.ts";
import { atLeast, moreThan } from "../rulebook/writing.ts";
import type { TieRule } from "../tally/options.ts";
import { boxOf, type Pile } from "./box.ts";
import { declare } from "./count.ts";
import { fewestOptions, mostOptions, notAskable, option, type Form } from "./forms.ts";
import type { VoteRules } from "./rules.ts";

const now = new Date("2026-02-09T02:00:00Z");
const by: Standing = { actorId: "a", subjectId: null, channel: "app", at: now };
const cited = { law: "", article: "", provenance: "design" } as const;
const rules: VoteRules = {
  ...{ book: "b", quorum: atLeast(2, 3, "households"), majority: moreThan(1, 2, "present") },
  ...{ noticeDays: 10, windowDays: { min: 3, max: 15 }, publishWorkingDays: 3, publicNoticeDays: 7 },
  ...{ lateFlagWorkingDays: 10, votingAge: 18, citations: { quorum: cited, majority: cited } },
};
const named = (many: number) => Array.from({ length: many }, (_, at) => `第${at + 1}种`);

describe("the options of a question", () => {
  const ask = (form: Form, options: readonly string[], special: boolean | null = null) =>
    notAskable({ form, options, special });

  test("are none by yes or no, and otherwise two to seven", () => {
    expect(ask("yesNo", [])).toBeNull();
    expect(ask("yesNo", named(2))).toEqual(refuse("options-not-asked"));
    for (const form of ["oneOf", "approval"] as const) {
      const few = refuse("options-too-few-or-many", { min: fewestOptions, max: mostOptions });
      for (const many of [0, 1, 8]) expect(ask(form, named(many))).toEqual(few);
      for (const many of [2, 7]) expect(ask(form, named(many))).toBeNull();
    }
  });

  test("are told apart, and space around them makes no difference", () => {
    expect(ask("oneOf", ["早上", " 早上 "])).toEqual(refuse("options-alike"));
    expect(ask("approval", ["早上", "晚上", "早上"])).toEqual(refuse("options-alike"));
    expect(ask("oneOf", ["早上", "晚上"])).toBeNull();
  });

  test("are accepted several at once nowhere where the law asks three quarters of owners", () => {
    expect(ask("approval", named(2), true)).toEqual(refuse("approval-not-here"));
    expect(ask("approval", named(2), false)).toBeNull();
    expect(ask("oneOf", named(2), true)).toBeNull();
  });

  test("keep what they say and cost, and nothing where nothing was said", () => {
    expect(option(" 早上 ", { sentence: " ", costYuan: 0 })).toEqual({
      name: "早上",
      sentence: null,
      costYuan: 0,
    });
    expect(option("晚上", { sentence: "七点以后" })).toEqual({
      name: "晚上",
      sentence: "七点以后",
      costYuan: null,
    });
  });

  test("are drawn with the motion, and gone with a version that has none", () => {
    const whose = { motionId: "m", proposalId: "p", proposalStatus: "admitted", hash: "h" } as const;
    const body = { firstYes: "allResidents", electorate: "household", scope: null, special: null } as const;
    const asked = { ...whose, ...body, ordinal: 1, others: [], explained: false, agreeBy: null } as const;
    const drawn = (before: Motion | null, form: Form, options: readonly string[]) => {
      const fact = draft(before, { ...asked, form, options }, by);
      if (isRefusal(fact)) throw new Error(fact.refused);
      return apply(before, fact);
    };
    const first = drawn(null, "oneOf", named(3));
    expect(first).toMatchObject({ form: "oneOf", options: 3, version: 1 });
    expect(drawn(first, "yesNo", [])).toMatchObject({
      form: "yesNo",
      options: 0,
      agreement: null,
      agreeBy: null,
      version: 2,
    });
    expect(draft(null, { ...asked, form: "oneOf", options: ["早上"] }, by)).toHaveProperty("refused");
  });
});

const scheduled: Motion = {
  ...{ motionId: "m", proposalId: "p", ordinal: 1, status: "scheduled", version: 1, electorate: "household" },
  ...{
    scope: null,
    special: null,
    form: "oneOf",
    options: 3,
    agreement: null,
    agreeBy: null,
    rules,
    priorStudyOn: null,
    noticedAt: now,
  },
  ...{ opensAt: startOf("2026-02-01"), closesAt: instantAt("2026-02-08", "18:00"), appBallotsCount: true },
  ...{
    seats: 30,
    areaSquareCentimetres: null,
    countedAt: null,
    outcome: null,
    noticeEnds: null,
    followUp: null,
  },
};
const pile = (choice: string, ballots: number, more: Partial<Pile> = {}): Pile => ({
  ...{ binding: true, channel: "app", choice, ballots, area: null, ...more },
});
const papers = { desk: 0, homeBox: 0, meeting: 0 };
function counted(motion: Motion, piles: readonly Pile[], costs?: readonly (number | null)[]) {
  const asked = { box: boxOf(piles, motion), sheets: [papers, papers], ...(costs && { costs }) };
  const fact = declare(motion, asked, by);
  if (isRefusal(fact) || fact.kind !== "motion.counted") throw new Error("it was not counted");
  return fact.body;
}

describe("the count of a question with options", () => {
  test("asks first whether enough took part, and reads out nothing below", () => {
    const few = counted(scheduled, [pile("o1", 19)]);
    expect(few).toMatchObject({ result: "noQuorum", options: null, majority: null, tally: null });
    const enough = counted(scheduled, [pile("o1", 19), pile("invalid", 1, { channel: "desk" })]);
    expect(enough).toMatchObject({
      result: "passed",
      options: { winner: 1, present: 20, needed: 11 },
      channels: { app: 19, desk: 1, homeBox: 0, meeting: 0 },
    });
  });

  test("rejects where no option reached it, though one has most", () => {
    const body = counted(scheduled, [pile("o1", 10), pile("o2", 9), pile("o3", 1)]);
    expect(body).toMatchObject({ result: "rejected", options: { winner: null, tied: [] } });
  });

  test("counts ballots from the app apart where they are advisory", () => {
    const body = counted(scheduled, [
      pile("o2", 20, { channel: "meeting" }),
      pile("o1", 7, { binding: false }),
    ]);
    expect(body).toMatchObject({ advisory: 7, options: { winner: 2, present: 20 }, channels: { app: 0 } });
  });

  test("tells a tie at the top that would decide as a tie, and breaks it only as the rules say (`vote.tie`)", () => {
    const approval: Motion = { ...scheduled, form: "approval" };
    const both = [pile("xx-----", 25), pile("--x----", 1)];
    const under = (tie: TieRule) => ({ ...approval, rules: { ...rules, tie } });
    expect(counted(approval, both)).toMatchObject({
      ...{ result: "rejected", options: { winner: null, tied: [1, 2] } },
    });
    expect(counted(under("undecided"), both, [1, 2, 3]).options?.tied).toEqual([1, 2]);
    expect(counted(under("lessCost"), both, [500, 200, null])).toMatchObject({
      ...{ result: "passed", options: { winner: 2, tied: [] } },
    });
  });

  test("of owners asks the same option for heads and area, and tells both", () => {
    const owners: Motion = {
      ...{ ...scheduled, electorate: "owner", special: true, options: 2, seats: 10 },
      ...{
        areaSquareCentimetres: 1_000,
        rules: { ...rules, majority: atLeast(3, 4, "participatingAreaAndHeads") },
      },
    };
    const by34 = counted(owners, [pile("o1", 6, { area: 750 }), pile("o2", 2, { area: 250 })]);
    expect(by34).toMatchObject({
      result: "passed",
      options: { winner: 1, options: [{ count: 6, reached: true }, { count: 2 }] },
      area: {
        quorum: { met: true },
        options: { winner: 1, needed: 750, options: [{ count: 750, reached: true }, {}] },
      },
    });
    const split = counted(owners, [pile("o1", 6, { area: 749 }), pile("o2", 2, { area: 251 })]);
    expect(split).toMatchObject({
      result: "rejected",
      options: { winner: null },
      area: { options: { winner: null } },
    });
    const tooLittle = counted(owners, [pile("o1", 8, { area: 600 })]);
    expect(tooLittle).toMatchObject({ result: "noQuorum", options: null, area: { options: null } });
  });

  test("of a question by yes or no is as it was, and a ballot that answers another question is a defect", () => {
    const yesNo: Motion = { ...scheduled, form: "yesNo", options: 0, agreement: null, agreeBy: null };
    const body = counted(yesNo, [
      pile("for", 15),
      pile("against", 4, { channel: "desk" }),
      pile("abstain", 1),
    ]);
    expect(body).toMatchObject({ result: "passed", tally: { for: 15, against: 4, abstain: 1, invalid: 0 } });
    expect(body).not.toHaveProperty("options");
    expect(() => counted(yesNo, [pile("o1", 20)])).toThrow(RangeError);
    expect(() => counted(scheduled, [pile("for", 20)])).toThrow(RangeError);
  });
});
