import { describe, expect, test } from "vitest";
import type { Holidays } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import { isRefusal, type Refusal } from "./outcome.ts";
import { apply, cosponsor, open, write, type Proposal, type ProposalFact, type Review } from "./proposals.ts";
import { proposalKeys } from "./proposals/rules.ts";
import { review } from "./proposals/review.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { withChanges, type RuleChange } from "./rulebook/changes.ts";
import { snapshot } from "./rulebook/snapshot.ts";
import { atLeast, days, integer, workingDays } from "./rulebook/writing.ts";

const at = new Date("2026-08-03T02:00:00Z");
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
const rules = snapshot(cnUrban2025, proposalKeys);
const opening = { year: 2026, number: 7, residentsOfBuilding: 266, rules, firstYes: "allResidents" } as const;
const supporting = { already: false, holidays };

function by(subjectId: string): Standing {
  return { actorId: `member ${subjectId}`, subjectId, channel: "app", at };
}
const author = by("author");
const neighbour = by("neighbour");

function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
function given(...facts: readonly ProposalFact[]): Proposal {
  const stands = facts.reduce<Proposal | null>((before, fact) => apply(before, fact), null);
  if (!stands) throw new Error("nothing was done");
  return stands;
}
const written = done(write(null, { proposalId: "p", hash: "h", authorNamed: true }, author));
const opened = done(open(given(written), opening, author));
const open2 = done(open(given(written), { ...opening, residentsOfBuilding: 40 }, author)); // two names are enough

function mine(reviewerId: string, verdict: Review["verdict"], fromCommittee = false): Review {
  return { reviewerId, verdict, fromCommittee };
}
function reviewed(stands: Proposal, one: Review, ...earlier: readonly Review[]) {
  return review(stands, { mine: one, ground: null, earlier }, by(one.reviewerId));
}

describe("the rules it was opened with", () => {
  const since = { adoptedOn: "2026-08-01", effectiveFrom: "2026-08-02" } as const;
  const changes = [
    { ...since, changeId: "1", key: "proposal.cosponsors", value: integer(3) },
    {
      ...since,
      changeId: "2",
      key: "proposal.cosponsorsBuildingShare",
      value: atLeast(1, 50, "buildingResidents18"),
    },
    { ...since, changeId: "3", key: "proposal.windowDays", value: days(60) },
    { ...since, changeId: "4", key: "admissibility.reviewers", value: integer(3) },
    { ...since, changeId: "5", key: "admissibility.workingDays", value: workingDays(2) },
  ] as const satisfies readonly RuleChange[];
  const stricter = snapshot(withChanges(cnUrban2025, changes), proposalKeys);
  const openedStricter = done(open(given(written), { ...opening, rules: stricter }, author));

  test("are written down with it, with their citations and who changed them", () => {
    expect(given(written, opened).rules).toEqual(rules);
    const kept = given(written, openedStricter);
    expect(kept).toMatchObject({ cosponsorsNeeded: 3, windowEnds: "2026-10-02" });
    expect(kept.rules?.settings["admissibility.reviewers"]).toEqual({
      value: integer(3),
      bound: { min: integer(2) },
      provenance: "design",
      adopted: { changeId: "4", ...since },
    });
    const small = done(
      open(given(written), { ...opening, rules: stricter, residentsOfBuilding: 60 }, author),
    );
    expect(given(written, small).cosponsorsNeeded).toBe(2);
  });

  test("say how many reviewers have to agree, and until when they answer", () => {
    const waiting: Proposal = { ...given(written, openedStricter), status: "admissibility" };
    const [first, second] = [mine("r1", "admit"), mine("r2", "admit")];
    expect(reviewed(waiting, second, first)).toMatchObject({ body: { decides: null } });
    expect(reviewed(waiting, mine("r3", "admit"), first, second)).toMatchObject({
      body: { decides: "admit" },
    });
    const inside = [mine("r1", "admit", true), mine("r2", "admit", true)];
    expect(reviewed(waiting, mine("r3", "admit", true), ...inside)).toMatchObject({
      body: { decides: null },
    });
    const last: Proposal = { ...given(written, openedStricter), cosponsors: 2 };
    expect(cosponsor(last, supporting, neighbour)).toMatchObject({ body: { reviewDue: "2026-08-05" } });
  });

  test("were two reviewers and five working days for whatever was opened before they were written down", () => {
    const old: Proposal = { ...given(written, open2), rules: null, cosponsors: 1 };
    expect(cosponsor(old, supporting, neighbour)).toMatchObject({ body: { reviewDue: "2026-08-10" } });
    const waiting: Proposal = { ...old, status: "admissibility" };
    expect(reviewed(waiting, mine("r2", "admit"), mine("r1", "admit"))).toMatchObject({
      body: { decides: "admit" },
    });
  });
});
