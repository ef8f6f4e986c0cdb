import { describe, expect, test } from "vitest";
import { instantAt, startOf } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import {
  apply,
  draft,
  inForce,
  planMilestones,
  publish,
  recordPriorStudy,
  schedule,
  type Motion,
  type MotionFact,
} from "./motions.ts";
import type { YesNoBox as Box } from "./motions/box.ts";
import { declare } from "./motions/count.ts";
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

function when(at: Date): Standing {
  return { actorId: "member", subjectId: null, channel: "app", at };
}
function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
/** Given what was done, in this order, where the motion stands. */
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
const scheduled = done(schedule(given(drafted, studied), voting, when(now)));
const papers = { desk: 10, homeBox: 2, meeting: 0 };
const channels = { app: 1_000, desk: 10, homeBox: 2, meeting: 0 };
const close = voting.closesAt;

function boxOf(tally: Partial<Box["tally"]>): Box {
  return {
    tally: { for: 0, against: 0, abstain: 0, invalid: 0, ...tally },
    channels,
    advisory: 3,
    area: null,
  };
}
function declared(motion: Motion, tally: Partial<Box["tally"]>) {
  return declare(motion, { box: boxOf(tally), sheets: [papers, papers] }, when(close));
}
const p04 = { for: 640, against: 251, abstain: 108, invalid: 13 };
const counted = done(declared(given(drafted, studied, scheduled), p04));
describe("who decides", () => {
  test("what another body decides is not put to the residents' meeting by mistake", () => {
    expect(schedule(given(drafted, studied), { ...voting, firstYes: "delegated" }, when(now))).toEqual(
      refuse("another-body-decides"),
    );
  });

  test("an opinion is published as one, and never takes effect however many were for it", () => {
    const passed = given(drafted, studied, scheduled, counted);
    expect(passed.status).toBe("passed");
    const asOpinion = done(publish(passed, { year: 2026, number: 3, advisory: true }, when(close)));
    const after = apply(passed, asOpinion);
    expect(after).toMatchObject({ status: "passed", noticeEnds: "2026-03-03" });
    expect(inForce(after, new Date("2030-01-01T00:00:00Z"))).toBe(false);
    expect(planMilestones(after, 1, when(new Date("2030-01-01T00:00:00Z")))).toEqual(
      refuse("proposal-not-at-this-step", { status: "passed" }),
    );
    // The same result of a body that decides takes effect.
    const decided = apply(
      passed,
      done(publish(passed, { year: 2026, number: 3, advisory: false }, when(close))),
    );
    expect(inForce(decided, new Date("2030-01-01T00:00:00Z"))).toBe(true);
  });
});
