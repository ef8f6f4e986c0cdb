import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { author, resident } from "./testing/actors.ts";
import { atOnce, done, refused } from "./testing/at-once.ts";
import { supporter } from "./testing/cast.ts";
import { newKey } from "./testing/house.ts";
import { openTalk, plain, words, type Talk } from "./testing/talk.ts";

// Another wording of a proposal, which its author takes up or refuses.

let talk: Talk;
beforeAll(async () => {
  talk = await openTalk();
}, 120_000);
afterAll(() => talk.house.close());

describe("another wording", () => {
  const accept = (viewId: string, name = author) =>
    talk.by(name).amendments.accept({ key: newKey(), viewId });

  test("that the author takes up is the proposal's new version, with its support, and told in its course", async () => {
    const { proposalId, year, number } = await talk.admitted();
    const viewId = await talk.propose(proposalId, "每层靠墙一边装上扶手。");
    expect(await talk.answerTo(() => accept(viewId, supporter))).toBe("only-the-proposer-decides");
    expect((await talk.by(author).home.awaiting()).map(({ what }) => what)).toContain("decideWording");
    const before = await talk.house.stranger.proposals.byNumber({ year, number });
    const { version } = await accept(viewId);
    const after = await talk.house.stranger.proposals.byNumber({ year, number });
    expect(after).toMatchObject({
      wish: "每层靠墙一边装上扶手。",
      stage: "admitted",
      problem: words.problem,
    });
    expect(after.cosponsors).toBe(before.cosponsors);
    expect(after.timeline.at(-1)).toMatchObject({ kind: "proposal.amended", figures: { version } });
    expect((await talk.threadOf(proposalId, viewId)).amendment).toMatchObject({
      ...{ state: "accepted", becameVersion: version, before: words.wish, current: false },
    });
    const versions = await talk.house.stranger.amendments.versions({ proposalId });
    expect(versions.map(({ wish, viewId: from }) => [wish, from])).toEqual([
      [words.wish, null],
      ["每层靠墙一边装上扶手。", viewId],
    ]);
    expect(await talk.answerTo(() => accept(viewId))).toBe("amendment-decided");
  });

  test("for an older version is marked and not taken up, but can be refused with a reason that everybody reads", async () => {
    const { proposalId } = await talk.admitted();
    const [one, other] = [
      await talk.propose(proposalId, "每层都装木头扶手。"),
      await talk.propose(proposalId, "每层都装铁扶手。"),
    ];
    await accept(one);
    expect((await talk.threadOf(proposalId, other)).amendment).toMatchObject({
      state: "open",
      current: false,
    });
    expect(await talk.answerTo(() => accept(other))).toBe("amendment-outdated");
    await talk.by(author).amendments.decline({ key: newKey(), viewId: other, why: "铁的冬天太凉。" });
    expect((await talk.threadOf(proposalId, other)).amendment).toMatchObject({
      state: "refused",
      reason: "铁的冬天太凉。",
    });
  });

  test("two at once: one is taken up and the other is told that it is outdated", async () => {
    const { proposalId } = await talk.admitted();
    const ids = [
      await talk.propose(proposalId, "一层二层先装扶手。"),
      await talk.propose(proposalId, "三层四层先装扶手。"),
    ];
    const answers = await atOnce(ids.map((viewId) => () => accept(viewId)));
    expect(done(answers)).toHaveLength(1);
    expect(refused(answers).map((one) => one.refused)).toEqual(["amendment-outdated"]);
  });

  test("has the length of the part that it would replace, comes with a suggestion, and changes something", async () => {
    const { proposalId } = await talk.proposal();
    expect(await talk.answerTo(() => talk.propose(proposalId, "短"))).toBe("wrong: amendment");
    expect(await talk.answerTo(() => talk.propose(proposalId, "长".repeat(61), "title"))).toBe(
      "wrong: amendment",
    );
    expect(await talk.answerTo(() => talk.propose(proposalId, "两行的\n标题啊", "title"))).toBe(
      "wrong: amendment",
    );
    expect(await talk.answerTo(() => talk.propose(proposalId, words.wish))).toBe("wording-changes-nothing");
    const said = { key: newKey(), proposalId, kind: "for", said: "说一句。", ...plain } as const;
    const amendment = { field: "wish", wording: "每层都装好扶手。" } as const;
    expect(await talk.answerTo(() => talk.by(resident).views.say({ ...said, amendment }))).toBe(
      "wording-needs-a-suggestion",
    );
  });

  test("waits while reviewers look at a version, and a version that nobody saw stays its author's", async () => {
    const of = await talk.by(author).proposals.write({ key: newKey(), ...words, wish: "草稿里的想法。" });
    await talk.by(author).proposals.write({ key: newKey(), ...words, proposalId: of.proposalId });
    const whose = { key: newKey(), proposalId: of.proposalId, firstYes: "allResidents" } as const;
    await talk.by(author).decides.keep(whose);
    await talk.by(author).proposals.open({ key: newKey(), proposalId: of.proposalId });
    const viewId = await talk.propose(of.proposalId, "每层都装好扶手。");
    await talk
      .by(supporter)
      .proposals.cosponsor({ key: newKey(), proposalId: of.proposalId, namePublic: true });
    expect(await talk.answerTo(() => accept(viewId))).toBe("deliberation-closed");
    const versions = await talk.house.stranger.amendments.versions({ proposalId: of.proposalId });
    expect(versions.map(({ version, wish }) => [version, wish])).toEqual([[2, words.wish]]);
  });
});
