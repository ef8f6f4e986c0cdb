import { describe, expect, test } from "vitest";
import { accept, amendable, apply, decline, propose, type Amendment } from "./amendments.ts";
import type { Standing } from "./facts.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import { apply as applyToProposal, statuses, type Proposal } from "./proposals.ts";
import { path, type Stage } from "./stages.ts";
import { openAt, type View } from "./views.ts";

const at = new Date("2026-08-03T02:00:00Z");
function by(subjectId: string): Standing {
  return { actorId: `member ${subjectId}`, subjectId, channel: "app", at };
}
const author = by("author");
const neighbour = by("neighbour");

const proposal: Proposal = {
  ...{ proposalId: "p", authorId: "author", status: "admitted", version: 3, authorNamed: true },
  ...{ year: 2026, number: 7, openedAt: at, windowEnds: "2026-09-02", cosponsors: 10 },
  ...{ cosponsorsNeeded: 10, reviewDue: null, firstYes: null, rules: null },
};
const view: View = {
  ...{ viewId: "v", proposalId: "p", parentId: null, kind: "suggestion", status: "shown", version: 1 },
  ...{ authorId: "neighbour", memberId: "m", role: "resident", building: "3", namePublic: false },
  ...{ channel: "app", saidAt: at, answerDue: null },
};
const proposing = { proposal, field: "wish", before: "装灯。", wording: "装声控灯。" } as const;

function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
const proposed = done(propose(view, proposing, neighbour));
const amendment = apply(null, proposed);
const deciding = { proposal, stage: "admitted", view } as const;
const accepting = { ...deciding, hash: "h" };

describe("proposing another wording", () => {
  test("is of one part of the proposal as it stands", () => {
    expect(amendment).toEqual({
      ...{ viewId: "v", proposalId: "p", field: "wish", version: 3, state: "open", becameVersion: null },
    });
    expect(amendable).toEqual(["title", "problem", "wish"]);
  });

  test("comes with a suggestion and with nothing else", () => {
    for (const kind of ["for", "against", "question", "reply", "answer"] as const)
      expect(propose({ ...view, kind }, proposing, neighbour)).toEqual(refuse("wording-needs-a-suggestion"));
  });

  test("that changes nothing is none", () => {
    expect(propose(view, { ...proposing, wording: proposing.before }, neighbour)).toEqual(
      refuse("wording-changes-nothing"),
    );
  });
});

describe("the author takes it up", () => {
  test("and the proposal has a new version with the support and the step it had", () => {
    const facts = done(accept(amendment, accepting, author));
    expect(applyToProposal(proposal, facts.proposal)).toEqual({ ...proposal, version: 4 });
    expect(apply(amendment, facts.amendment)).toMatchObject({ state: "accepted", becameVersion: 4 });
  });

  test("nobody else decides on it", () => {
    expect(accept(amendment, accepting, neighbour)).toEqual(refuse("only-the-proposer-decides"));
    expect(decline(amendment, deciding, neighbour)).toEqual(refuse("only-the-proposer-decides"));
  });

  test("not once another version is current: what came between would be undone in silence", () => {
    const newer = { ...accepting, proposal: { ...proposal, version: 4 } };
    expect(accept(amendment, newer, author)).toEqual(refuse("amendment-outdated", { version: 3 }));
    // With a reason it can still be refused.
    expect(decline(amendment, newer, author)).toMatchObject({ kind: "amendment.refused" });
  });

  test("once, and what was decided stays decided", () => {
    const facts = done(accept(amendment, accepting, author));
    const decided: readonly Amendment[] = [
      apply(amendment, facts.amendment),
      apply(amendment, done(decline(amendment, deciding, author))),
    ];
    for (const one of decided) {
      expect(accept(one, accepting, author)).toEqual(refuse("amendment-decided"));
      expect(decline(one, deciding, author)).toEqual(refuse("amendment-decided"));
    }
  });

  test("not what was taken back or hidden meanwhile", () => {
    const of = (status: View["status"]) => ({ ...accepting, view: { ...view, status } });
    expect(accept(amendment, of("withdrawn"), author)).toEqual(refuse("view-withdrawn"));
    expect(accept(amendment, of("hidden"), author)).toEqual(refuse("view-hidden"));
  });

  const stages: readonly Stage[] = [...path, "returned", "lapsed", "rejected", "noQuorum", "withdrawn"];
  test.each(stages.map((stage) => ({ stage })))("at $stage only where the table says so", ({ stage }) => {
    const allowed: readonly Stage[] = openAt.amend;
    const status = statuses.find((one) => one === stage) ?? "scheduled";
    const decided = accept(amendment, { ...accepting, stage, proposal: { ...proposal, status } }, author);
    if (allowed.includes(stage)) expect(decided).not.toHaveProperty("refused");
    else expect(decided).toEqual(refuse("deliberation-closed", { status: stage }));
  });
});

test("a decision about nothing is a defect", () => {
  expect(() => apply(null, done(accept(amendment, accepting, author)).amendment)).toThrow("nobody proposed");
});
