import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { opening } from "./deciders.ts";
import {
  electorates,
  electoratesFor,
  isAdvisory,
  majorityRule,
  meanings,
  scopeOf,
  tooFewRepresentatives,
} from "./electorates.ts";
import type { Standing } from "./facts.ts";
import { apply, draft, type Motion, type Outcome } from "./motions.ts";
import type { YesNoBox as Box } from "./motions/box.ts";
import { declare } from "./motions/count.ts";
import type { VoteRules } from "./motions/rules.ts";
import { isRefusal, refuse } from "./outcome.ts";
import { setting } from "./rulebook.ts";
import { cnUrban2025 as book } from "./rulebook/cn-urban-2025.ts";

const now = new Date("2026-02-09T02:00:00Z");
const by: Standing = { actorId: "a", subjectId: null, channel: "app", at: now };
const nothing = { for: 0, against: 0, abstain: 0, invalid: 0 };
const papers = { desk: 0, homeBox: 0, meeting: 0 };
const cited = { law: "", article: "", provenance: "design" } as const;

/** What a vote of these owners goes by. */
const rulesOf = (special: boolean): VoteRules => ({
  ...{ book: "cn-urban-2025", quorum: setting(book, "owners.participation") },
  majority: setting(book, special ? "owners.special" : "owners.ordinary"),
  ...{ noticeDays: 15, windowDays: { min: 3, max: 15 }, publishWorkingDays: 3, publicNoticeDays: 7 },
  ...{ lateFlagWorkingDays: 10, votingAge: 18, scrutineers: 2 },
  citations: { quorum: cited, majority: cited },
});
const owners = (special: boolean, seats = 60, areaSquareCentimetres = 48_600_000): Motion => ({
  ...{ motionId: "m", proposalId: "p", ordinal: 1, status: "scheduled", version: 1, electorate: "owner" },
  ...{ scope: "5", special, rules: rulesOf(special), priorStudyOn: null, noticedAt: now, opensAt: now },
  ...{ closesAt: now, appBallotsCount: true, seats, areaSquareCentimetres, countedAt: null },
  ...{
    outcome: null,
    noticeEnds: null,
    followUp: null,
    form: "yesNo",
    options: 0,
    agreement: null,
    agreeBy: null,
  },
});
function countOf(motion: Motion, heads: Partial<Box["tally"]>, area: Partial<Box["tally"]>): Outcome {
  const box: Box = {
    ...{ tally: { ...nothing, ...heads }, area: { ...nothing, ...area } },
    ...{ channels: { app: 0, ...papers }, advisory: 0 },
  };
  const fact = declare(motion, { box, sheets: [papers, papers] }, by);
  if (isRefusal(fact) || fact.kind !== "motion.counted") throw new Error("it was not counted");
  return fact.body;
}
const squareMetres = (metres: number) => metres * 10_000;

describe("who is asked", () => {
  test("is the body that decides, and over owners' business residents as well, for their opinion", () => {
    const asked = Object.fromEntries(opening.map((firstYes) => [firstYes, electoratesFor({ firstYes })]));
    expect(asked).toEqual({
      ownersBusiness: ["household", "person", "owner"],
      residentsMoney: ["household", "person"],
      allResidents: ["household", "person"],
      delegated: ["representative"],
      oneGroup: ["groupHousehold", "groupPerson"],
      none: ["committee"],
    });
    expect(electoratesFor({ firstYes: null })).toEqual(["household", "person"]);
  });

  test("gives an opinion alone only where owners decide and somebody else is asked", () => {
    const opinions = opening.flatMap((firstYes) =>
      electoratesFor({ firstYes }).flatMap((electorate) =>
        isAdvisory({ firstYes, electorate }) ? [`${firstYes} ${electorate}`] : [],
      ),
    );
    expect(opinions).toEqual(["ownersBusiness household", "ownersBusiness person"]);
    expect(isAdvisory({ firstYes: "ownersBusiness", electorate: null })).toBe(false);
  });

  test("has its rules in the book, every one of its own kind", () => {
    for (const electorate of electorates) {
      const { quorum, majority, notice, window } = meanings[electorate];
      expect(book.settings[quorum].value.kind).toBe("share");
      expect(book.settings[majority].value.kind).toBe("share");
      expect(book.settings[notice].value.kind).toBe("days");
      expect(book.settings[window].value.kind).toBe("range");
    }
    expect(majorityRule("owner", true)).toBe("owners.special");
    expect(majorityRule("owner", false)).toBe("owners.ordinary");
    expect(majorityRule("committee", null)).toBe("committee.majority");
    expect(electorates.filter((one) => scopeOf(one) === "group")).toEqual(["groupHousehold", "groupPerson"]);
  });
});

describe("the representatives' meeting", () => {
  const share = setting(book, "meeting.reps.share");

  test("of 43 representatives and a committee of seven is one: 43 of 50 are at least four fifths (P-06)", () => {
    expect(tooFewRepresentatives({ representatives: 43, all: 50 }, share)).toBeNull();
    expect(tooFewRepresentatives({ representatives: 28, all: 35 }, share)).toBeNull();
  });

  test("is none where fewer than four fifths of it are representatives, and the figures are said", () => {
    expect(tooFewRepresentatives({ representatives: 27, all: 34 }, share)).toEqual(
      refuse("representatives-under-share", { representatives: 27, all: 34, needed: 28, num: 4, den: 5 }),
    );
  });

  test("without a representative is not there at all, which is said elsewhere", () => {
    expect(tooFewRepresentatives({ representatives: 0, all: 7 }, share)).toBeNull();
  });
});

describe("a motion", () => {
  const asked = {
    motionId: "m",
    proposalId: "p",
    proposalStatus: "admitted",
    hash: "h",
    scope: "5",
    special: true,
    ...{ ordinal: 1, others: [], explained: false, form: "yesNo" as const, agreeBy: null, options: [] },
  } as const;

  test("of owners is drawn with its building and its kind, and of the residents' meeting with neither", () => {
    const drawn = draft(null, { ...asked, firstYes: "ownersBusiness", electorate: "owner" }, by);
    if (isRefusal(drawn)) throw new Error(drawn.refused);
    expect(apply(null, drawn)).toMatchObject({ electorate: "owner", scope: "5", special: true });
    const other = draft(null, { ...asked, firstYes: "ownersBusiness", electorate: "household" }, by);
    if (isRefusal(other)) throw new Error(other.refused);
    expect(apply(null, other)).toMatchObject({ electorate: "household", scope: null, special: null });
  });

  test("of a group names its group", () => {
    const grouped = { ...asked, firstYes: "oneGroup", electorate: "groupPerson" } as const;
    expect(draft(null, { ...grouped, scope: null }, by)).toEqual(refuse("nobody-votes-there"));
    expect(isRefusal(draft(null, { ...grouped, scope: "第一组" }, by))).toBe(false);
  });

  test("is never put to a body that does not decide it", () => {
    for (const firstYes of opening)
      for (const electorate of electorates) {
        const fits = electoratesFor({ firstYes }).includes(electorate);
        const answer = draft(null, { ...asked, firstYes, electorate }, by);
        expect([firstYes, electorate, isRefusal(answer) ? answer : null]).toEqual([
          ...[firstYes, electorate, fits ? null : refuse("another-body-decides")],
        ]);
      }
  });
});

describe("the owners of building 5: 60 units, 4,860 square metres", () => {
  test("take part with 40 heads and 3,240 square metres, and with one less of either they do not", () => {
    const enough = countOf(owners(true), { for: 40 }, { for: squareMetres(3_240) });
    expect(enough).toMatchObject({
      result: "passed",
      quorum: { needed: 40 },
      area: { quorum: { needed: 32_400_000 } },
    });
    expect(countOf(owners(true), { for: 39 }, { for: squareMetres(4_000) }).result).toBe("noQuorum");
    expect(countOf(owners(true), { for: 50 }, { for: squareMetres(3_240) - 1 }).result).toBe("noQuorum");
  });

  test("pass a special matter with three quarters of both, and fail when the heads agree and the area does not", () => {
    const heads = { for: 45, against: 15 };
    const failed = countOf(owners(true), heads, { for: squareMetres(3_600), against: squareMetres(1_260) });
    expect(failed).toMatchObject({
      result: "rejected",
      majority: { passed: true, needed: 45 },
      area: { majority: { passed: false, needed: 36_450_000 } },
    });
    const passed = countOf(owners(true), heads, { for: squareMetres(3_645), against: squareMetres(1_215) });
    expect(passed).toMatchObject({ result: "passed", area: { majority: { passed: true } } });
  });

  test("pass an ordinary matter with more than half of both, and a half is not more than a half", () => {
    const half = { for: squareMetres(2_430), against: squareMetres(2_430) };
    expect(countOf(owners(false), { for: 31, against: 29 }, half).result).toBe("rejected");
    expect(
      countOf(owners(false), { for: 31, against: 29 }, { for: half.for + 1, against: half.against - 1 })
        .result,
    ).toBe("passed");
  });

  test("below quorum no choice is read out, neither by heads nor by area", () => {
    const out = countOf(owners(true), { for: 60 }, { for: squareMetres(10) });
    expect(out).toMatchObject({ tally: null, majority: null, area: { tally: null, majority: null } });
  });

  test("whatever the ballots are, both have to be met, and each alone says the same as it would by itself", () => {
    const part = fc.record({ for: fc.nat(60), against: fc.nat(60), abstain: fc.nat(60), invalid: fc.nat(9) });
    fc.assert(
      fc.property(part, part, fc.boolean(), (heads, area, special) => {
        const both = countOf(owners(special, 189, 189), heads, area);
        const one = countOf(owners(special, 189, 189), heads, heads);
        const other = countOf(owners(special, 189, 189), area, area);
        const all = [one.result, other.result];
        const expected = all.includes("noQuorum")
          ? "noQuorum"
          : all.includes("rejected")
            ? "rejected"
            : "passed";
        expect(both.result).toBe(expected);
      }),
    );
  });
});
