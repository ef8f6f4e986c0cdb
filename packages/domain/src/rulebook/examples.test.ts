import { describe, expect, test } from "vitest";
import type { Holidays } from "../calendar.ts";
import { withChanges } from "./changes.ts";
import { cnUrban2025 } from "./cn-urban-2025.ts";
import { exampleOf, type OwnFigures } from "./examples.ts";
import type { RuleKey } from "./keys.ts";
import { days } from "./writing.ts";

const figures: OwnFigures = {
  households: 1_486,
  residents18: 2_932,
  buildings: [
    { building: "3", count: 320 },
    { building: "11", count: 180 },
    { building: "9", count: 12 },
  ],
  repsInOffice: 0,
  repsMeetingMembers: 0,
  membersInOffice: 7,
  owners: { units: 1_500, heads: 1_487, areaSquareCentimetres: 1_203_456_789 },
};
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
const here = { figures, today: "2026-11-25", holidays } as const;
const example = (key: RuleKey) => exampleOf(cnUrban2025, key, here);

describe("an example of a rule, from the community's own figures", () => {
  test("two thirds of 1,486 households are 991, and more than half of those 991 are 496", () => {
    expect(example("meeting.residents.quorum.households")).toEqual({
      of: "share",
      base: "households",
      count: 1_486,
      needed: 991,
    });
    expect(example("meeting.residents.majority")).toMatchObject({ count: 991, needed: 496 });
    expect(example("meeting.residents.quorum.persons")).toMatchObject({ count: 2_932, needed: 1_467 });
    expect(example("meeting.residents.petition.persons")).toMatchObject({ needed: 294 });
    expect(example("committee.majority")).toMatchObject({ count: 4, needed: 3 });
  });

  test("a share of a building is told for the largest and the smallest, and is never nobody", () => {
    expect(example("proposal.cosponsorsBuildingShare")).toEqual({
      of: "buildings",
      largest: { building: "3", count: 320, needed: 16 },
      smallest: { building: "9", count: 12, needed: 1 },
    });
  });

  test("days become dates: a vote announced today opens after ten whole days, and is open for three to fifteen", () => {
    const earliest = { of: "earliest", day: "2026-12-06", provisional: false };
    expect(example("meeting.residents.noticeDays")).toEqual(earliest);
    expect(example("vote.windowDays")).toEqual({
      of: "window",
      opens: "2026-12-06",
      shortest: "2026-12-08",
      longest: "2026-12-20",
    });
    expect(example("admissibility.workingDays")).toEqual({
      of: "day",
      day: "2026-12-02",
      provisional: false,
    });
    expect(example("disclosure.general.months")).toMatchObject({ of: "day", day: "2027-02-25" });
    expect(example("voter.residenceMonths")).toMatchObject({ of: "since", day: "2026-05-25" });
  });

  test("a working day beyond the published table of holidays is provisional", () => {
    const late = { ...here, today: "2026-12-29" } as const;
    expect(exampleOf(cnUrban2025, "admissibility.workingDays", late)).toMatchObject({ provisional: true });
    expect(exampleOf(cnUrban2025, "proposal.windowDays", late)).toMatchObject({ provisional: false });
  });

  test("goes by the community's own rule where it has one", () => {
    const change = {
      changeId: "1",
      key: "meeting.residents.noticeDays",
      value: days(15),
      adoptedOn: "2026-08-01",
      effectiveFrom: "2026-08-02",
    } as const;
    const own = withChanges(cnUrban2025, [change]);
    expect(exampleOf(own, "meeting.residents.noticeDays", here)).toMatchObject({ day: "2026-12-11" });
    expect(exampleOf(own, "vote.windowDays", here)).toMatchObject({ opens: "2026-12-11" });
  });

  test("counts owners by heads and by area, exactly, and of those who take part the fewest who may", () => {
    const area = 1_203_456_789;
    const taking = { heads: 992, area: 802_304_526 };
    expect(example("owners.participation")).toEqual({
      ...{ of: "owners", base: "areaAndHeads", units: 1_500 },
      heads: { count: 1_487, needed: taking.heads },
      area: { count: area, needed: taking.area },
    });
    // 2/3 of 1,487 is 991⅓ and of the area 802,304,526 exactly: not one less would do, nor is one more asked for.
    expect([3 * taking.heads >= 2 * 1_487, 3 * (taking.heads - 1) >= 2 * 1_487]).toEqual([true, false]);
    expect([3 * taking.area >= 2 * area, 3 * (taking.area - 1) >= 2 * area]).toEqual([true, false]);
    expect(example("owners.ordinary")).toMatchObject({
      ...{ base: "participatingAreaAndHeads", heads: { count: 992, needed: 497 } },
      area: { count: taking.area, needed: 401_152_264 },
    });
    expect(example("owners.special")).toMatchObject({ heads: { needed: 744 } });
    expect(example("owners.petition")).toEqual({
      ...{ of: "share", base: "ownerHeads", count: 1_487, needed: 298 },
    });
  });

  test("is not made up where there is nothing to compute it from", () => {
    const empty = { ...here, figures: { ...figures, households: 0, residents18: 0, buildings: [] } };
    for (const key of [
      "meeting.residents.quorum.households",
      "meeting.residents.majority",
      "proposal.cosponsorsBuildingShare",
    ] as const)
      expect([key, exampleOf(cnUrban2025, key, empty)]).toEqual([key, { of: "unknown" }]);
    expect(example("meeting.reps.quorum")).toEqual({ of: "unknown" });
    const noOwners = {
      ...here,
      figures: { ...figures, owners: { units: 0, heads: 0, areaSquareCentimetres: 0 } },
    };
    for (const key of [
      "owners.participation",
      "owners.ordinary",
      "owners.special",
      "owners.petition",
    ] as const)
      expect([key, exampleOf(cnUrban2025, key, noOwners)]).toEqual([key, { of: "unknown" }]);
    expect(example("meeting.priorStudy.required")).toBeNull();
    expect(example("proposal.cosponsors")).toBeNull();
  });
});
