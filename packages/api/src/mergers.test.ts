import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { author, resident, single } from "./testing/actors.ts";
import { first } from "./testing/at-once.ts";
import { second, supporter } from "./testing/cast.ts";
import { newKey } from "./testing/house.ts";
import { commonWords, openedBy } from "./testing/mergers.ts";
import { openTalk, plain, type Spoken, type Talk } from "./testing/talk.ts";

// Two proposals become one with the yes of both authors; their supporters are asked, and never moved in silence.

let talk: Talk;
let by: (name: string) => Caller;
beforeAll(async () => {
  talk = await openTalk();
  by = talk.by;
}, 120_000);
afterAll(() => talk.house.close());

const page = ({ year, number }: Spoken, as: Caller = talk.house.stranger) =>
  as.proposals.byNumber({ year, number });
const support = (name: string, { proposalId }: Spoken) =>
  by(name).proposals.cosponsor({ key: newKey(), proposalId, namePublic: true });
const ask = (from: Spoken, into: Spoken, name = resident, more: { forResident?: string } = {}) =>
  by(name).mergers.ask({
    ...{ key: newKey(), ...commonWords, ...more, fromId: from.proposalId, intoId: into.proposalId },
  });
const agree = (mergerId: string, name = author, version = 1) =>
  by(name).mergers.agree({ key: newKey(), mergerId, version });
const { why: _, ...text } = commonWords;
const mend = (mergerId: string, name: string, wish: string, version = 1) =>
  by(name).mergers.mend({ key: newKey(), mergerId, version, ...text, wish });
const whats = async (name: string, { proposalId }: Spoken) =>
  (await by(name).home.awaiting()).filter((one) => one.proposalId === proposalId).map((one) => one.what);
async function pair() {
  return { from: await openedBy(by(resident)), into: await openedBy(by(author)) };
}
async function asked() {
  const both = await pair();
  return { ...both, mergerId: (await ask(both.from, both.into)).mergerId };
}

describe("asking to merge", () => {
  test("is in public, beside both texts, and awaits the other author with its last day", async () => {
    const { from, into, mergerId } = await asked();
    const merger = await talk.house.stranger.mergers.read({ mergerId });
    expect(merger).toMatchObject({
      ...{ stage: "open", suggestedAs: null, why: commonWords.why, text, outdated: false, mine: null },
      from: { number: from.number, yes: true, words: { title: "车棚里停车" } },
      into: { number: into.number, yes: false },
    });
    expect(merger.answerBy >= addDays(await talk.house.today(), 14)).toBe(true);
    expect(await whats(author, into)).toContain("decideMerger");
    expect(await whats(resident, from)).not.toContain("decideMerger");
    expect((await by(author).mergers.read({ mergerId })).mine).toEqual({ yes: false, no: true });
    expect((await by(resident).mergers.read({ mergerId })).mine).toEqual({ yes: true, no: false });
    expect((await page(from)).timeline.at(-1)).toMatchObject({
      kind: "merger.asked",
      figures: { fromNumber: `${from.year}-${from.number}`, intoNumber: `${into.year}-${into.number}` },
    });
    expect((await page(into)).timeline.at(-1)?.kind).toBe("merger.asked");
  });

  test("is offered with what is likest first, and never with what is not open any more", async () => {
    const { from, into } = await pair();
    const gone = await openedBy(by(author));
    await by(author).proposals.withdraw({ key: newKey(), proposalId: gone.proposalId });
    const other = await openedBy(by(author), {
      ...{ title: "修东门的路灯", problem: "东门的路灯坏了很久。", wish: "请把它修好。" },
    });
    const offers = await by(resident).mergers.offers({ proposalId: from.proposalId });
    const ids = offers.map((one) => one.proposalId);
    expect(ids).not.toContain(from.proposalId);
    expect(ids).not.toContain(gone.proposalId);
    const last = ids.indexOf(other.proposalId);
    expect(last === -1 || ids.indexOf(into.proposalId) < last).toBe(true);
  });

  test("waits once between the same two, whichever way, and may be asked again when it is over", async () => {
    const { from, into, mergerId } = await asked();
    expect(await talk.answerTo(() => ask(from, into))).toBe("merger-asked-already");
    expect(await talk.answerTo(() => ask(into, from, author))).toBe("merger-asked-already");
    await by(resident).mergers.takeBack({ key: newKey(), mergerId });
    await ask(into, from, author);
  });

  test("is nobody's but the author's; what nobody may know of is not there", async () => {
    const { from, into } = await pair();
    expect(await talk.answerTo(() => ask(from, into, supporter))).toBe("not-found");
    const draft = await by(author).proposals.write({ key: newKey(), ...text, authorNamed: false });
    expect(await talk.answerTo(() => ask(from, { ...into, proposalId: draft.proposalId }))).toBe("not-found");
    expect(await talk.answerTo(() => ask(from, from))).toBe("merger-with-itself");
  });

  test("may be suggested by a reviewer or the committee, and takes both authors then", async () => {
    const { from, into } = await pair();
    const suggestion = { ...commonWords, fromId: from.proposalId, intoId: into.proposalId };
    const { mergerId } = await by(single.reviewer).mergers.suggest({ key: newKey(), ...suggestion });
    expect(await talk.house.stranger.mergers.read({ mergerId })).toMatchObject({ suggestedAs: "reviewer" });
    expect(await talk.answerTo(() => agree(mergerId, single.reviewer))).toBe("only-the-two-authors");
    expect(await whats(resident, from)).toContain("decideMerger");
    expect(await agree(mergerId, resident)).toEqual({ status: "open" });
    expect(await whats(resident, from)).not.toContain("decideMerger");
    expect(await agree(mergerId)).toEqual({ status: "merged" });
  });
});

describe("the second yes", () => {
  test("makes one of the two; the original stays readable at its address, with its words, names, views and course", async () => {
    const { from, into } = await pair();
    await support(supporter, from);
    const viewId = await talk.say(from.proposalId, second, "早该这样了。");
    const before = await page(from);
    const { mergerId } = await ask(from, into);
    await agree(mergerId);
    const gone = await page(from);
    expect(gone).toMatchObject({
      stage: "merged",
      number: from.number,
      title: before.title,
      wish: before.wish,
    });
    expect(gone.cosponsorNames).toEqual(before.cosponsorNames);
    expect(gone.timeline.at(-1)).toMatchObject({
      kind: "proposal.mergedInto",
      figures: { number: into.number },
    });
    expect((await talk.threadOf(from.proposalId, viewId)).text).toBe("早该这样了。");
    const stays = await page(into);
    expect(stays).toMatchObject({
      title: text.title,
      wish: text.wish,
      cosponsors: 0,
      stage: "seekingSupport",
    });
    expect(stays.timeline.at(-1)).toMatchObject({
      kind: "proposal.tookIn",
      figures: { number: from.number },
    });
    const [line] = (await talk.house.stranger.mergers.ofProposal({ proposalId: from.proposalId })).mergers;
    expect(line).toMatchObject({ stage: "merged", into: { number: into.number } });
    expect(await talk.answerTo(() => talk.say(from.proposalId, second, "再说一句。"))).toBe(
      "deliberation-closed",
    );
    expect(await talk.answerTo(() => support(second, from))).toBe("proposal-not-at-this-step");
    // It is found, marked, and has a filter of its own.
    const found = (await talk.house.stranger.proposals.list({ state: "merged" })).proposals;
    expect(found.map((one) => one.proposalId)).toContain(from.proposalId);
    const numbered = await talk.house.stranger.search.find({ words: String(from.number) });
    expect(first(numbered.numbered)).toMatchObject({ stage: "merged" });
    const versions = await talk.house.stranger.amendments.versions({ proposalId: into.proposalId });
    expect(versions).toHaveLength(2);
  });

  test("is given to the text that was read; mended, the first one is asked again", async () => {
    const { from, into, mergerId } = await asked();
    expect(await mend(mergerId, author, "车停车棚，楼道清空。")).toEqual({ status: "open", version: 2 });
    expect(await whats(resident, from)).toContain("decideMerger");
    expect(await whats(author, into)).not.toContain("decideMerger");
    expect(await talk.answerTo(() => agree(mergerId, resident, 1))).toBe("merger-text-changed");
    expect(await agree(mergerId, resident, 2)).toEqual({ status: "merged" });
    expect((await page(into)).wish).toBe("车停车棚，楼道清空。");
  });

  test("is not given to a text that a later change made old, until it is mended", async () => {
    const { from, into } = await pair();
    const viewId = await talk.propose(into.proposalId, "都停到新车棚里。");
    const { mergerId } = await ask(from, into);
    await by(author).amendments.accept({ key: newKey(), viewId });
    expect(await talk.house.stranger.mergers.read({ mergerId })).toMatchObject({ outdated: true });
    expect(await talk.answerTo(() => agree(mergerId))).toBe("merger-outdated");
    await mend(mergerId, author, "都停到新车棚里。");
    expect(await agree(mergerId, resident, 2)).toEqual({ status: "merged" });
  });

  test("sends one that was admitted to the reviewers again, who look at the common text", async () => {
    const from = await openedBy(by(resident));
    const into = await talk.admitted();
    const { mergerId } = await ask(from, into);
    await agree(mergerId);
    expect(await page(into)).toMatchObject({ stage: "admissibility", cosponsors: 1 });
    expect(await whats(single.reviewer, into)).toContain("review");
    for (const name of [single.reviewer, second])
      await by(name).proposals.review({
        ...{ key: newKey(), proposalId: into.proposalId, verdict: "admit", reason: "" },
      });
    expect((await page(into)).stage).toBe("admitted");
  });

  test("is nobody's once there is a motion, and what was asked stands there as overtaken", async () => {
    const from = await openedBy(by(resident));
    const into = await talk.admitted();
    const { mergerId } = await ask(from, into);
    await by(single.secretary).motions.draft({
      ...{
        key: newKey(),
        proposalId: into.proposalId,
        electorate: "household",
        question: "装扶手，您同意吗？",
      },
      ...{ text: "每层都装上扶手，请专业的人装。", costYuan: 3000, moneySource: "公共收益" },
      ...{ carriedOutBy: "甲九", doneBy: "2027-03-31", ifRejected: "不装。", lang: "zh-CN" },
    });
    expect(await talk.answerTo(() => agree(mergerId))).toBe("merger-too-late");
    expect(await talk.house.stranger.mergers.read({ mergerId })).toMatchObject({ stage: "overtaken" });
    expect(await whats(author, into)).not.toContain("decideMerger");
  });
});

describe("a no", () => {
  test("has its reason for everybody to read, and both go on", async () => {
    const { from, into, mergerId } = await asked();
    const no = {
      key: newKey(),
      mergerId,
      version: 1,
      why: "地方不一样，分开办。",
      lang: "zh-CN",
    } as const;
    expect(await talk.answerTo(() => by(second).mergers.decline(no))).toBe("only-the-two-authors");
    await by(author).mergers.decline({ ...no, key: newKey() });
    expect(await talk.house.stranger.mergers.read({ mergerId })).toMatchObject({
      ...{ stage: "refused", reason: "地方不一样，分开办。" },
    });
    expect((await page(from)).stage).toBe("seekingSupport");
    expect((await page(into)).timeline.at(-1)?.kind).toBe("merger.refused");
    expect(await talk.answerTo(() => agree(mergerId))).toBe("merger-over");
  });

  test("is the end as well where one of both is taken back or nobody answers in time", async () => {
    const one = await asked();
    await by(author).proposals.withdraw({ key: newKey(), proposalId: one.into.proposalId });
    expect(await talk.house.stranger.mergers.read({ mergerId: one.mergerId })).toMatchObject({
      stage: "overtaken",
    });
    expect(await talk.answerTo(() => agree(one.mergerId))).toBe("merger-too-late");
    const other = await asked();
    const { answerBy } = await talk.house.stranger.mergers.read({ mergerId: other.mergerId });
    await talk.house.moveTo(new Date(`${addDays(answerBy, 1)}T01:00:00Z`));
    expect(await talk.house.stranger.mergers.read({ mergerId: other.mergerId })).toMatchObject({
      stage: "lapsed",
    });
    expect(await whats(author, other.into)).not.toContain("decideMerger");
    expect(await talk.answerTo(() => agree(other.mergerId))).toBe("merger-lapsed");
    await ask(other.from, other.into);
  });

  test("is not said by withdrawing what has taken a neighbour's in", async () => {
    const { into, mergerId } = await asked();
    await agree(mergerId);
    const withdraw = () => by(author).proposals.withdraw({ key: newKey(), proposalId: into.proposalId });
    expect(await talk.answerTo(withdraw)).toBe("holds-a-merged-one");
  });
});

test("views that were said of each stay with it", async () => {
  const { from, into } = await pair();
  const said = {
    key: newKey(),
    proposalId: from.proposalId,
    kind: "question",
    said: "车棚够大吗？",
    ...plain,
  } as const;
  await by(second).views.say(said);
  await agree((await ask(from, into)).mergerId);
  expect((await talk.house.stranger.views.summary({ proposalId: from.proposalId })).counts.question).toBe(1);
  expect((await talk.house.stranger.views.summary({ proposalId: into.proposalId })).counts.question).toBe(0);
});
