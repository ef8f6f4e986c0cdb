import { describe, expect, test } from "vitest";
import { accept } from "../acceptances.ts";
import { endOf, startOf, type Day, type Holidays } from "../calendar.ts";
import type { Standing } from "../facts.ts";
import { answer as answerFollowUp } from "../follow-ups.ts";
import { apply, inForce, planMilestones, type Motion } from "../motions.ts";
import type { MotionStatus } from "../motions/status.ts";
import * as objections from "../objections.ts";
import { isRefusal, refuse, type Refusal } from "../outcome.ts";
import { addMilestone } from "../resolutions.ts";
import { ask as askForRecount } from "../recounts.ts";
import { atLeast, moreThan } from "../rulebook/writing.ts";
import { follow, afterSteps, type AfterStep } from "./steps.ts";

/** 2026 as it was published around the national day: a week off, and the Saturday after it worked. */
const holidays: Holidays = {
  coveredUntil: "2026-12-31",
  off: new Set<Day>(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]),
  work: new Set<Day>(["2026-09-20", "2026-10-10"]),
};
const at = (day: Day): Standing => ({
  ...{ actorId: "clerk", subjectId: "resident", channel: "app", at: startOf(day) },
});
const motion = (status: MotionStatus, more: Partial<Motion> = {}): Motion => ({
  ...{ motionId: "m", proposalId: "p", ordinal: 1, status, version: 1, electorate: "household", rules: null },
  ...{ priorStudyOn: null, noticedAt: null, opensAt: null, closesAt: null, appBallotsCount: true },
  ...{ seats: 9, countedAt: null, outcome: null, noticeEnds: "2026-09-30", followUp: null },
  ...{
    form: "yesNo",
    options: 0,
    agreement: null,
    agreeBy: null,
    scope: null,
    special: null,
    areaSquareCentimetres: null,
  },
  ...more,
});
const objection: objections.Objection = {
  ...{ objectionId: "o", motionId: "m", residentId: "objector", memberId: null },
  ...{ status: "open", dueOn: "2026-10-13" },
};
const followUp = { firstOn: "2026-09-28", secondOn: "2027-02-25", windowDays: 14 } as const;

const statuses = [
  ...["drafted", "priorStudied", "scheduled", "passed", "rejected", "noQuorum", "noticed"],
  ...["objected", "setAside", "implementing", "accepted"],
] as const satisfies readonly MotionStatus[];

const object = (on: Motion, day: Day = "2026-09-29", already = false) =>
  objections.object(
    on,
    { objectionId: "o", ground: "procedure", code: "notice", already, holidays },
    at(day),
  );
const answer = (on: Motion, verdict: "rejected" | "upheld", othersWaiting = 0, standing = at("2026-09-29")) =>
  objections.answer(
    on,
    objection,
    { verdict, authorId: "author", othersWaiting, recounted: false },
    standing,
  );
const said = { personId: "neighbour", role: "neighbour", accepted: true, inCharge: false } as const;

/** Each step, taken rightly in every way but for where the motion stands. */
const taken: Readonly<Record<AfterStep, (on: Motion) => unknown>> = {
  object: (on) => object(on),
  answerObjection: (on) => answer(on, "rejected"),
  addMilestone: (on) => addMilestone(on, 3, at("2026-09-29")),
  accept: (on) =>
    accept(
      on,
      { round: 1, doneOn: "2026-09-28", said: [] },
      { ...said, standInFrom: "2026-10-20" },
      at("2026-09-29"),
    ),
  followUp: (on) => answerFollowUp(on, { round: 1, already: false }, at("2026-09-29")),
  recordCourtCase: (on) =>
    objections.recordCourtCase(on, { caseId: "c", on: "2026-09-29", already: false }, at("2026-09-29")),
  endCourtCase: (on) =>
    objections.endCourtCase(
      on,
      { caseId: "c", acceptedOn: "2026-09-01", on: "2026-09-29", end: "upheld" },
      at("2026-09-29"),
    ),
  recount: (on) =>
    askForRecount(
      on,
      {
        ...{ recountId: "r", kind: "count", claim: null, seat: 3, supervises: false, given: true },
        ...{ already: false, holidays },
      },
      at("2026-09-29"),
    ),
};

describe("the table of steps after a vote", () => {
  const cells = Object.entries(afterSteps).flatMap(([step, allowed]) =>
    statuses.map((status) => ({ step, status, allowed: allowed.some((one) => one === status) })),
  );
  const isStep = (name: string): name is AfterStep => name in taken;

  test.for(cells)("$step from $status: $allowed", ({ step, status, allowed }) => {
    if (!isStep(step)) throw new Error(`nobody takes ${step}`);
    const answered = taken[step](motion(status, { followUp }));
    if (allowed) expect(isRefusal(answered)).toBe(false);
    else expect(answered).toEqual(refuse("proposal-not-at-this-step", { status }));
  });
});

function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}

describe("an objection", () => {
  test("can be made until the last second of the notice, and not one later", () => {
    const noticed = motion("noticed");
    const filed = (when: Date) =>
      objections.object(
        noticed,
        { objectionId: "o", ground: "law", code: "harmsRights", already: false, holidays },
        { ...at("2026-09-30"), at: when },
      );
    const over = endOf("2026-09-30");
    expect(filed(new Date(over.getTime() - 1))).toMatchObject({ kind: "motion.objected" });
    expect(filed(over)).toEqual(refuse("notice-over", { day: "2026-09-30" }));
  });

  test("is made once by each person", () => {
    expect(object(motion("objected"), "2026-09-29", true)).toEqual(refuse("already-objected"));
  });

  test("is answered within seven working days: over the national day's week, and with the Saturday that is worked", () => {
    expect(object(motion("noticed"), "2026-09-29")).toMatchObject({ body: { dueOn: "2026-10-14" } });
    const fewer = motion("noticed", {
      rules: { ...rules, after: { ...after, answerWorkingDays: 5 } },
    });
    expect(object(fewer, "2026-09-29")).toMatchObject({ body: { dueOn: "2026-10-12" } });
  });

  test("is late from the day after its day on", () => {
    const open = { status: "open", dueOn: "2026-10-13" } as const;
    expect(objections.isLate(open, startOf("2026-10-13"))).toBe(false);
    expect(objections.isLate(open, startOf("2026-10-14"))).toBe(true);
    expect(objections.isLate({ ...open, status: "rejected" }, startOf("2026-12-01"))).toBe(false);
  });

  test("to the counting is not rejected before all was counted again", () => {
    const counting = { ...objection, code: "counting" } as const;
    const said = (verdict: "rejected" | "upheld", recounted: boolean) =>
      objections.answer(
        motion("objected"),
        counting,
        { verdict, authorId: "author", othersWaiting: 0, recounted },
        at("2026-09-29"),
      );
    expect(said("rejected", false)).toEqual(refuse("recount-first"));
    expect(isRefusal(said("rejected", true))).toBe(false);
    expect(isRefusal(said("upheld", false))).toBe(false);
  });

  test("belongs to its ground: what is of the procedure is not of the law", () => {
    expect(objections.fits("law", "notice")).toBe(false);
    expect(objections.fits("procedure", "notice")).toBe(true);
  });

  test("is never answered by who objected, nor by whose proposal it is, and once only", () => {
    const objected = motion("objected");
    const as = (subjectId: string) => ({ ...at("2026-09-29"), subjectId });
    expect(answer(objected, "rejected", 0, as("objector"))).toEqual(refuse("objection-own"));
    expect(answer(objected, "rejected", 0, as("author"))).toEqual(refuse("objection-own"));
    const asked = { verdict: "rejected", authorId: "author", othersWaiting: 0, recounted: false } as const;
    const again = objections.answer(objected, { ...objection, status: "rejected" }, asked, at("2026-09-29"));
    expect(again).toEqual(refuse("objection-answered"));
  });
});

describe("while an objection waits", () => {
  const later = startOf("2026-12-01");
  const objected = apply(motion("noticed"), done(object(motion("noticed"))));

  test("the decision is not in force, however long ago its notice ended, and nothing is planned", () => {
    expect(inForce(motion("noticed"), later)).toBe(true);
    expect(inForce(objected, later)).toBe(false);
    expect(planMilestones(objected, 1, at("2026-12-01"))).toEqual(
      refuse("proposal-not-at-this-step", { status: "objected" }),
    );
  });

  test("it goes on once all are rejected, and not while another waits", () => {
    expect(apply(objected, done(answer(objected, "rejected", 1))).status).toBe("objected");
    const goesOn = apply(objected, done(answer(objected, "rejected", 0)));
    expect(goesOn.status).toBe("noticed");
    expect(inForce(goesOn, later)).toBe(true);
  });

  test("one that is upheld sets it aside for good, whatever is answered to the others", () => {
    const setAside = apply(objected, done(answer(objected, "upheld", 1)));
    expect(setAside.status).toBe("setAside");
    expect(inForce(setAside, later)).toBe(false);
    expect(apply(setAside, done(answer(setAside, "rejected", 0))).status).toBe("setAside");
  });
});

describe("a court's case", () => {
  const record = (on: Day, more: Partial<Motion> = {}, already = false) =>
    objections.recordCourtCase(motion("implementing", more), { caseId: "c", on, already }, at("2026-09-29"));
  const end = (on: Day, how: "upheld" | "revoked") =>
    objections.endCourtCase(
      motion("implementing"),
      { caseId: "c", acceptedOn: "2026-09-10", on, end: how },
      at("2026-09-29"),
    );

  test("is against what was published, one at a time, on a day that has come", () => {
    expect(record("2026-09-29")).toMatchObject({ kind: "motion.courtCaseAccepted" });
    expect(record("2026-09-29", { noticeEnds: null })).toEqual(refuse("not-published"));
    expect(record("2026-09-29", {}, true)).toEqual(refuse("court-case-open"));
    expect(record("2026-09-30")).toEqual(refuse("day-in-the-future", { day: "2026-09-30" }));
  });

  test("leaves the decision as it is until the court has revoked it", () => {
    const accepted = done(record("2026-09-29"));
    expect(follow(motion("implementing"), accepted).status).toBe("implementing");
    expect(follow(motion("accepted"), done(end("2026-09-28", "upheld"))).status).toBe("accepted");
    const revoked = done(end("2026-09-28", "revoked"));
    expect(follow(motion("implementing"), revoked).status).toBe("setAside");
    expect(follow(motion("rejected"), revoked).status).toBe("rejected");
  });

  test("ends after it began, and not tomorrow", () => {
    expect(end("2026-09-09", "upheld")).toEqual(refuse("ended-before-accepted", { day: "2026-09-10" }));
    expect(end("2026-09-30", "upheld")).toEqual(refuse("day-in-the-future", { day: "2026-09-30" }));
  });
});

const after = {
  ...{ recountWorkingDays: 3, answerWorkingDays: 7, authorWorkingDays: 10, firstDays: 30, secondDays: 180 },
  ...{ windowDays: 14, minCell: 5 },
};
const rules: NonNullable<Motion["rules"]> = {
  ...{ book: "cn-urban-2025", noticeDays: 10, windowDays: { min: 3, max: 15 }, publishWorkingDays: 3 },
  quorum: atLeast(2, 3, "households"),
  majority: moreThan(1, 2, "present"),
  ...{ publicNoticeDays: 7, lateFlagWorkingDays: 10, votingAge: 18 },
  citations: {
    quorum: { law: "", article: "", provenance: "analogy" },
    majority: { law: "", article: "", provenance: "confirmed" },
  },
};
