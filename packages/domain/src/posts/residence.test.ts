import { describe, expect, test } from "vitest";
import { refuse } from "../outcome.ts";
import { posts } from "../roles.ts";
import { needsResident, notToHold, residentPosts } from "./residence.ts";

const when = { on: "2026-08-03", votingAge: 18 } as const;

describe("where somebody lives who holds a post", () => {
  test("is here for the committee, its representatives, leaders and supervisors, and says by which article", () => {
    expect(residentPosts.map(({ post }) => post)).toEqual([
      ...["chair", "viceChair", "committeeMember", "representative", "householdRepresentative"],
      ...["groupLeader", "supervisor"],
    ]);
    expect(residentPosts.filter(({ citation }) => !citation.law || !citation.article)).toEqual([]);
  });

  test("keeps out of those posts whoever lives elsewhere, however old, and of no other", () => {
    const elsewhere = { livesHere: false, born: "1970-01-01" } as const;
    for (const post of posts)
      expect([post, notToHold(post, elsewhere, when)]).toEqual([
        post,
        needsResident(post) ? refuse("post-for-residents", { post }) : null,
      ]);
  });

  test("is not enough for those posts before the eighteenth birthday, and is from that very day", () => {
    const born = (day: "2008-08-03" | "2008-08-04" | null) => ({ livesHere: true, born: day });
    expect(notToHold("chair", born("2008-08-04"), when)).toEqual(
      refuse("post-for-adults", { post: "chair" }),
    );
    expect(notToHold("chair", born(null), when)).toEqual(refuse("post-for-adults", { post: "chair" }));
    expect(notToHold("chair", born("2008-08-03"), when)).toBeNull();
    expect(notToHold("expert", born("2008-08-04"), when)).toBeNull();
  });
});
