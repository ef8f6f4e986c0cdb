import { describe, expect, test } from "vitest";
import { startOf } from "./calendar.ts";
import { refuse } from "./outcome.ts";
import { appoint, endsRegistrar, isFromCommittee } from "./posts.ts";
import { posts, type Post } from "./roles.ts";

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
