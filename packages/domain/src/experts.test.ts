import { describe, expect, test } from "vitest";
import { endOf, startOf, type Day } from "./calendar.ts";
import * as rules from "./experts.ts";
import { applied } from "./experts.ts";
import type { Standing } from "./facts.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { snapshot } from "./rulebook/snapshot.ts";

const book = snapshot(cnUrban2025, rules.expertKeys);
const at = (day: Day, subjectId = "wang"): Standing => ({
  ...{ actorId: "member", subjectId, channel: "app", at: startOf(day) },
});
const taken = (expert: rules.Expert | null, fact: rules.ExpertFact | Refusal) => {
  if (isRefusal(fact)) throw new Error(fact.refused);
  return applied(expert, fact);
};
const offer = { expertId: "expert", memberId: "wang", fields: ["heating"] };
const entry = taken(null, rules.apply(null, offer, at("2026-08-03")));
const check = (asOf: rules.Checker, checkerId: string, earlier: readonly rules.Check[] = []) => ({
  ...{ mine: { asOf, checkerId }, seen: "certificate" as const, earlier, rules: book },
});
const two: readonly rules.Check[] = [
  { asOf: "committee", checkerId: "zhao" },
  { asOf: "committee", checkerId: "qian" },
];
const active = taken(entry, rules.check(entry, check("supervision", "sun", two), at("2026-08-10")));

describe("naming a neighbour", () => {
  const asked = { residentId: "wang", already: false, named: 1, rules: book };
  test("takes three, of whom nobody names themselves or anybody twice", () => {
    expect(rules.name(asked, at("2026-08-03", "one"))).toMatchObject({ body: { enough: false } });
    expect(rules.name({ ...asked, named: 2 }, at("2026-08-03", "two"))).toMatchObject({
      body: { enough: false },
    });
    expect(rules.name({ ...asked, named: 3 }, at("2026-08-03", "three"))).toMatchObject({
      body: { enough: true },
    });
    expect(rules.name(asked, at("2026-08-03", "wang"))).toEqual(refuse("expert-names-oneself"));
    expect(rules.name({ ...asked, already: true }, at("2026-08-03", "one"))).toEqual(
      refuse("expert-already-named"),
    );
  });

  test("asks them, and they are on no register before they say yes and were checked", () => {
    const named = taken(null, rules.nominate(offer, at("2026-08-03", "three")));
    expect(named).toMatchObject({ status: "nominated", round: 0 });
    expect(rules.canBeAsked(named, startOf("2026-08-04"))).toBe(false);
    const yes = taken(named, rules.apply(named, offer, at("2026-08-05")));
    expect(yes).toMatchObject({ status: "applied", round: 1 });
    expect(rules.canBeAsked(yes, startOf("2026-08-06"))).toBe(false);
  });
});

describe("an application", () => {
  test("is made once, and anew after leaving or after the term", () => {
    expect(rules.apply(entry, offer, at("2026-08-04"))).toEqual(refuse("expert-already-applied"));
    expect(rules.apply(active, offer, at("2026-08-11"))).toEqual(refuse("expert-already-applied"));
    const left = taken(active, rules.stand(active, "retire", book, at("2026-08-12")));
    expect(taken(left, rules.apply(left, offer, at("2026-08-13")))).toMatchObject({
      round: 2,
      termEnds: null,
    });
    expect(rules.apply(active, offer, at("2028-08-10"))).toEqual(refuse("expert-already-applied"));
    expect(taken(active, rules.apply(active, offer, at("2028-08-11")))).toMatchObject({ status: "applied" });
  });

  test("is checked by two members and one supervisor, each somebody else, in whatever order", () => {
    const order: readonly (readonly [rules.Checker, string])[] = [
      ["supervision", "sun"],
      ["committee", "zhao"],
      ["committee", "qian"],
    ];
    const found = order.map(([asOf, checkerId], index) => {
      const earlier = order.slice(0, index).map(([as, id]) => ({ asOf: as, checkerId: id }));
      return rules.check(entry, check(asOf, checkerId, earlier), at("2026-08-10"));
    });
    expect(found.map((fact) => !isRefusal(fact) && "enough" in fact.body && fact.body.enough)).toEqual([
      ...[false, false, true],
    ]);
    // Three members and no supervisor are not enough, whoever they are.
    expect(rules.check(entry, check("committee", "li", two), at("2026-08-10"))).toMatchObject({
      body: { enough: false, termEnds: null },
    });
  });

  test("is not checked by the expert, nor twice by the same, nor when there is none", () => {
    expect(rules.check(entry, check("committee", "wang"), at("2026-08-10"))).toEqual(
      refuse("expert-checks-oneself"),
    );
    expect(rules.check(entry, check("committee", "zhao", two), at("2026-08-10"))).toEqual(
      refuse("expert-already-checked"),
    );
    expect(rules.check(active, check("committee", "li"), at("2026-08-10"))).toEqual(
      refuse("expert-not-at-this-step"),
    );
  });

  test("is checked for the committee by its own, and otherwise for the supervisors", () => {
    expect(rules.checksFor(new Set(["committeeMember"]))).toBe("committee");
    expect(rules.checksFor(new Set(["chair", "supervisor"]))).toBe("committee");
    expect(rules.checksFor(new Set(["supervisor"]))).toBe("supervision");
  });
});

describe("a term", () => {
  test("is two years, and each year the expert says that all is still so", () => {
    expect(active).toMatchObject({ status: "active", termEnds: "2028-08-10", confirmBy: "2027-08-10" });
    const lastMoment = new Date(endOf("2027-08-10").getTime() - 1);
    expect(rules.stageOf(active, lastMoment)).toBe("active");
    expect(rules.stageOf(active, endOf("2027-08-10"))).toBe("unconfirmed");
    expect(rules.canBeAsked(active, endOf("2027-08-10"))).toBe(false);
    const again = taken(active, rules.stand(active, "confirm", book, at("2027-09-01")));
    // A year later the term would be over already: the word holds until its end.
    expect(again.confirmBy).toBe("2028-08-10");
    expect(rules.stageOf(again, endOf("2028-08-10"))).toBe("over");
    expect(rules.stand(again, "confirm", book, at("2028-08-11"))).toEqual(refuse("expert-term-over"));
  });

  test("can be paused at any time without a reason, and goes on again", () => {
    const paused = taken(active, rules.stand(active, "pause", book, at("2026-09-01")));
    expect(rules.canBeAsked(paused, startOf("2026-09-02"))).toBe(false);
    expect(rules.stand(paused, "pause", book, at("2026-09-02"))).toEqual(refuse("expert-not-at-this-step"));
    const back = taken(paused, rules.stand(paused, "resume", book, at("2026-09-03")));
    expect(rules.canBeAsked(back, startOf("2026-09-04"))).toBe(true);
    expect(rules.stand(paused, "resume", book, at("2028-08-11"))).toEqual(refuse("expert-term-over"));
  });

  test("ends when the expert leaves, from every state but that", () => {
    const left = taken(active, rules.stand(active, "retire", book, at("2026-09-01")));
    expect(rules.stageOf(left, startOf("2026-09-02"))).toBe("retired");
    for (const step of ["pause", "resume", "confirm", "retire"] as const)
      expect(rules.stand(left, step, book, at("2026-09-02"))).toEqual(refuse("expert-not-at-this-step"));
  });
});
