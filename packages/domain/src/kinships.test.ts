import { describe, expect, test } from "vitest";
import { startOf } from "./calendar.ts";
import { concerned, declare, keepsKinOut, keptOut, relations, seenFromOther, strike } from "./kinships.ts";
import { refuse } from "./outcome.ts";
import { posts } from "./roles.ts";

const standing = { actorId: "chair", subjectId: null, channel: "app", at: startOf("2026-08-03") } as const;
const kinship = { kinshipId: "kin", residentId: "he", otherId: "she", relation: "child" } as const;

describe("declaring what two residents are to each other", () => {
  test("it is written down once between two, whoever says it", () => {
    expect(declare(kinship, [], standing)).toMatchObject({
      kind: "kinship.declared",
      body: { relation: "child", declaredOn: "2026-08-03" },
    });
    const turned = { ...kinship, residentId: "she", otherId: "he" };
    expect(declare(turned, [kinship], standing)).toEqual(refuse("kinship-known"));
    expect(declare({ ...kinship, otherId: "another" }, [kinship], standing)).toHaveProperty("kind");
  });

  test("nobody is kin of themselves", () => {
    expect(declare({ ...kinship, otherId: "he" }, [], standing)).toEqual(refuse("kin-of-oneself"));
  });

  test("it is struck out, and seen from the other side it is the opposite", () => {
    expect(strike(kinship, standing)).toMatchObject({ kind: "kinship.struck", objectId: "kin" });
    for (const relation of relations) expect(seenFromOther(seenFromOther(relation))).toBe(relation);
    expect(seenFromOther("grandchild")).toBe("grandparent");
  });
});

describe("near kin", () => {
  const term = (memberId: string, post: (typeof posts)[number], from = "2026-01-01" as const) => ({
    ...{ memberId, post, fromAt: startOf(from), untilAt: startOf("2031-01-01") },
  });

  test("do not sit in the committee together, nor oversee it, in either direction; elsewhere they may serve", () => {
    const pairs = posts.flatMap((given) =>
      posts.filter((held) => keepsKinOut(given, held)).map((held) => `${given} ${held}`),
    );
    expect(pairs).toHaveLength(3 * 3 + 3 * 2);
    expect(pairs).toContain("supervisor chair");
    expect(pairs).toContain("chair supervisor");
    expect(pairs).not.toContain("supervisor supervisor");
  });

  test("it is asked of everybody who serves meanwhile, who only begins later included, and of nobody else", () => {
    const all = [
      term("a", "chair"),
      term("b", "secretary"),
      { ...term("c", "committeeMember"), fromAt: startOf("2030-06-01") },
      { ...term("d", "viceChair"), untilAt: startOf("2026-01-01") },
      term("new", "reviewer"),
    ];
    const names = concerned(term("new", "committeeMember"), all).map((one) => one.memberId);
    expect(names).toEqual(["a", "c"]);
    expect(concerned(term("new", "reviewer"), all)).toEqual([]);
  });

  test("keeps somebody out when it is said now or was declared before, and nothing said is not a no", () => {
    const no = (memberId: string) => ({ memberId, near: false });
    expect(keptOut(["a", "b"], [no("a"), no("b")], new Set())).toBeNull();
    expect(keptOut(["a", "b"], [no("a")], new Set())).toEqual(refuse("kin-not-declared"));
    expect(keptOut(["a"], [{ memberId: "a", near: true }], new Set())).toEqual(refuse("near-relative"));
    expect(keptOut(["a"], [no("a")], new Set(["a"]))).toEqual(refuse("near-relative"));
    expect(keptOut([], [{ memberId: "x", near: true }], new Set(["x"]))).toBeNull();
  });
});
