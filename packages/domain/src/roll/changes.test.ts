import { describe, expect, test } from "vitest";
import type { Standing } from "../facts.ts";
import { refuse } from "../outcome.ts";
import { come, correct, join, leave, move, split, type Household, type Resident } from "./changes.ts";

const standing: Standing = {
  actorId: "clerk",
  subjectId: null,
  channel: "desk",
  at: new Date("2026-08-03T02:00:00Z"),
};
const happened = { on: "2026-08-01", today: "2026-08-03" } as const;
const tomorrow = { ...happened, on: "2026-08-04" } as const;
const tooEarly = { ...happened, on: "2026-06-30" } as const;
const resident = (residentId: string, householdId: string): Resident => ({
  residentId,
  householdId,
  name: residentId,
  born: "1960-05-01",
  lastOn: "2026-07-01",
});
const home: Household = {
  householdId: "h1",
  people: [resident("甲", "h1"), resident("乙", "h1"), resident("丙", "h1")],
};
const next: Household = { householdId: "h2", people: [resident("丁", "h2")] };
const [jia] = home.people;
if (!jia) throw new Error("nobody lives there");
const namesake: Household = { ...next, people: [{ ...resident("甲", "h2"), residentId: "甲2" }] };

describe("given a resident", () => {
  test("when they move, the fact says from where to where and on which day", () => {
    expect(move(jia, next, happened, standing)).toMatchObject({
      kind: "roll.moved",
      objectId: "甲",
      body: { from: "h1", to: "h2", on: "2026-08-01" },
    });
  });

  test.each([
    ["to where they live", () => move(jia, home, happened, standing), refuse("already-lives-there")],
    [
      "on a day that has not come",
      () => move(jia, next, tomorrow, standing),
      refuse("day-in-the-future", { day: "2026-08-04" }),
    ],
    [
      "before the last thing that is known of them",
      () => move(jia, next, tooEarly, standing),
      refuse("day-before-last-entry", { day: "2026-07-01" }),
    ],
    [
      "to a household with the same name and birthday",
      () => move(jia, namesake, happened, standing),
      refuse("same-person-there"),
    ],
  ])("they cannot move %s", (_, act, no) => {
    expect(act()).toEqual(no);
  });

  test("when they die or move away, the fact says which; never before the last that is known of them", () => {
    for (const why of ["died", "movedAway"] as const)
      expect(leave(jia, { ...happened, why }, standing)).toMatchObject({
        kind: "roll.left",
        body: { why, householdId: "h1" },
      });
    expect(leave(jia, { ...tooEarly, why: "died" }, standing)).toMatchObject({
      refused: "day-before-last-entry",
    });
    expect(leave(jia, { ...tomorrow, why: "died" }, standing)).toMatchObject({
      refused: "day-in-the-future",
    });
  });

  const kept = { ...jia, residence: "registered", livedSince: null } as const;
  test("when their name is corrected, the fact says that it was the name, and not what it was", () => {
    const fact = correct(kept, { ...kept, name: "贾" }, home, happened, standing);
    expect(fact).toMatchObject({ kind: "roll.corrected", body: { what: ["name"] } });
    expect(JSON.stringify(fact)).not.toContain("贾");
  });

  test("a correction corrects something, makes nobody a neighbour's double, and no one born tomorrow", () => {
    expect(correct(kept, kept, home, happened, standing)).toEqual(refuse("nothing-corrected"));
    expect(correct(kept, { ...kept, name: "乙" }, home, happened, standing)).toEqual(
      refuse("same-person-there"),
    );
    expect(correct(kept, { ...kept, born: "2026-08-04" }, home, happened, standing)).toMatchObject({
      refused: "day-in-the-future",
    });
  });
});

describe("given somebody who comes", () => {
  const child = { name: "小丁", born: "2026-07-30" } as const;
  test("when they are born or move in, the fact says which", () => {
    expect(come("new", child, next, { ...happened, why: "born" }, standing)).toMatchObject({
      kind: "roll.came",
      body: { why: "born", householdId: "h2" },
    });
  });

  test("nobody comes before they are born, twice, or tomorrow", () => {
    expect(come("new", child, next, { ...tooEarly, why: "movedIn" }, standing)).toEqual(
      refuse("came-before-birth", { day: "2026-07-30" }),
    );
    expect(
      come("new", { name: "丁", born: "1960-05-01" }, next, { ...happened, why: "movedIn" }, standing),
    ).toEqual(refuse("same-person-there"));
    expect(come("new", child, next, { ...tomorrow, why: "movedIn" }, standing)).toMatchObject({
      refused: "day-in-the-future",
    });
  });
});

describe("given a household", () => {
  const into = { householdId: "h3", part: "2", partsThere: [""] };
  test("when it is split, those who were chosen go into the new part", () => {
    expect(split(home, ["乙", "丙"], into, happened, standing)).toMatchObject({
      kind: "roll.split",
      objectId: "h1",
      body: { into: "h3", residents: ["乙", "丙"] },
    });
  });

  test.each([
    ["with nobody chosen", () => split(home, [], into, happened, standing), "split-leaves-nobody"],
    [
      "with everybody chosen",
      () => split(home, ["甲", "乙", "丙"], into, happened, standing),
      "split-leaves-nobody",
    ],
    [
      "with somebody of another household",
      () => split(home, ["丁"], into, happened, standing),
      "split-leaves-nobody",
    ],
    [
      "into a part that is there",
      () => split(home, ["乙"], { ...into, partsThere: ["", "2"] }, happened, standing),
      "part-taken",
    ],
    [
      "into a part without a name",
      () => split(home, ["乙"], { ...into, part: "" }, happened, standing),
      "part-taken",
    ],
    ["on a day before", () => split(home, ["乙"], into, tooEarly, standing), "day-before-last-entry"],
  ])("it is not split %s", (_, act, code) => {
    expect(act()).toMatchObject({ refused: code });
  });

  test("when two are joined, everybody of the first goes into the second", () => {
    expect(join(home, next, happened, standing)).toMatchObject({
      kind: "roll.joined",
      objectId: "h1",
      body: { into: "h2", residents: ["甲", "乙", "丙"] },
    });
  });

  test("it is not joined with itself, with an empty one, or where the same person would stand twice", () => {
    expect(join(home, home, happened, standing)).toEqual(refuse("already-lives-there"));
    expect(join(home, { ...next, people: [] }, happened, standing)).toEqual(refuse("household-empty"));
    expect(join(home, namesake, happened, standing)).toEqual(refuse("same-person-there"));
  });
});

test("a move leads to another household", () => {
  expect(move(jia, home, happened, standing)).toMatchObject({ refused: "already-lives-there" });
});

test("of a split household some go and some stay, and the new part has a name that is free", () => {
  const into = { householdId: "h3", part: "2", partsThere: [""] };
  expect(split(home, [], into, happened, standing)).toMatchObject({ refused: "split-leaves-nobody" });
  const taken = { ...into, partsThere: ["", "2"] };
  expect(split(home, ["乙"], taken, happened, standing)).toMatchObject({ refused: "part-taken" });
});
