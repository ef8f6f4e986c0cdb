import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accept, isAccepted, standInFrom, type Acceptance, type Finished } from "./acceptances.ts";
import { startOf, type Day, type Holidays } from "./calendar.ts";
import { apply, type Motion } from "./motions.ts";
import { isRefusal, refuse } from "./outcome.ts";
import { acceptingRoles } from "./resolutions/steps.ts";

const motion: Motion = {
  ...{
    motionId: "m",
    proposalId: "p",
    ordinal: 1,
    status: "implementing",
    version: 1,
    electorate: "household",
  },
  ...{
    form: "yesNo",
    options: 0,
    agreement: null,
    agreeBy: null,
    scope: null,
    special: null,
    areaSquareCentimetres: null,
  },
  ...{ rules: null, priorStudyOn: null, noticedAt: null, opensAt: null, closesAt: null },
  ...{ appBallotsCount: true, seats: 9, countedAt: null, outcome: null, noticeEnds: "2026-08-01" },
  followUp: null,
};
/** 2026 around the national day, as it was published. */
const holidays: Holidays = {
  coveredUntil: "2026-12-31",
  off: new Set<Day>(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]),
  work: new Set<Day>(["2026-10-10"]),
};
const one = (personId: string, role: Acceptance["role"], accepted = true): Acceptance => ({
  ...{ personId, role, accepted },
});
const finished = (...said: readonly Acceptance[]): Finished => ({ round: 4, doneOn: "2026-09-25", said });
const say = (
  before: Finished,
  mine: Acceptance,
  day: Day = "2026-09-28",
  more: { readonly inCharge?: boolean; readonly standInFrom?: Day } = {},
) =>
  accept(
    motion,
    before,
    { ...mine, inCharge: more.inCharge ?? false, standInFrom: more.standInFrom ?? "2026-10-14" },
    { actorId: "a", subjectId: mine.personId, channel: "app", at: startOf(day) },
  );

describe("the finished work", () => {
  test("is accepted by the proposer and two neighbours, in any order; then the days of the follow-up are fixed", () => {
    const third = say(finished(one("n1", "neighbour"), one("a", "proposer")), one("n2", "neighbour"));
    const followUp = { firstOn: "2026-10-28", secondOn: "2027-03-27", windowDays: 14 };
    expect(third).toMatchObject({ body: { round: 4, role: "neighbour", accepted: true, followUp } });
    if (isRefusal(third)) throw new Error("refused");
    expect(apply(motion, third)).toMatchObject({ status: "accepted", followUp });
    const last = say(finished(one("n1", "neighbour"), one("n2", "neighbour")), one("a", "proposer"));
    expect(last).toMatchObject({ body: { followUp } });
  });

  test("is not accepted by three neighbours without the proposer", () => {
    const third = say(finished(one("n1", "neighbour"), one("n2", "neighbour")), one("n3", "neighbour"));
    expect(third).toMatchObject({ body: { followUp: null } });
    if (isRefusal(third)) throw new Error("refused");
    expect(apply(motion, third).status).toBe("implementing");
  });

  test("is put to nobody while a milestone is open", () => {
    expect(say({ ...finished(), doneOn: null }, one("a", "proposer"))).toEqual(refuse("milestones-open"));
  });

  test("that is not accepted yet waits for a further milestone, and is asked about anew after it", () => {
    const notYet = finished(one("n1", "neighbour", false));
    expect(say(notYet, one("a", "proposer"))).toEqual(refuse("further-milestone-needed"));
    expect(say({ ...finished(), round: 5 }, one("n1", "neighbour"))).toMatchObject({ body: { round: 5 } });
  });

  test("is said of once by each person, and never by who is in charge of it but the proposer", () => {
    expect(say(finished(one("n1", "neighbour")), one("n1", "neighbour"))).toEqual(refuse("already-accepted"));
    const inCharge = { inCharge: true };
    expect(say(finished(), one("chair", "neighbour"), "2026-09-28", inCharge)).toEqual(refuse("in-charge"));
    expect(say(finished(), one("a", "proposer"), "2026-09-28", inCharge)).toMatchObject({
      kind: "motion.acceptanceSaid",
    });
  });
});

describe("a supervisor stands in", () => {
  test("for a silent proposer after ten working days, the holidays between left out; for one who left at once", () => {
    expect(standInFrom(motion, "2026-09-25", false, holidays)).toBe("2026-10-15");
    expect(standInFrom(motion, "2026-09-25", true, holidays)).toBe("2026-09-25");
  });

  test("not on the last day of the time that the proposer has, and not once the proposer said something", () => {
    const supervisor = one("s", "supervisor");
    expect(say(finished(), supervisor, "2026-10-14")).toEqual(
      refuse("author-still-awaited", { day: "2026-10-14" }),
    );
    expect(say(finished(), supervisor, "2026-10-15")).toMatchObject({ body: { role: "supervisor" } });
    expect(say(finished(one("a", "proposer")), supervisor, "2026-10-15")).toEqual(refuse("already-accepted"));
  });
});

test("it is accepted exactly when nobody is against it, two neighbours are for it, and one more who is none", () => {
  const acceptance = fc.record({
    personId: fc.uuid(),
    role: fc.constantFrom(...acceptingRoles),
    accepted: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(acceptance, { maxLength: 6 }), (said) => {
      const of = (role: string) => said.filter((each) => each.role === role).length;
      const expected =
        said.every((each) => each.accepted) && of("neighbour") >= 2 && said.length > of("neighbour");
      expect(isAccepted(said)).toBe(expected);
    }),
  );
});
