import { describe, expect, test } from "vitest";
import { instantAt, startOf } from "./calendar.ts";
import { apply, draft, recordPriorStudy, schedule, type Motion, type MotionFact } from "./motions.ts";
import { declare, enoughAgree, scrutineersNeeded } from "./motions/count.ts";
import type { VoteRules } from "./motions/rules.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import { atLeast, moreThan } from "./rulebook/writing.ts";

const now = new Date("2026-02-09T02:00:00Z");
const rules: VoteRules = {
  book: "cn-urban-2025",
  quorum: atLeast(2, 3, "households"),
  majority: moreThan(1, 2, "present"),
  noticeDays: 10,
  windowDays: { min: 3, max: 15 },
  publishWorkingDays: 3,
  publicNoticeDays: 7,
  lateFlagWorkingDays: 10,
  votingAge: 18,
  citations: {
    quorum: { law: "参照村委会组织法", article: "22", provenance: "analogy" },
    majority: { law: "居委会组织法(2018)", article: "9", provenance: "confirmed" },
  },
};

function when(at: Date) {
  return { actorId: "member", subjectId: null, channel: "app", at } as const;
}
function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
function given(...facts: readonly MotionFact[]): Motion {
  const stands = facts.reduce<Motion | null>((before, fact) => apply(before, fact), null);
  if (!stands) throw new Error("nothing was done");
  return stands;
}

const alone = {
  ordinal: 1,
  others: [],
  explained: false,
  form: "yesNo",
  agreeBy: null,
  options: [],
} as const;
const whose = { firstYes: "allResidents", scope: null, special: null, ...alone } as const;
const asked = { motionId: "m", proposalId: "p", electorate: "household", hash: "h", ...whose } as const;
const drafted = done(draft(null, { ...asked, proposalStatus: "admitted" }, when(now)));
const studied = done(recordPriorStudy(given(drafted), "2026-02-09", when(now)));
const voting = {
  areaSquareCentimetres: null,
  firstYes: "allResidents" as const,
  rules,
  opensAt: startOf("2026-02-20"),
  closesAt: instantAt("2026-02-24", "18:00"),
  seats: 1_486,
  appBallotsCount: true,
  notYetAdvised: null,
};
const motion = given(drafted, studied, done(schedule(given(drafted, studied), voting, when(now))));
const papers = { desk: 10, homeBox: 2, meeting: 0 };
const box = {
  tally: { for: 640, against: 251, abstain: 108, invalid: 13 },
  channels: { app: 1_000, desk: 10, homeBox: 2, meeting: 0 },
  advisory: 0,
  area: null,
};

describe("what the rules of a vote ask for", () => {
  test("three have to count the same where the rules ask for three", () => {
    const three = { ...motion, rules: { ...rules, scrutineers: 3 } };
    const counted3 = (...sheets: readonly (typeof papers)[]) =>
      declare(three, { box, sheets }, when(voting.closesAt));
    expect(counted3(papers, papers)).toEqual(refuse("sheets-differ"));
    expect(counted3(papers, { ...papers, desk: 11 }, papers)).toEqual(refuse("sheets-differ"));
    expect(counted3(papers, papers, papers)).toMatchObject({ body: { result: "passed" } });
    expect([scrutineersNeeded(three), scrutineersNeeded(motion)]).toEqual([3, 2]);
    expect(enoughAgree(motion, [])).toBe(false);
  });

  test("what was not studied is announced only where the rules do not ask for a study", () => {
    const unstudied = given(drafted);
    const no = refuse("proposal-not-at-this-step", { status: "drafted" });
    expect(schedule(unstudied, voting, when(now))).toEqual(no);
    const asking = { ...voting, rules: { ...rules, priorStudyRequired: true } };
    expect(schedule(unstudied, asking, when(now))).toEqual(no);
    const free = { ...voting, rules: { ...rules, priorStudyRequired: false } };
    expect(schedule(unstudied, free, when(now))).toMatchObject({ kind: "motion.scheduled" });
  });

  test("a scheduled motion without rules is a defect, not a refusal", () => {
    const asked = { box, sheets: [papers, papers] };
    expect(() => declare({ ...motion, rules: null }, asked, when(voting.closesAt))).toThrow("has its rules");
  });
});

test("only a draft begins a motion", () => {
  const study = done(recordPriorStudy(given(drafted), "2026-02-09", when(now)));
  expect(() => apply(null, study)).toThrow("begins with its draft");
});
