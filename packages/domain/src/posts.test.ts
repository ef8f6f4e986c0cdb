import { describe, expect, test } from "vitest";
import { startOf } from "./calendar.ts";
import { refuse } from "./outcome.ts";
import { appoint, end, endsRegistrar, isFromCommittee, recordsEnding, recordsPosts } from "./posts.ts";
import { posts, type Post } from "./roles.ts";

const standing = {
  actorId: "registrar",
  subjectId: null,
  channel: "paper",
  at: startOf("2026-08-03"),
} as const;

describe("giving a post", () => {
  const post = { postId: "post", memberId: "member", post: "chair" } as const;
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

  test("of whom it was declared that they are no near kin stands in the fact", () => {
    const term = { ...post, fromAt: startOf("2026-08-03"), untilAt: termEnds };
    expect(appoint(term, termEnds, standing, ["one"])).toMatchObject({ body: { notKinOf: ["one"] } });
  });
});

describe("ending a term early", () => {
  const term = {
    postId: "post",
    post: "secretary",
    ...{ fromAt: startOf("2026-01-01"), untilAt: startOf("2031-01-01") },
  } as const;
  const ended = (at: Date) => end(term, { at, reason: "resigned" }, standing);

  test("it ends at once or on a day to come, and never backwards: what was done stays done", () => {
    expect(ended(standing.at)).toMatchObject({ kind: "post.ended", body: { at: standing.at.toISOString() } });
    expect(ended(startOf("2026-12-01"))).toMatchObject({ body: { reason: "resigned" } });
    expect(ended(new Date(standing.at.getTime() - 1))).toEqual(refuse("ended-in-the-past"));
  });

  test("what is over cannot end again, and no ending makes a term longer", () => {
    expect(ended(term.untilAt)).toEqual(refuse("post-already-ended"));
    expect(ended(new Date(term.untilAt.getTime() - 1))).toHaveProperty("kind", "post.ended");
  });

  test("a term that has not begun ends at the moment at which it would begin, and so gives nothing", () => {
    const later = { ...term, fromAt: startOf("2027-01-01") };
    const fact = end(later, { at: standing.at, reason: "died" }, standing);
    expect(fact).toMatchObject({ body: { at: later.fromAt.toISOString() } });
  });
});

describe("who records posts", () => {
  const held = (...own: Post[]) => new Set(own);

  test("while a chair is in office the chair alone does", () => {
    const may = posts.filter((post) => recordsPosts(held(post), held("chair", "viceChair")));
    expect(may).toEqual(["chair"]);
  });

  test("without a chair the vice-chair does, or the registrar, and nobody else", () => {
    const may = posts.filter((post) => recordsPosts(held(post), held("viceChair")));
    expect(may).toEqual(["viceChair", "registrar"]);
  });

  test("that a chair was recalled is recorded by the vice-chair or a supervisor, that a chair resigned is not", () => {
    const by = (reason: "recalled" | "resigned", post: Post) =>
      posts.filter((one) => recordsEnding({ post, reason }, held(one), held("chair")));
    expect(by("recalled", "chair")).toEqual(["chair", "viceChair", "supervisor"]);
    expect(by("resigned", "chair")).toEqual(["chair"]);
    expect(by("recalled", "secretary")).toEqual(["chair"]);
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
