import { describe, expect, test } from "vitest";
import { startOf } from "./calendar.ts";
import { refuse } from "./outcome.ts";
import { awaitedAct, itemActs, itemPosts, stepBack, tooFew } from "./recusals.ts";
import { acts, posts, type Post } from "./roles.ts";
import { path } from "./stages.ts";

const standing = { actorId: "he", subjectId: null, channel: "app", at: startOf("2026-08-03") } as const;
const item = { proposalId: "item", status: "admissibility" } as const;
const asked = {
  memberId: "he",
  posts: new Set<Post>(["expert", "reviewer"]),
  reason: "nearRelative",
  already: false,
  askedBy: null,
} as const;

describe("stepping back from an item", () => {
  test("is written down with the post and the reason, and by whom it was asked", () => {
    expect(stepBack(item, asked, standing)).toMatchObject({
      kind: "recusal.made",
      objectId: "item",
      body: { post: "reviewer", reason: "nearRelative", askedBy: null, named: false },
    });
    const chair = { ...asked, posts: new Set<Post>(["chair"]), askedBy: "supervisor" };
    expect(stepBack(item, chair, standing)).toMatchObject({ body: { named: true, askedBy: "supervisor" } });
  });

  test("is done once, and is not taken back", () => {
    expect(stepBack(item, { ...asked, already: true }, standing)).toEqual(refuse("already-recused"));
  });

  test("takes a post that acts in items: whoever has none has nothing to step back from", () => {
    const without = { ...asked, posts: new Set<Post>(["expert", "supervisor", "registrar"]) };
    expect(stepBack(item, without, standing)).toEqual(refuse("nothing-to-step-back-from"));
    const none = { ...asked, posts: new Set<Post>() };
    expect(stepBack(item, none, standing)).toEqual(refuse("nothing-to-step-back-from"));
  });

  test("of a proposal that was taken back there is nothing left to decide", () => {
    expect(stepBack({ ...item, status: "withdrawn" }, asked, standing)).toEqual(
      refuse("proposal-not-at-this-step", { status: "withdrawn" }),
    );
  });

  test("every post that may take one of these acts is one from which one steps back", () => {
    const acting = posts.filter((post) => itemActs.some((act) => new Set<Post>(acts[act]).has(post)));
    expect(itemPosts).toEqual(acting);
  });
});

describe("who is left", () => {
  const hands = { reviewers: 2, scrutineers: 2, readers: 2 };

  test("two count, two review and two read; for every other step one is enough", () => {
    expect(tooFew("ballots.count", 1, hands)).toEqual({ act: "ballots.count", left: 1, needed: 2 });
    expect(tooFew("ballots.count", 2, hands)).toBeNull();
    expect(tooFew("proposals.review", 1, hands)).toHaveProperty("needed", 2);
    expect(tooFew("ballots.transcribe", 0, hands)).toHaveProperty("needed", 2);
    expect(tooFew("resolutions.publish", 0, hands)).toHaveProperty("needed", 1);
    expect(tooFew("resolutions.publish", 1, hands)).toBeNull();
  });

  test("the stages that wait for somebody's post name its act", () => {
    const waiting = path.filter((stage) => awaitedAct(stage) !== null);
    expect(waiting).toEqual([
      ...["admissibility", "admitted", "drafted", "priorStudied", "voting", "awaitingCount", "passed"],
      ...["inForce", "implementing"],
    ]);
  });
});
