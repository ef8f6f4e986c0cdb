import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appeal, appealUntil, decideAppeal, type Met } from "./appeals.ts";
import type { Standing } from "./facts.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import { apply, type Proposal } from "./proposals.ts";
import { proposalKeys } from "./proposals/rules.ts";
import { withChanges } from "./rulebook/changes.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { snapshot } from "./rulebook/snapshot.ts";
import { days } from "./rulebook/writing.ts";

const at = new Date("2026-08-13T02:00:00Z");
const rules = snapshot(cnUrban2025, proposalKeys);
const returned: Proposal = {
  ...{ proposalId: "p", authorId: "author", status: "returned", version: 1, authorNamed: true },
  ...{ year: 2026, number: 7, openedAt: at, windowEnds: "2026-09-02", cosponsors: 10, cosponsorsNeeded: 10 },
  ...{ reviewDue: null, firstYes: "allResidents", rules },
};
const appealed: Proposal = { ...returned, status: "appealed" };

function by(subjectId: string | null, when = at): Standing {
  return { actorId: `member ${subjectId}`, subjectId, channel: "app", at: when };
}
const author = by("author");
const chair = by("chair");

function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
const met: Met = { metOn: "2026-08-13", present: 30, for: 16, against: 10 };
const asked = { met, appealedOn: "2026-08-10", members: 45 } as const;

describe("an appeal against the return", () => {
  test("is the author's, once, and goes to the representatives, who have thirty days", () => {
    const fact = done(appeal(returned, { returnedOn: "2026-08-03", already: false }, author));
    expect(fact).toMatchObject({ kind: "proposal.appealed", body: { version: 1, decideBy: "2026-09-12" } });
    expect(apply(returned, fact)).toEqual(appealed);
    const once = appeal(returned, { returnedOn: "2026-08-03", already: true }, author);
    expect(once).toEqual(refuse("appealed-before"));
    const others = appeal(returned, { returnedOn: "2026-08-03", already: false }, by("neighbour"));
    expect(others).toEqual(refuse("only-the-author"));
  });

  test("is taken until the tenth day after the return, and not on the eleventh", () => {
    expect(appealUntil(returned, "2026-08-03")).toBe("2026-08-13");
    expect(appeal(returned, { returnedOn: "2026-08-03", already: false }, author)).toHaveProperty("kind");
    const late = appeal(returned, { returnedOn: "2026-08-02", already: false }, author);
    expect(late).toEqual(refuse("appeal-too-late", { day: "2026-08-12" }));
  });

  test("goes by the rules that the proposal was opened with, and by those of then where it has none", () => {
    const longer = withChanges(cnUrban2025, [
      {
        ...{ changeId: "1", adoptedOn: "2026-08-01", effectiveFrom: "2026-08-02" },
        ...{ key: "admissibility.appealDays", value: days(20) },
      },
    ]);
    const kinder: Proposal = { ...returned, rules: snapshot(longer, proposalKeys) };
    expect(appealUntil(kinder, "2026-08-03")).toBe("2026-08-23");
    expect(appealUntil({ rules: null }, "2026-08-03")).toBe("2026-08-13");
  });
});

describe("the representatives' decision", () => {
  test.each([
    // in office, present, for, against: what it comes to
    [45, 30, 16, 10, "admit"],
    [45, 30, 15, 0, "uphold"],
    [45, 30, 15, 15, "uphold"],
    [45, 45, 23, 22, "admit"],
    [1, 1, 1, 0, "admit"],
    [3, 2, 1, 0, "uphold"],
  ] as const)(
    "of %i, %i came, %i were for and %i against: %s",
    (members, present, inFavour, against, decides) => {
      const fact = done(
        decideAppeal(
          appealed,
          { ...asked, members, met: { ...met, present, for: inFavour, against } },
          chair,
        ),
      );
      expect(fact.body.decides).toBe(decides);
      const { status } = apply(appealed, fact);
      expect(status).toBe(decides === "admit" ? "admitted" : "returned");
    },
  );

  test("does not stand without two thirds of those in office, and says how many it takes", () => {
    const few = decideAppeal(appealed, { ...asked, met: { ...met, present: 29 } }, chair);
    expect(few).toEqual(refuse("representatives-too-few", { members: 45, needed: 30 }));
    expect(decideAppeal(appealed, { ...asked, members: 0 }, chair)).toEqual(
      refuse("representatives-missing"),
    );
  });

  test("is of figures that can be, and of a day between the appeal and today", () => {
    const no = refuse("meeting-figures-wrong", { members: 45 });
    expect(decideAppeal(appealed, { ...asked, met: { ...met, present: 46 } }, chair)).toEqual(no);
    expect(decideAppeal(appealed, { ...asked, met: { ...met, against: 15 } }, chair)).toEqual(no);
    const tomorrow = decideAppeal(appealed, { ...asked, met: { ...met, metOn: "2026-08-14" } }, chair);
    expect(tomorrow).toEqual(refuse("day-in-the-future", { day: "2026-08-14" }));
    const before = decideAppeal(appealed, { ...asked, met: { ...met, metOn: "2026-08-09" } }, chair);
    expect(before).toEqual(refuse("met-before-appeal", { day: "2026-08-10" }));
  });

  test("is not recorded by the author, even where they are the chair", () => {
    expect(decideAppeal(appealed, asked, author)).toEqual(refuse("author-cannot-review"));
  });

  test("admits only with a quorum of those in office and more than half of those present, whatever the figures", () => {
    const figure = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(figure, figure, figure, figure, (members, present, inFavour, against) => {
        const meeting = { ...met, present, for: inFavour, against };
        const answer = decideAppeal(appealed, { ...asked, members, met: meeting }, chair);
        const possible = present <= members && inFavour + against <= present;
        const enough = present > 0 && present * 3 >= members * 2;
        if (!possible || !enough) expect(answer).toHaveProperty("refused");
        else expect(done(answer).body.decides).toBe(inFavour * 2 > present ? "admit" : "uphold");
      }),
    );
  });
});
