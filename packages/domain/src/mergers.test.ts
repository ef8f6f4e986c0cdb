import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Holidays } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import {
  agree,
  apply,
  ask,
  decline,
  isOutdated,
  mend,
  stageOf,
  takeBack,
  type Agreed,
  type Merger,
  type MergerFact,
  type Two,
} from "./mergers.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import { apply as following, statuses, steps, withdraw, type Proposal, type Status } from "./proposals.ts";
import { carrySupport, declineSupport, isMergeable } from "./proposals/merging.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";

const at = new Date("2026-08-03T02:00:00Z");
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(["2026-08-17"]), work: new Set() };
const rules = cnUrban2025;
function by(subjectId: string | null, when = at): Standing {
  return { actorId: `member ${subjectId}`, subjectId, channel: "app", at: when };
}
const [one, other, third] = [by("one"), by("other"), by("third")];
const later = (days: number) => new Date(at.getTime() + days * 86_400_000);

const proposal: Proposal = {
  ...{ proposalId: "p", authorId: "one", status: "seekingSupport", version: 2, authorNamed: true },
  ...{ year: 2026, number: 3, openedAt: at, windowEnds: "2026-09-02", cosponsors: 4 },
  ...{ cosponsorsNeeded: 10, reviewDue: null, firstYes: null, rules: null },
};
const two: Two = {
  from: proposal,
  into: { ...proposal, proposalId: "q", authorId: "other", number: 5, version: 3 },
};
const asking = { mergerId: "m", hash: "h", suggestedAs: null, already: false, rules, holidays };
const agreeing = { two, version: 1, hash: "h", holidays };
const mending = { two, version: 1, hash: "h2", same: false, rules, holidays };

function done<Done>(decision: Done | Refusal): Done {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
function given(...facts: readonly MergerFact[]): Merger {
  const stands = facts.reduce<Merger | null>((before, fact) => apply(before, fact), null);
  if (!stands) throw new Error("nothing was asked");
  return stands;
}
const asked = done(ask(two, asking, one)).merger;
const suggested = done(ask(two, { ...asking, suggestedAs: "reviewer" }, third)).merger;
const merger = given(asked);
const at2 = (status: Status, side: keyof Two = "into"): Two => ({ ...two, [side]: { ...two[side], status } });
/** Both proposals after a decision. */
function after(two: Two, { united }: Agreed): Two {
  if (!united) throw new Error("they are still two");
  return { from: following(two.from, united.from), into: following(two.into, united.into) };
}

describe("asking", () => {
  test("is the author's own yes, with a common text for both as they stand, for fourteen days and past a day off", () => {
    expect(merger).toEqual({
      ...{ mergerId: "m", fromId: "p", intoId: "q", status: "open", suggestedAs: null, version: 1 },
      ...{ fromVersion: 2, intoVersion: 3, fromYes: true, intoYes: false, answerBy: "2026-08-18" },
    });
    expect(done(ask(two, asking, one)).united).toBeNull();
  });

  test("is nobody else's; whoever suggests it says yes for nobody", () => {
    expect(ask(two, asking, third)).toEqual(refuse("only-the-author"));
    expect(ask(two, asking, other)).toEqual(refuse("only-the-author"));
    expect(given(suggested)).toMatchObject({ suggestedAs: "reviewer", fromYes: false, intoYes: false });
  });

  test("is of two, and waits between the same two once", () => {
    expect(ask({ from: proposal, into: proposal }, asking, one)).toEqual(refuse("merger-with-itself"));
    expect(ask(two, { ...asking, already: true }, one)).toEqual(refuse("merger-asked-already"));
  });

  test("of two of one's own makes one of them at once", () => {
    const own = { ...two, into: { ...two.into, authorId: "one" } };
    const answer = done(ask(own, asking, one));
    expect(given(answer.merger).status).toBe("merged");
    expect(after(own, answer)).toMatchObject({ from: { status: "merged" }, into: { version: 4 } });
  });

  const cells = (["from", "into"] as const).flatMap((side) => statuses.map((status) => ({ side, status })));
  test.each(cells)(
    "with the $side one at $status is taken only from its opening to its admission",
    (cell) => {
      const { side, status } = cell;
      const allowed: readonly Status[] = steps.merge;
      const answer = ask(at2(status, side), asking, one);
      const number = side === "from" ? "2026-3" : "2026-5";
      if (allowed.includes(status)) expect(answer).not.toHaveProperty("refused");
      else expect(answer).toEqual(refuse("merger-too-late", { number, status }));
      // What was asked in time is answered by the same table.
      const agreed = agree(merger, { ...agreeing, two: at2(status, side) }, other);
      expect(isRefusal(agreed)).toBe(!allowed.includes(status));
    },
  );

  test("is too late once the window for support of one is over", () => {
    expect(isMergeable(proposal, new Date("2026-09-02T15:59:00Z"))).toBe(true);
    expect(isMergeable(proposal, new Date("2026-09-02T16:00:00Z"))).toBe(false);
    expect(ask(two, asking, by("one", later(31)))).toMatchObject({ refused: "merger-too-late" });
  });
});

describe("the second yes", () => {
  test("makes one of the two: one is merged with its words, its number and its names, the other has the next version", () => {
    const answer = done(agree(merger, agreeing, other));
    expect(apply(merger, answer.merger)).toMatchObject({ status: "merged", fromYes: true, intoYes: true });
    expect(after(two, answer)).toEqual({
      from: { ...two.from, status: "merged" },
      into: { ...two.into, version: 4 },
    });
    expect(answer.united?.from.body).toMatchObject({ intoId: "q", number: 5, from: "seekingSupport" });
    expect(answer.united?.into.body).toMatchObject({ fromId: "p", number: 3, version: 4, hash: "h" });
  });

  test.each([
    ["seekingSupport", "seekingSupport", null],
    ["admissibility", "admissibility", "2026-08-10"],
    ["returned", "returned", null],
    ["admitted", "admissibility", "2026-08-10"],
  ] as const)(
    "leaves one that was %s at %s: reviewers look at the text that they did not see",
    (was, is, reviewDue) => {
      const stands = at2(was);
      const { into } = after(stands, done(agree(merger, { ...agreeing, two: stands }, other)));
      expect(into).toMatchObject({ status: is, reviewDue, cosponsors: 4 });
    },
  );

  test("is nobody else's, is given once, and is given to the text that was read", () => {
    expect(agree(merger, agreeing, third)).toEqual(refuse("only-the-two-authors"));
    expect(agree(merger, agreeing, one)).toEqual(refuse("merger-yes-given"));
    expect(agree(merger, { ...agreeing, version: 2 }, other)).toEqual(refuse("merger-text-changed"));
  });

  test("is not given to a text that would undo in silence what one of both became meanwhile", () => {
    for (const side of ["from", "into"] as const) {
      const changed = { ...two, [side]: { ...two[side], version: 9 } };
      expect(isOutdated(merger, changed)).toBe(true);
      expect(agree(merger, { ...agreeing, two: changed }, other)).toEqual(refuse("merger-outdated"));
      // Mended, even word for word, it is for both as they stand.
      const mended = done(mend(merger, { ...mending, two: changed, same: true }, other)).merger;
      expect(isOutdated(apply(merger, mended), changed)).toBe(false);
    }
  });

  test("comes until the last day and not after it", () => {
    const lastMoment = new Date("2026-08-18T15:59:59Z");
    expect(agree(merger, agreeing, by("other", lastMoment))).not.toHaveProperty("refused");
    expect(agree(merger, agreeing, by("other", new Date("2026-08-18T16:00:00Z")))).toEqual(
      refuse("merger-lapsed", { day: "2026-08-18" }),
    );
  });

  test("of what was suggested takes both authors", () => {
    const first = done(agree(given(suggested), agreeing, other));
    expect(first.united).toBeNull();
    const halfway = given(suggested, first.merger);
    expect(halfway).toMatchObject({ status: "open", intoYes: true });
    expect(done(agree(halfway, agreeing, one)).united).not.toBeNull();
  });
});

describe("mending the common text", () => {
  test("is the mender's yes, asks the other one anew, and gives them the days again", () => {
    const mended = done(mend(merger, mending, by("other", later(5))));
    expect(mended.united).toBeNull();
    expect(apply(merger, mended.merger)).toMatchObject({
      ...{ version: 2, fromYes: false, intoYes: true, status: "open", answerBy: "2026-08-24" },
    });
    const next = apply(merger, mended.merger);
    expect(agree(next, agreeing, one)).toEqual(refuse("merger-text-changed"));
    expect(done(agree(next, { ...agreeing, version: 2 }, one)).united).not.toBeNull();
  });

  test("changes something, and is one of both authors'", () => {
    expect(mend(merger, { ...mending, same: true }, other)).toEqual(refuse("wording-changes-nothing"));
    expect(mend(merger, mending, third)).toEqual(refuse("only-the-two-authors"));
  });
});

describe("a no, and a yes taken back", () => {
  test("a no is said by whoever has not said yes, and ends it", () => {
    expect(decline(merger, agreeing, one)).toEqual(refuse("merger-yes-given"));
    expect(decline(merger, agreeing, third)).toEqual(refuse("only-the-two-authors"));
    const refused = apply(merger, done(decline(merger, agreeing, other)));
    expect(refused.status).toBe("refused");
    expect(agree(refused, agreeing, other)).toEqual(refuse("merger-over"));
  });

  test("a yes is taken back by whoever gave it, until the other one has said it too", () => {
    expect(takeBack(merger, two, other)).toEqual(refuse("merger-no-yes"));
    expect(apply(merger, done(takeBack(merger, two, one))).status).toBe("takenBack");
    const merged = apply(merger, done(agree(merger, agreeing, other)).merger);
    expect(takeBack(merged, two, one)).toEqual(refuse("merger-over"));
    expect(decline(merged, agreeing, other)).toEqual(refuse("merger-over"));
  });
});

describe("where it stands", () => {
  test("is open, lapsed after its last day, and overtaken where one of both went another way", () => {
    expect(stageOf(merger, two, at)).toBe("open");
    expect(stageOf(merger, two, new Date("2026-08-18T16:00:00Z"))).toBe("lapsed");
    for (const status of ["withdrawn", "merged", "appealed", "drafted", "scheduled"] as const)
      expect(stageOf(merger, at2(status), at)).toBe("overtaken");
    expect(stageOf({ ...merger, status: "refused" }, at2("withdrawn"), at)).toBe("refused");
  });
});

describe("what took a neighbour's proposal in", () => {
  test("is not taken back by its author alone; what took in one of their own is", () => {
    expect(withdraw(two.into, other, { tookIn: true })).toEqual(refuse("holds-a-merged-one"));
    expect(withdraw(two.into, other, { tookIn: false })).toMatchObject({ kind: "proposal.withdrawn" });
  });
});

describe("the supporters of what was merged", () => {
  const supporting = { asked: true, already: false, holidays };

  test("count once they said yes, and the last one needed sends it to the reviewers", () => {
    const nearly = { ...two.into, cosponsors: 8 };
    const ninth = following(nearly, done(carrySupport(nearly, supporting, third)));
    expect(ninth).toEqual({ ...nearly, cosponsors: 9 });
    const tenth = following(ninth, done(carrySupport(ninth, supporting, by("fourth"))));
    expect(tenth).toEqual({ ...nearly, cosponsors: 10, status: "admissibility", reviewDue: "2026-08-10" });
    // Afterwards they still count, and nothing else moves.
    const more = following(tenth, done(carrySupport(tenth, supporting, by("fifth"))));
    expect(more).toEqual({ ...tenth, cosponsors: 11 });
  });

  test("are asked only where they supported it, count once, and never below their own", () => {
    expect(carrySupport(two.into, { ...supporting, asked: false }, third)).toEqual(
      refuse("not-asked-to-support"),
    );
    expect(carrySupport(two.into, { ...supporting, already: true }, third)).toEqual(
      refuse("already-cosponsored"),
    );
    expect(carrySupport(two.into, supporting, other)).toEqual(refuse("author-cannot-cosponsor"));
    expect(carrySupport(two.into, supporting, by("third", later(31)))).toEqual(
      refuse("support-window-over", { day: "2026-09-02" }),
    );
  });

  test("may say no, once; after it they may still say yes", () => {
    const no = { asked: true, already: false, declined: false };
    expect(declineSupport(two.into, no, third)).toMatchObject({ kind: "support.declined", objectId: "q" });
    expect(declineSupport(two.into, { ...no, declined: true }, third)).toEqual(refuse("already-answered"));
    expect(declineSupport(two.into, { ...no, asked: false }, third)).toEqual(refuse("not-asked-to-support"));
  });
});

test("whatever is said in whatever order, nothing is merged without a yes of both to one and the same text", () => {
  const saying = fc.record({
    who: fc.constantFrom("one", "other", "third"),
    what: fc.constantFrom("agree", "mend", "decline", "takeBack"),
    stale: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.boolean(), fc.array(saying, { maxLength: 12 }), (bySomebody, said) => {
      const facts: MergerFact[] = [bySomebody ? suggested : asked];
      const yesTo = new Map<string, number>(bySomebody ? [] : [["one", 1]]);
      for (const { who, what, stale } of said) {
        const stands = given(...facts);
        const version = stands.version - (stale ? 1 : 0);
        const saidBy = by(who);
        const answer = {
          agree: () => agree(stands, { ...agreeing, version }, saidBy),
          mend: () => mend(stands, { ...mending, version }, saidBy),
          decline: () => decline(stands, { two, version }, saidBy),
          takeBack: () => takeBack(stands, two, saidBy),
        }[what]();
        if (isRefusal(answer)) continue;
        const { merger: fact, united } = "merger" in answer ? answer : { merger: answer, united: null };
        facts.push(fact);
        if (what === "agree" || what === "mend") yesTo.set(who, given(...facts).version);
        const both = yesTo.get("one") === yesTo.get("other") && yesTo.get("one") === given(...facts).version;
        expect(united !== null).toBe(both);
        expect(given(...facts).status === "merged").toBe(both);
      }
    }),
  );
});
