import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day } from "../calendar.ts";
import { opening, type Opening } from "../deciders.ts";
import { electorates, type Electorate } from "../electorates.ts";
import type { Standing } from "../facts.ts";
import { apply, draft, schedule, type Motion } from "../motions.ts";
import { isRefusal, refuse } from "../outcome.ts";
import { furtherFor, leading, mostMotions, type Part } from "./several.ts";
import type { MotionStatus } from "./status.ts";

const residents = { firstYes: "allResidents" } as const;
const ownersBusiness = { firstYes: "ownersBusiness" } as const;
const part = (ordinal: number, status: MotionStatus, more: Partial<Part> = {}): Part => ({
  ...{ ordinal, status, electorate: ordinal === 1 ? "household" : "owner", scope: null },
  ...{ closesAt: null, noticeEnds: null, followUp: null, ...more },
});
const stands = (
  proposal: { readonly firstYes: Opening | null },
  ...statuses: readonly (MotionStatus | Part)[]
) =>
  leading(
    proposal,
    statuses.map((one, at) => (typeof one === "string" ? part(at + 1, one) : one)),
  )?.status;

const all = [
  ...["drafted", "priorStudied", "scheduled", "passed", "rejected", "noQuorum"],
  ...["noticed", "objected", "setAside", "implementing", "accepted"],
] as const satisfies readonly MotionStatus[];
const onTheirWay: readonly MotionStatus[] = ["drafted", "priorStudied", "scheduled"];
const carriedOn: readonly MotionStatus[] = ["passed", "objected", "noticed", "implementing"];

describe("a proposal goes by", () => {
  test("its only motion, whatever became of it; and by none where it has none", () => {
    for (const status of all) expect(stands(residents, status)).toBe(status);
    expect(leading(residents, [])).toBeNull();
  });

  test.for([
    [["drafted", "scheduled"], "drafted"],
    [["rejected", "scheduled"], "scheduled"],
    [["implementing", "priorStudied"], "priorStudied"],
    [["passed", "noticed"], "passed"],
    [["objected", "noticed"], "objected"],
    [["implementing", "accepted"], "implementing"],
    [["passed", "rejected"], "passed"],
    [["rejected", "implementing"], "implementing"],
    [["accepted", "noQuorum"], "accepted"],
    [["accepted", "accepted"], "accepted"],
    [["accepted", "setAside"], "accepted"],
    [["setAside", "rejected"], "setAside"],
    [["noQuorum", "rejected"], "rejected"],
  ] as const)("%j: %s", ([statuses, status]) => {
    expect(stands(residents, ...statuses)).toBe(status);
    expect(stands(residents, ...statuses.toReversed())).toBe(status);
  });

  test("the owners' vote once the opinion of the residents is counted, and by the opinion until then", () => {
    const opinion = (status: MotionStatus) => part(2, status, { electorate: "household" });
    const owners = (status: MotionStatus) => part(1, status, { electorate: "owner" });
    expect(stands(ownersBusiness, owners("passed"), opinion("scheduled"))).toBe("scheduled");
    expect(stands(ownersBusiness, owners("rejected"), opinion("passed"))).toBe("rejected");
    expect(stands(ownersBusiness, owners("accepted"), opinion("passed"))).toBe("accepted");
    // Where residents decide, the same vote of theirs is no opinion.
    expect(stands(residents, owners("rejected"), opinion("passed"))).toBe("passed");
  });

  test("of two votes the one that closes later, of two notices the one that ends later, then the first", () => {
    const closing = (ordinal: number, day: string) =>
      part(ordinal, "scheduled", { closesAt: new Date(`${day}T10:00:00Z`) });
    expect(leading(residents, [closing(1, "2026-03-10"), closing(2, "2026-03-12")])?.ordinal).toBe(2);
    expect(leading(residents, [closing(1, "2026-03-12"), closing(2, "2026-03-10")])?.ordinal).toBe(1);
    const noticed = (ordinal: number, noticeEnds: Day) => part(ordinal, "noticed", { noticeEnds });
    expect(leading(residents, [noticed(1, "2026-03-10"), noticed(2, "2026-03-12")])?.ordinal).toBe(2);
    expect(leading(residents, [part(1, "drafted"), part(2, "drafted")])?.ordinal).toBe(1);
  });
});

const anyPart = fc.record({
  status: fc.constantFrom(...all),
  electorate: fc.constantFrom(...electorates),
  closesAt: fc.option(fc.date({ noInvalidDate: true })),
});
const anyParts = fc
  .array(anyPart, { minLength: 1, maxLength: mostMotions })
  .map((parts) => parts.map((one, at) => part(at + 1, one.status, one)));
const anyProposal = fc.record({ firstYes: fc.option(fc.constantFrom(...opening)) });

describe("whatever the motions of a proposal are", () => {
  test("the status is one of theirs, the same in any order, and never ahead of one on its way to the count", () => {
    fc.assert(
      fc.property(anyProposal, anyParts, (proposal, parts) => {
        const lead = leading(proposal, parts);
        expect(parts).toContain(lead);
        expect(leading(proposal, parts.toReversed())).toBe(lead);
        const status = lead?.status ?? "accepted";
        if (parts.some((one) => onTheirWay.includes(one.status))) expect(onTheirWay).toContain(status);
      }),
    );
  });

  test("it is accepted when all that passed and bind are, and one of them there is", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: mostMotions }), (statuses) => {
        const underway = statuses.some((one) => onTheirWay.includes(one) || carriedOn.includes(one));
        expect(stands(residents, ...statuses) === "accepted").toBe(
          !underway && statuses.includes("accepted"),
        );
      }),
    );
  });
});

const by: Standing = {
  ...{ actorId: "a", subjectId: null, channel: "app" },
  at: new Date("2026-02-09T02:00:00Z"),
};
function drawing(
  firstYes: Opening,
  others: readonly Part[],
  more: Partial<Parameters<typeof draft>[1]> = {},
  before: Motion | null = null,
) {
  const whose = { motionId: "m", proposalId: "p", proposalStatus: "drafted", hash: "h", firstYes } as const;
  const asked = { electorate: "owner", scope: null, special: false, explained: true } as const;
  const byYesOrNo = { form: "yesNo", agreeBy: null, options: [] } as const;
  return draft(before, { ...whose, ...asked, ...byYesOrNo, ordinal: others.length + 1, others, ...more }, by);
}

describe("a further motion", () => {
  test("puts the owners' part to the owners while the first one is written or studied", () => {
    for (const status of ["drafted", "priorStudied"] as const) {
      const fact = drawing("allResidents", [part(1, status)]);
      if (isRefusal(fact)) throw new Error(fact.refused);
      expect(apply(null, fact)).toMatchObject({ ordinal: 2, electorate: "owner", status: "drafted" });
    }
    const opinion = drawing("ownersBusiness", [part(1, "drafted", { electorate: "owner" })], {
      electorate: "household",
    });
    expect(isRefusal(opinion)).toBe(false);
  });

  test("comes too late once a vote is announced", () => {
    expect(drawing("allResidents", [part(1, "scheduled")])).toEqual(
      refuse("proposal-not-at-this-step", { status: "scheduled" }),
    );
    expect(furtherFor(residents, [part(1, "scheduled")])).toEqual([]);
    expect(furtherFor(residents, [part(1, "priorStudied")])).toEqual(["owner"]);
  });

  test("says why this body is asked as well", () => {
    expect(drawing("allResidents", [part(1, "drafted")], { explained: false })).toEqual(
      refuse("part-unexplained"),
    );
  });

  test("asks nobody twice: not the same body, nor a building of owners who are all asked", () => {
    const first = [part(1, "drafted")];
    for (const electorate of ["household", "person"] as const)
      expect(drawing("allResidents", first, { electorate })).toEqual(refuse("already-asked-there"));
    const owners = (scope: string | null) => [part(1, "drafted", { electorate: "owner", scope })];
    expect(drawing("ownersBusiness", owners(null), { scope: "5" })).toEqual(refuse("already-asked-there"));
    expect(drawing("ownersBusiness", owners("5"), { scope: "5" })).toEqual(refuse("already-asked-there"));
    expect(isRefusal(drawing("ownersBusiness", owners("5"), { scope: "6" }))).toBe(false);
  });

  test("is one of three at most", () => {
    const three = [1, 2, 3].map((at) => part(at, "drafted", { electorate: "owner", scope: String(at) }));
    expect(drawing("ownersBusiness", three, { scope: "4" })).toEqual(
      refuse("motions-enough", { most: mostMotions }),
    );
    expect(furtherFor(ownersBusiness, three)).toEqual([]);
  });

  test("is never a way round the router: where one body decides what is its own, no other is asked", () => {
    for (const firstYes of ["delegated", "oneGroup", "none", "residentsMoney", "allResidents"] as const) {
      const own: Electorate = "owner";
      expect(drawing(firstYes, [], { proposalStatus: "admitted", electorate: own })).toEqual(
        refuse("another-body-decides"),
      );
    }
    for (const firstYes of ["delegated", "oneGroup", "none"] as const)
      for (const electorate of electorates)
        expect(drawing(firstYes, [part(1, "drafted")], { electorate, scope: "2" })).toEqual(
          refuse("another-body-decides"),
        );
  });

  test("is announced as what it is, while the first one may be put to its own body alone", () => {
    const fact = drawing("allResidents", [part(1, "drafted")]);
    if (isRefusal(fact)) throw new Error(fact.refused);
    const rules = { priorStudyRequired: false, noticeDays: 15, windowDays: { min: 3, max: 15 } };
    const asked = {
      ...{ rules: { ...rules, book: "b" }, seats: 6, areaSquareCentimetres: 1, appBallotsCount: true },
      ...{ opensAt: new Date("2026-02-25T00:00:00Z"), closesAt: new Date("2026-02-28T00:00:00Z") },
      ...residents,
    };
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- of the rules only these are looked at
    const window = asked as unknown as Parameters<typeof schedule>[1];
    const motion = apply(null, fact);
    expect(isRefusal(schedule(motion, window, by))).toBe(false);
    expect(schedule({ ...motion, ordinal: 1 }, window, by)).toEqual(refuse("another-body-decides"));
  });
});
