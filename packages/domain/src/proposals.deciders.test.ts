import { describe, expect, test } from "vitest";
import type { Holidays } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import {
  apply,
  grounds,
  open,
  resubmit,
  write,
  type Proposal,
  type ProposalFact,
  type Review,
  type Status,
} from "./proposals.ts";
import { proposalKeys } from "./proposals/rules.ts";
import { review } from "./proposals/review.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { snapshot } from "./rulebook/snapshot.ts";

const at = new Date("2026-08-03T02:00:00Z");
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
const rules = snapshot(cnUrban2025, proposalKeys);
const words = { proposalId: "p", hash: "h", authorNamed: true };
const opening = { year: 2026, number: 7, residentsOfBuilding: 266, rules, firstYes: "allResidents" } as const;
const mending = { returnedVersion: 1, holidays, firstYes: null };

function by(subjectId: string | null, when = at): Standing {
  return { actorId: `member ${subjectId}`, subjectId, channel: "app", at: when };
}
const author = by("author");

/** The fact of a decision that has to be one. */
function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}

/** Given what was done, in this order, where the proposal stands. */
function given(...facts: readonly ProposalFact[]): Proposal {
  const stands = facts.reduce<Proposal | null>((before, fact) => apply(before, fact), null);
  if (!stands) throw new Error("nothing was done");
  return stands;
}

const written = done(write(null, words, author));
const opened = done(open(given(written), opening, author));

/** A proposal of the author that stands somewhere. */
function proposalAt(status: Status): Proposal {
  return { ...given(written, opened), status, version: 2 };
}

function mine(reviewerId: string, verdict: Review["verdict"], fromCommittee = false): Review {
  return { reviewerId, verdict, fromCommittee };
}
const said = (verdict: Review["verdict"]) => (verdict === "return" ? grounds[0] : null);
function reviewed(stands: Proposal, one: Review, ...earlier: readonly Review[]) {
  return review(stands, { mine: one, ground: said(one.verdict), earlier }, by(one.reviewerId));
}

describe("who decides, asked before it is opened", () => {
  test("nothing is opened before its author was asked, and nothing that nobody here decides", () => {
    expect(open(given(written), { ...opening, firstYes: null }, author)).toEqual(refuse("decider-not-asked"));
    for (const firstYes of ["danger", "privateDispute", "departmentDuty"] as const) {
      const no = refuse("decided-elsewhere");
      expect(open(given(written), { ...opening, firstYes }, author)).toEqual(no);
      const back: Proposal = { ...proposalAt("returned"), version: 2 };
      expect(resubmit(back, { ...mending, firstYes }, author)).toEqual(no);
    }
  });

  test("the answer stands with the proposal, and a mended one may bring another", () => {
    const fact = done(open(given(written), { ...opening, firstYes: "oneGroup" }, author));
    const stands = given(written, fact);
    expect(stands.firstYes).toBe("oneGroup");
    const returned: Proposal = { ...stands, status: "returned", version: 2 };
    const same = apply(returned, done(resubmit(returned, mending, author)));
    expect(same.firstYes).toBe("oneGroup");
    const other = apply(returned, done(resubmit(returned, { ...mending, firstYes: "none" }, author)));
    expect(other.firstYes).toBe("none");
  });

  test("a fact of opening from before anybody was asked leaves it open, and nothing breaks", () => {
    const { firstYes: _firstYes, ...body } = opened.kind === "proposal.opened" ? opened.body : raise();
    expect(given(written, { ...opened, kind: "proposal.opened", body }).firstYes).toBeNull();
  });

  function raise(): never {
    throw new Error("not an opening");
  }
});

describe("reviewing who decides", () => {
  const waiting = proposalAt("admissibility");

  test("who decides is confirmed or corrected by the reviewers, with a reason, and two have to agree on it too", () => {
    const other = { ...mine("r1", "admit"), firstYes: "ownersBusiness" } as const;
    const correct = (one: Review, reasoned: boolean, ...earlier: readonly Review[]) =>
      review(waiting, { mine: one, ground: null, earlier, reasoned }, by(one.reviewerId));
    expect(correct(other, false)).toEqual(refuse("decider-reason-needed"));
    const first = done(correct(other, true));
    expect(first).toMatchObject({ body: { decides: null, firstYes: "ownersBusiness" } });
    // The second takes the author's answer: they agree on admitting it, and not on who decides it.
    const apart = done(correct(mine("r2", "admit"), false, other));
    expect(apart).toMatchObject({ body: { decides: null, firstYes: "allResidents" } });
    const agreed = done(correct({ ...other, reviewerId: "r3" }, true, other, mine("r2", "admit")));
    expect(apply(waiting, agreed)).toMatchObject({ status: "admitted", firstYes: "ownersBusiness" });
    const confirmed = done(
      correct({ ...mine("r3", "admit"), firstYes: "allResidents" }, false, mine("r2", "admit")),
    );
    expect(apply(waiting, confirmed)).toMatchObject({ status: "admitted", firstYes: "allResidents" });
  });

  test("what is returned nobody decides: two who return it agree, whatever they think of that", () => {
    const one = { ...mine("r1", "return"), firstYes: "oneGroup" } as const;
    const fact = done(reviewed(waiting, mine("r2", "return"), one));
    expect(fact).toMatchObject({ body: { decides: "return", firstYes: null } });
    expect(apply(waiting, fact)).toMatchObject({ status: "returned", firstYes: "allResidents" });
  });
});
