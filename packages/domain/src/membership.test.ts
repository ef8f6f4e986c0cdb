import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, ageOn, startOf, type Day } from "./calendar.ts";
import { appoint, bornUntil, endsRegistrar, isFromCommittee } from "./membership.ts";
import { refuse } from "./outcome.ts";
import { posts, type Post } from "./roles.ts";

describe("being of voting age", () => {
  const anyDay = fc.integer({ min: 0, max: 70_000 }).map((days) => addDays("1990-01-01", days));

  test("whoever was born until that day is eighteen, and nobody born later is", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -500, max: 500 }), (today, off) => {
        const born = addDays(bornUntil(today, 18), off);
        expect(born <= bornUntil(today, 18)).toBe(ageOn(born, today) >= 18);
      }),
      { numRuns: 2_000 },
    );
  });

  test("on every single day of eight years the line runs between two birthdays", () => {
    for (let today: Day = "2020-01-01"; today < "2028-01-01"; today = addDays(today, 1)) {
      const last = bornUntil(today, 18);
      expect([today, ageOn(last, today), ageOn(addDays(last, 1), today)]).toEqual([today, 18, 17]);
    }
  });

  test("born on 29 February, one is of age on the 28th of a year without a 29th", () => {
    expect(bornUntil("2022-02-28", 18)).toBe("2004-02-29");
    expect(bornUntil("2024-02-29", 18)).toBe("2006-02-28");
  });
});

describe("giving a post", () => {
  const post = { postId: "post", memberId: "member", post: "chair" } as const;
  const standing = {
    actorId: "registrar",
    subjectId: null,
    channel: "paper",
    at: startOf("2026-08-03"),
  } as const;
  const termEnds = startOf("2031-08-03");
  const given = (fromAt: Date, untilAt: Date) => appoint({ ...post, fromAt, untilAt }, termEnds, standing);

  test("it ends after it begins, by a whole moment at least", () => {
    const noon = startOf("2026-08-04");
    expect(given(noon, noon)).toEqual(refuse("post-ends-before-it-begins"));
    expect(given(noon, startOf("2026-08-03"))).toEqual(refuse("post-ends-before-it-begins"));
    expect(given(noon, new Date(noon.getTime() + 1))).toHaveProperty("kind", "post.appointed");
  });

  test("no term is longer than the law's, to the millisecond", () => {
    const from = startOf("2026-08-03");
    expect(given(from, termEnds)).toMatchObject({ body: { post: "chair", untilAt: termEnds.toISOString() } });
    expect(given(from, new Date(termEnds.getTime() + 1))).toEqual(refuse("term-too-long"));
  });
});

describe("the committee and its registrar", () => {
  test("the registrar's post lapses with a chair and with no other post", () => {
    expect(posts.filter(endsRegistrar)).toEqual(["chair"]);
  });

  test("chair, vice-chair and member review as the committee, everybody else as somebody from outside", () => {
    const from = posts.filter((post) => isFromCommittee(new Set([post])));
    expect(from).toEqual(["chair", "viceChair", "committeeMember"]);
    expect(isFromCommittee(new Set<Post>(["reviewer", "committeeMember"]))).toBe(true);
    expect(isFromCommittee(new Set())).toBe(false);
  });
});
