import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { motionWords } from "./testing/proposals.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

const told = (refused: string) => ({ cause: { refusal: { refused } } });
const own = {
  question: "楼道里只放鞋架，写进公约，您同意吗？",
  text: "楼道里只放鞋架，别的每户自己清走。",
  lang: "zh-CN",
} as const;

let house: House;
let vote: VotingHouse;
let convener: Caller;
let branch: Caller;
beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 2 });
  const as = (name: string) => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
  convener = as("甲一五");
  branch = as("甲一六");
}, 120_000);
afterAll(() => house.close());

const draw = (proposalId: string, by: Caller = vote.secretary, more: object = {}) =>
  by.motions.draft({ ...motionWords, key: newKey(), proposalId, ...more });
async function drawn(more: object = {}) {
  const { proposalId, number } = await vote.proposal();
  await vote.supportAndReview(proposalId);
  const { motionId } = await draw(proposalId, vote.secretary, more);
  return { proposalId, number, motionId };
}
async function announce(motionId: string) {
  const today = await house.today();
  await branch.motions
    .recordPriorStudy({ key: newKey(), motionId, on: today, reference: "记录3号" })
    .catch(() => null); // it may be studied already
  const window = { opensOn: addDays(today, 11), closesOn: addDays(today, 15), closesAt: "18:00" } as const;
  return convener.motions.schedule({ key: newKey(), motionId, ...window });
}
const agree = (motionId: string, version = 1, by: Caller = vote.author) =>
  by.agreements.agree({ key: newKey(), motionId, version });
const put = (motionId: string, version = 1) =>
  vote.author.agreements.put({ key: newKey(), motionId, version, ...own });
async function view(number: number, by: Caller = house.stranger) {
  const year = Number((await house.today()).slice(0, 4));
  return by.proposals.byNumber({ year, number });
}
const whats = async (by: Caller, proposalId: string) =>
  (await by.home.awaiting()).flatMap((one) => (one.proposalId === proposalId ? [one.what] : []));

describe("a motion that somebody else drew", () => {
  test("awaits its proposer on their home page, and is not announced before they agreed", async () => {
    const { proposalId, number, motionId } = await drawn();
    expect(await whats(vote.author, proposalId)).toContain("agreeText");
    expect(await whats(vote.secretary, proposalId)).not.toContain("answerText");
    const { motion } = await view(number);
    expect(motion?.agreement).toMatchObject({ state: "asked", open: true, own: null });
    await expect(announce(motionId)).rejects.toMatchObject(told("proposer-still-asked"));
    await agree(motionId);
    expect(await whats(vote.author, proposalId)).not.toContain("agreeText");
    expect((await view(number)).timeline.map(({ kind }) => kind)).toContain("motion.agreed");
    await expect(announce(motionId)).resolves.toMatchObject({ seats: 24 });
  });

  test("is agreed to by its proposer alone, in the version that they read, and once", async () => {
    const { proposalId, motionId } = await drawn();
    for (const other of [vote.secretary, first(vote.adults)])
      await expect(agree(motionId, 1, other)).rejects.toMatchObject(told("not-found"));
    await draw(proposalId);
    await expect(agree(motionId, 1)).rejects.toMatchObject(told("agreement-not-asked"));
    await agree(motionId, 2);
    await expect(agree(motionId, 2)).rejects.toMatchObject(told("agreement-not-asked"));
    await expect(put(motionId, 2)).rejects.toMatchObject(told("agreement-not-asked"));
  });

  test("is agreed to at the window too, on the paper of its proposer", async () => {
    const { motionId } = await drawn();
    const { rows } = await house.base.owner.query<{ id: string }>(
      "select p.author_id as id from proposals p join motions m using (committee_id, proposal_id) where m.motion_id = $1",
      [motionId],
    );
    const forResident = first(rows).id;
    const form = { key: newKey(), motionId, version: 1, forResident };
    await expect(vote.secretary.agreements.agree(form)).rejects.toMatchObject(told("post-needed"));
    await vote.clerks[0].agreements.agree(form);
    const facts = await house.base.owner.query(
      "select channel, subject_id as id from facts where object_id = $1 and kind = 'motion.agreed'",
      [motionId],
    );
    expect(facts.rows).toEqual([{ channel: "desk", id: forResident }]);
  });

  test("is agreed to by silence once the day is over", async () => {
    const { motionId } = await drawn();
    await expect(announce(motionId)).rejects.toMatchObject(told("proposer-still-asked"));
    await house.moveDays(15);
    await expect(agree(motionId)).rejects.toMatchObject(told("agreement-not-asked"));
    await expect(announce(motionId)).resolves.toMatchObject({ seats: 24 });
  });

  test("asks nobody where the drafter proposed it, or the proposer is of the committee", async () => {
    const { proposalId } = await vote.proposal();
    await vote.supportAndReview(proposalId);
    await house.base.owner.query(
      `update proposals set fact_id = f.fact_id, author_id = m.resident_id
       from members m, facts f where m.name = '甲一五' and proposal_id = $1 and f.object_id = $1 and f.kind = 'proposal.written'`,
      [proposalId],
    );
    const { motionId } = await draw(proposalId);
    await expect(announce(motionId)).resolves.toMatchObject({ seats: 24 });
    const others = await vote.proposal();
    await vote.supportAndReview(others.proposalId);
    await house.base.owner.query(
      `update proposals set fact_id = f.fact_id, author_id = m.resident_id
       from members m, facts f where m.name = $2 and proposal_id = $1 and f.object_id = $1 and f.kind = 'proposal.written'`,
      [others.proposalId, "甲一七"],
    );
    const own = await draw(others.proposalId);
    const { rows } = await house.base.owner.query("select agreement from motions where motion_id = $1", [
      own.motionId,
    ]);
    expect(rows).toEqual([{ agreement: null }]);
  });
});

describe("two texts", () => {
  test("are there for everybody to read, await the drafter, and hold up the vote", async () => {
    const { proposalId, number, motionId } = await drawn();
    await put(motionId);
    expect((await view(number)).motion?.agreement).toMatchObject({ state: "differs", open: false, own });
    expect(await whats(vote.secretary, proposalId)).toContain("answerText");
    expect(await whats(vote.author, proposalId)).not.toContain("agreeText");
    await house.moveDays(15);
    await expect(announce(motionId)).rejects.toMatchObject(told("texts-differ"));
  });

  test("become one where the drafter takes the proposer's over", async () => {
    const { number, motionId } = await drawn();
    const early = vote.secretary.agreements.takeOver({ key: newKey(), motionId, version: 1 });
    await expect(early).rejects.toMatchObject(told("texts-do-not-differ"));
    await put(motionId);
    await vote.secretary.agreements.takeOver({ key: newKey(), motionId, version: 1 });
    expect((await view(number)).motion).toMatchObject({
      ...{
        version: 2,
        form: "yesNo",
        question: own.question,
        text: own.text,
        carriedOutBy: motionWords.carriedOutBy,
      },
      agreement: { state: "agreed", own: null },
    });
    await expect(announce(motionId)).resolves.toMatchObject({ seats: 24 });
  });

  test("both go to the vote as options of the same size, and are not written anew", async () => {
    const { proposalId, number, motionId } = await drawn();
    await put(motionId);
    await vote.secretary.agreements.letBothGo({ key: newKey(), motionId, version: 1 });
    const { motion, timeline } = await view(number);
    expect(motion).toMatchObject({
      ...{ version: 2, form: "oneOf", question: "用哪一份文本？", agreement: { state: "both" } },
      options: [
        { name: "起草人的文本", sentence: motionWords.question, text: motionWords.text },
        { name: "提案人的文本", sentence: own.question, text: own.text },
      ],
    });
    expect(timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["motion.textPut", "motion.bothTexts"]),
    );
    await expect(draw(proposalId)).rejects.toMatchObject(told("both-texts-go"));
    await expect(announce(motionId)).resolves.toMatchObject({ seats: 24 });
  });

  test("beside options the proposer's text is one more of them", async () => {
    const options = [{ name: "鞋架" }, { name: "花盆" }];
    const { number, motionId } = await drawn({ form: "approval", options });
    await put(motionId);
    await vote.secretary.agreements.letBothGo({ key: newKey(), motionId, version: 1 });
    const { motion } = await view(number);
    expect(motion).toMatchObject({ form: "approval", question: motionWords.question });
    expect(motion?.options.map(({ name }) => name)).toEqual(["鞋架", "花盆", "提案人的文本"]);
  });

  test("are never put beside a version that was drafted meanwhile, whichever comes first", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { proposalId, motionId } = await drawn();
      const answers = await atOnce<unknown>([() => put(motionId), () => draw(proposalId)]);
      const { rows } = await house.base.owner.query<{ agreement: string; version: number }>(
        "select agreement, version from motions where motion_id = $1",
        [motionId],
      );
      expect(rows).toEqual([{ agreement: "asked", version: 2 }]);
      expect([1, 2]).toContain(done(answers).length);
      expect(["agreement-not-asked", undefined]).toContain(refused(answers).map((one) => one.refused)[0]);
    }
  });

  test("an agreement and another text at once: one of them is taken", async () => {
    const { motionId } = await drawn();
    const answers = await atOnce<unknown>([() => put(motionId), () => agree(motionId)]);
    expect(done(answers)).toHaveLength(1);
    expect(refused(answers).map((one) => one.refused)).toEqual(["agreement-not-asked"]);
  });
});
