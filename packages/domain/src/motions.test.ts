import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, endOf, instantAt, startOf, type Holidays } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import {
  apply,
  draft,
  inForce,
  planMilestones,
  publicationDue,
  publish,
  recordPriorStudy,
  schedule,
  type Motion,
  type MotionFact,
} from "./motions.ts";
import type { YesNoBox as Box } from "./motions/box.ts";
import { declare, notYetCountable, samePapers } from "./motions/count.ts";
import { changeRoll } from "./motions/roll.ts";
import { repeat } from "./motions/repeat.ts";
import type { MotionStatus } from "./motions/status.ts";
import { motionSteps, type MotionStep } from "./motions/steps.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import { moreThan } from "./rulebook/writing.ts";
import { votingRules } from "./testing/voting-rules.ts";

const now = new Date("2026-02-09T02:00:00Z");
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
const rules = votingRules;

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
  rules,
  firstYes: "allResidents" as const,
  opensAt: startOf("2026-02-20"),
  closesAt: instantAt("2026-02-24", "18:00"),
  ...{ seats: 1_486, areaSquareCentimetres: null, appBallotsCount: true, notYetAdvised: null },
};
const scheduled = done(schedule(given(drafted, studied), voting, when(now)));
const papers = { desk: 10, homeBox: 2, meeting: 0 };
const channels = { app: 1_000, desk: 10, homeBox: 2, meeting: 0 };
const close = voting.closesAt;

function boxOf(tally: Partial<Box["tally"]>): Box {
  return {
    ...{ tally: { for: 0, against: 0, abstain: 0, invalid: 0, ...tally }, channels },
    advisory: 3,
    area: null,
  };
}
function declared(motion: Motion, tally: Partial<Box["tally"]>) {
  return declare(motion, { box: boxOf(tally), sheets: [papers, papers] }, when(close));
}
const p04 = { for: 640, against: 251, abstain: 108, invalid: 13 };
const counted = done(declared(given(drafted, studied, scheduled), p04));
const asThird = { year: 2026, number: 3, advisory: false };
const onNotice = done(publish(given(drafted, studied, scheduled, counted), asThird, when(close)));
const again = {
  ...{ motionId: "m2", ordinal: 2, already: false, seats: 1_486, areaSquareCentimetres: null },
  rules: { ...rules, repeatWithinDays: 30 },
  ...{ opensAt: startOf("2026-03-20"), closesAt: instantAt("2026-03-24", "18:00") },
};
const inForceAt = endOf("2026-03-03");

describe("the table of steps", () => {
  const statuses: readonly MotionStatus[] = [
    ...(["drafted", "priorStudied", "scheduled", "passed"] as const),
    ...(["rejected", "noQuorum", "noticed", "implementing"] as const),
  ];
  const attempts: Record<MotionStep, (motion: Motion) => object> = {
    rewrite: (motion) => draft(motion, { ...asked, proposalStatus: motion.status }, when(now)),
    recordPriorStudy: (motion) => recordPriorStudy(motion, "2026-02-09", when(now)),
    schedule: (motion) => schedule(motion, voting, when(now)),
    changeRoll: (motion) => changeRoll(motion, { what: "added", seatsMore: 1, areaMore: 0 }, when(now)),
    count: (motion) => declared(motion, p04),
    repeat: (motion) => repeat(motion, again, when(inForceAt)),
    publish: (motion) => publish({ ...motion, noticeEnds: null }, asThird, when(close)),
    planMilestones: (motion) => planMilestones(motion, 2, when(inForceAt)),
  };
  const whole = given(drafted, studied, scheduled, counted, onNotice);
  const cells = Object.keys(motionSteps)
    .filter((step): step is MotionStep => Object.hasOwn(motionSteps, step))
    .flatMap((step) => statuses.map((status) => ({ step, status })));

  test.each(cells)("$step may be taken from $status only where the table says so", ({ step, status }) => {
    const allowed: readonly MotionStatus[] = motionSteps[step];
    const answer = attempts[step]({ ...whole, status });
    if (allowed.includes(status)) expect(answer).not.toHaveProperty("refused");
    else expect(answer).toEqual(refuse("proposal-not-at-this-step", { status }));
  });
});

describe("drawing the motion", () => {
  test("it is drawn from an admitted proposal, whose facts make it whole", () => {
    const early = draft(null, { ...asked, proposalStatus: "admissibility" }, when(now));
    expect(early).toEqual(refuse("proposal-not-at-this-step", { status: "admissibility" }));
    const begun = {
      ...{ motionId: "m", proposalId: "p", ordinal: 1, status: "drafted", version: 1 },
      ...{ electorate: "household", form: "yesNo", options: 0 },
    };
    const { motionId, proposalId, ordinal, status, version, electorate, form, options, ...rest } =
      given(drafted);
    expect({ motionId, proposalId, ordinal, status, version, electorate, form, options }).toEqual(begun);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  test("a new text has to be studied again", () => {
    const rewritten = done(
      draft(given(drafted, studied), { ...asked, proposalStatus: "priorStudied" }, when(now)),
    );
    expect(given(drafted, studied)).toMatchObject({ status: "priorStudied", priorStudyOn: "2026-02-09" });
    expect(given(drafted, studied, rewritten)).toMatchObject({
      status: "drafted",
      version: 2,
      priorStudyOn: null,
    });
  });

  test("a study that lies in the future has not been made", () => {
    expect(recordPriorStudy(given(drafted), "2026-02-10", when(now))).toEqual(
      refuse("day-in-the-future", { day: "2026-02-10" }),
    );
  });
});

describe("announcing the vote", () => {
  const ready = given(drafted, studied);
  const window = (opens: number, closes: number, time: `${number}:${number}` = "18:00") =>
    schedule(
      ready,
      {
        ...voting,
        opensAt: startOf(addDays("2026-02-09", opens)),
        closesAt: instantAt(addDays("2026-02-09", closes), time),
      },
      when(now),
    );

  test("ten whole days lie between the notice and the opening", () => {
    expect(window(11, 13)).toHaveProperty("kind", "motion.scheduled");
    expect(window(10, 13)).toEqual(refuse("notice-too-short", { days: 10, day: "2026-02-20" }));
    expect(window(-1, 13)).toHaveProperty("refused", "notice-too-short");
  });

  test("a vote is open for three to fifteen days, the first and the last counted", () => {
    const outside = refuse("window-out-of-bounds", { min: 3, max: 15 });
    expect(window(11, 12)).toEqual(outside);
    expect(window(11, 13)).toHaveProperty("kind");
    expect(window(11, 25)).toHaveProperty("kind");
    expect(window(11, 26)).toEqual(outside);
    expect(window(20, 15)).toEqual(outside);
    const never = {
      ...voting,
      rules: { ...rules, windowDays: { min: 1, max: 15 } },
      closesAt: voting.opensAt,
    };
    expect(schedule(ready, never, when(now))).toEqual(refuse("window-out-of-bounds", { min: 1, max: 15 }));
  });

  test("without a single seat there is nothing to vote on", () => {
    expect(schedule(ready, { ...voting, seats: 0 }, when(now))).toEqual(refuse("roll-empty"));
  });

  test("the rules, the seats and whether app ballots count are written down as they stand", () => {
    expect(given(drafted, studied, scheduled)).toMatchObject({
      status: "scheduled",
      rules,
      seats: 1_486,
      appBallotsCount: true,
      noticedAt: now,
      opensAt: voting.opensAt,
      closesAt: close,
    });
  });
});

describe("the count", () => {
  const motion = given(drafted, studied, scheduled);

  test("1,012 of 1,486 households are enough and 640 of them pass it (P-04)", () => {
    expect(declared(motion, p04)).toMatchObject({
      body: {
        result: "passed",
        quorum: { base: 1_486, present: 1_012, needed: 991, met: true },
        majority: { for: 640, needed: 507, portion: 506, passed: true },
        tally: p04,
        channels,
        papers,
        advisory: 3,
      },
    });
  });

  test("17 for and 13 against do not pass among 36 present (P-07)", () => {
    const fewer = { ...motion, seats: 50 };
    const answer = declared(fewer, { for: 17, against: 13, abstain: 6 });
    expect(answer).toMatchObject({
      body: {
        result: "rejected",
        quorum: { needed: 34, met: true },
        majority: { needed: 19, passed: false },
      },
    });
  });

  test("806 of 1,486 are void under the villages' two thirds, and enough under the half of 2018", () => {
    const tally = { for: 800, against: 6 };
    const void2025 = declared(motion, tally);
    expect(void2025).toMatchObject({ body: { result: "noQuorum", quorum: { needed: 991, met: false } } });
    const rules2018 = { ...rules, quorum: moreThan(1, 2, "households") };
    const valid = declared({ ...motion, rules: rules2018 }, tally);
    expect(valid).toMatchObject({ body: { result: "passed", quorum: { needed: 744, met: true } } });
  });

  test.each([
    ["990 households, one too few", 990, "noQuorum"],
    ["991 households, just enough", 991, "passed"],
  ])("%s", (_name, present, result) => {
    expect(declared(motion, { for: present })).toMatchObject({ body: { result } });
  });

  test("below the quorum nobody reads out what was voted", () => {
    expect(declared(motion, { for: 800, against: 6 })).toMatchObject({
      body: { majority: null, tally: null },
    });
  });

  test("whatever the box held, the choices are told exactly when enough took part, and all who took part are counted", () => {
    const any = fc.record({
      for: fc.nat(400),
      against: fc.nat(400),
      abstain: fc.nat(400),
      invalid: fc.nat(286),
    });
    fc.assert(
      fc.property(any, (tally) => {
        const fact = done(declared(motion, tally));
        if (fact.kind !== "motion.counted") throw new Error("not a count");
        const present = tally.for + tally.against + tally.abstain + tally.invalid;
        expect(fact.body.quorum.present).toBe(present);
        expect(fact.body.tally === null).toBe(3 * present < 2 * 1_486);
        const passed = 3 * present >= 2 * 1_486 && 2 * tally.for > present;
        expect(fact.body.result === "passed").toBe(passed);
      }),
    );
  });

  test("the box stays shut until the vote has closed, to the millisecond", () => {
    const before = new Date(close.getTime() - 1);
    const early = declare(motion, { box: boxOf(p04), sheets: [papers, papers] }, when(before));
    expect(early).toEqual(refuse("vote-still-open"));
    expect(notYetCountable(motion, before)).toEqual(refuse("vote-still-open"));
    expect(notYetCountable(motion, close)).toBeNull();
  });

  test("two scrutineers who counted different sheets declare nothing", () => {
    const sheets = [papers, { ...papers, meeting: 1 }] as const;
    expect(declare(motion, { box: boxOf(p04), sheets }, when(close))).toEqual(refuse("sheets-differ"));
  });

  test("sheets are the same when all three heaps are, in whichever order they are held", () => {
    const anyPapers = fc.record({ desk: fc.nat(3), homeBox: fc.nat(3), meeting: fc.nat(3) });
    fc.assert(
      fc.property(anyPapers, anyPapers, (one, other) => {
        const heaps = ["desk", "homeBox", "meeting"] as const;
        expect(samePapers(one, other)).toBe(heaps.every((heap) => one[heap] === other[heap]));
        expect(samePapers(other, one)).toBe(samePapers(one, other));
      }),
    );
  });
});

describe("after the count", () => {
  const passed = given(drafted, studied, scheduled, counted);
  const noticed = given(drafted, studied, scheduled, counted, onNotice);

  test("a passed motion is on notice for seven days before it takes effect", () => {
    expect(noticed).toMatchObject({ status: "noticed", noticeEnds: "2026-03-03" });
    expect(inForce(noticed, new Date(inForceAt.getTime() - 1))).toBe(false);
    expect(inForce(noticed, inForceAt)).toBe(true);
  });

  test("a rejected result is published and stays rejected; nothing is published twice", () => {
    const rejected: Motion = { ...passed, status: "rejected" };
    const published = apply(rejected, done(publish(rejected, asThird, when(close))));
    expect(published).toMatchObject({ status: "rejected", noticeEnds: "2026-03-03" });
    expect(publish(published, { ...asThird, number: 4 }, when(close))).toEqual(refuse("already-published"));
  });

  test("the result is due within three working days of the close", () => {
    expect(publicationDue(passed, holidays)).toBe("2026-02-27");
    expect(publicationDue(given(drafted), holidays)).toBeNull();
  });

  test("milestones are planned once it is in force, and there has to be one", () => {
    const early = planMilestones(noticed, 2, when(new Date(inForceAt.getTime() - 1)));
    expect(early).toEqual(refuse("notice-still-running", { day: "2026-03-03" }));
    expect(planMilestones(noticed, 0, when(inForceAt))).toEqual(refuse("milestones-needed"));
    const planned = done(planMilestones(noticed, 2, when(inForceAt)));
    expect(apply(noticed, planned)).toEqual({ ...noticed, status: "implementing" });
    expect(inForce(apply(noticed, planned), now)).toBe(true);
  });
});
