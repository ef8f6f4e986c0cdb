import { describe, expect, test } from "vitest";
import { startOf, type Day } from "../calendar.ts";
import { refuse } from "../outcome.ts";
import { posts, type Post } from "../roles.ts";
import { areIncompatible, incompatibilities } from "./incompatible.ts";
import { organisationOf } from "./organisations.ts";
import { notBeside, vacancies, type Serving } from "./serving.ts";

const sizes = { committee: { min: 5, max: 9 }, supervision: { min: 3, max: 5 } };
const term = (
  memberId: string,
  post: Post,
  from: Day = "2026-01-01",
  until: Day = "2031-01-01",
): Serving => ({
  ...{ memberId, post, fromAt: startOf(from), untilAt: startOf(until) },
});

describe("posts that nobody holds together", () => {
  test("each pair excludes in both directions, whichever was given first", () => {
    for (const { posts: pair } of incompatibilities)
      for (const [one, other] of [pair, pair.toReversed()]) {
        if (!one || !other) throw new Error("a pair has two posts");
        expect(areIncompatible(one, other)).toBe(true);
        if (one === "registrar" && other === "chair") continue; // the registrar's ends with it
        const answer = notBeside(term("he", other), [term("he", one)], {});
        expect([one, other, answer]).toEqual([one, other, refuse("posts-incompatible", { post: one })]);
      }
  });

  test("each pair says where it comes from: what is not the platform's own names its article", () => {
    const wordless = incompatibilities.filter((one) => one.provenance !== "design" && !one.citation);
    expect(wordless).toEqual([]);
    expect(areIncompatible("supervisor", "committeeMember")).toBe(true);
    expect(areIncompatible("reviewer", "committeeMember")).toBe(false);
    expect(areIncompatible("supervisor", "scrutineer")).toBe(false);
  });

  test("it goes by time: after the one has ended the other may begin, and one that only begins later excludes too", () => {
    const before = term("he", "supervisor", "2021-01-01", "2026-01-01");
    expect(notBeside(term("he", "chair"), [before], {})).toBeNull();
    const ahead = term("he", "supervisor", "2030-12-31", "2035-01-01");
    expect(notBeside(term("he", "chair"), [ahead], {})).toEqual(
      refuse("posts-incompatible", { post: "supervisor" }),
    );
    expect(notBeside(term("she", "chair"), [ahead], {})).toBeNull();
  });
});

describe("a post beside others", () => {
  test("nobody holds one twice at a time; the next term begins where the last one ends", () => {
    const held = [term("he", "secretary", "2026-01-01", "2028-01-01")];
    expect(notBeside(term("he", "secretary", "2027-01-01", "2030-01-01"), held, {})).toEqual(
      refuse("already-in-post", { day: "2028-01-01" }),
    );
    expect(notBeside(term("he", "secretary", "2028-01-01", "2030-01-01"), held, {})).toBeNull();
    expect(notBeside(term("she", "secretary"), held, {})).toBeNull();
  });

  test("there is one chair at a time, the one elected for later included", () => {
    const held = [term("he", "chair", "2029-01-01", "2031-01-01")];
    expect(notBeside(term("she", "chair"), held, {})).toEqual(
      refuse("chair-in-office", { day: "2031-01-01" }),
    );
    expect(notBeside(term("she", "chair", "2026-01-01", "2029-01-01"), held, {})).toBeNull();
    expect(notBeside(term("she", "viceChair"), held, {})).toBeNull();
  });

  test("no registrar is made beside a chair, and a registrar becomes chair because the registrar's post ends with it", () => {
    expect(notBeside(term("she", "registrar"), [term("he", "chair")], {})).toEqual(
      refuse("registrar-beside-chair"),
    );
    expect(notBeside(term("he", "chair"), [term("he", "registrar")], {})).toBeNull();
  });

  test("a body has no more people than its law says, at no moment of the term", () => {
    const nine = Array.from({ length: 8 }, (_, at) => term(`m${at}`, "committeeMember"));
    expect(notBeside(term("ninth", "viceChair"), nine, sizes)).toBeNull();
    const full = [...nine, term("later", "committeeMember", "2030-12-01", "2031-01-01")];
    expect(notBeside(term("ninth", "viceChair"), full, sizes)).toEqual(refuse("seats-full", { max: 9 }));
    expect(notBeside(term("ninth", "viceChair", "2026-01-01", "2030-12-01"), full, sizes)).toBeNull();
  });
});

describe("what is missing", () => {
  test("a chair, and people up to the least number of each body", () => {
    const now = startOf("2026-06-01");
    expect(vacancies([], sizes, now)).toEqual([
      { organisation: "committee", post: "chair", missing: 1 },
      { organisation: "committee", post: null, missing: 5 },
      { organisation: "supervision", post: null, missing: 3 },
    ]);
    const whole = [
      ...[term("a", "chair"), term("b", "viceChair")],
      ...["c", "d", "e"].map((name) => term(name, "committeeMember")),
      ...["f", "g", "h"].map((name) => term(name, "supervisor")),
    ];
    expect(vacancies(whole, sizes, now)).toEqual([]);
    expect(vacancies(whole, sizes, startOf("2031-01-01"))).toHaveLength(3);
  });

  test("every post belongs to a body", () => {
    expect(posts.map(organisationOf)).toHaveLength(posts.length);
  });
});
