import { approvalChoice, oneChoice } from "@yishi/domain/ballots";
import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { first } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { motionWords } from "./testing/proposals.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

const told = (refused: string) => ({ cause: { refusal: { refused } } });
const options = [
  { name: "早上六点", sentence: "老人起得早。", costYuan: 300 },
  { name: "晚上八点", costYuan: 200 },
  { name: "不安排" },
];
const register = ["楼号,单元,室号,建筑面积,业主姓名", "1,1,101,80,甲零", "1,1,102,60,甲二"].join("\r\n");

let house: House;
let vote: VotingHouse;
let convener: Caller;
beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 6 });
  convener = house.door.caller({ sessionToken: house.token("甲一五"), slug: house.slug });
  const bytes = new TextEncoder().encode(register);
  const { importId } = await house.registrar.owners.read({ fileName: "产权.csv", bytes });
  await house.registrar.owners.import({ key: newKey(), importId: importId ?? "" });
}, 120_000);
afterAll(() => house.close());

async function admitted(firstYes?: "ownersBusiness") {
  const { proposalId } = await vote.proposal(firstYes);
  await vote.supportAndReview(proposalId);
  return proposalId;
}
const draw = (proposalId: string, more: object) =>
  vote.secretary.motions.draft({ ...motionWords, key: newKey(), proposalId, ...more });
async function paper(motionId: string, seats: readonly number[], choice: string) {
  for (const seat of seats)
    for (const clerk of vote.clerks)
      await clerk.ballots.transcribe({ key: newKey(), motionId, seat, choice, channel: "meeting" });
}
async function counted(motionId: string, meeting: number) {
  let result = "";
  for (const scrutineer of vote.scrutineers)
    ({ result } = await scrutineer.ballots.count({ key: newKey(), motionId, desk: 0, homeBox: 0, meeting }));
  return result;
}
async function numbered(motionId: string) {
  const { rows } = await house.base.owner.query<{ year: number; number: number }>(
    "select p.year, p.number from proposals p join motions m using (committee_id, proposal_id) where m.motion_id = $1",
    [motionId],
  );
  return first(rows);
}
async function viewOf(motionId: string, by: Caller = house.stranger) {
  const { motion, mine } = await by.proposals.byNumber(await numbered(motionId));
  if (!motion) throw new Error("no motion");
  return { motion, mine };
}
/** Seats of those who have not voted in the app. */
async function others(motionId: string): Promise<readonly number[]> {
  const seats = await Promise.all(vote.elders.map((elder) => elder.ballots.seat({ motionId })));
  const taken = seats.map((one) => one?.seat);
  return range(1, 24).filter((seat) => !taken.includes(seat));
}
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe("a question with options", () => {
  test("is drawn with what each says and costs, and everybody reads them", async () => {
    const proposalId = await admitted();
    const { motionId } = await draw(proposalId, { form: "oneOf", options });
    expect((await viewOf(motionId)).motion).toMatchObject({
      form: "oneOf",
      options: [
        { name: "早上六点", sentence: "老人起得早。", costYuan: 300 },
        { name: "晚上八点", sentence: null, costYuan: 200 },
        { name: "不安排", sentence: null, costYuan: null },
      ],
    });
    await draw(proposalId, {});
    expect((await viewOf(motionId)).motion).toMatchObject({ form: "yesNo", options: [], version: 2 });
  });

  test("has two to seven that differ, and none by yes or no", async () => {
    const proposalId = await admitted();
    const one = { form: "oneOf", options: options.slice(0, 1) };
    await expect(draw(proposalId, one)).rejects.toMatchObject(told("options-too-few-or-many"));
    const alike = { form: "approval", options: [{ name: "早上" }, { name: " 早上" }] };
    await expect(draw(proposalId, alike)).rejects.toMatchObject(told("options-alike"));
    await expect(draw(proposalId, { options })).rejects.toMatchObject(told("options-not-asked"));
    const long = { form: "oneOf", options: [{ name: "早".repeat(61) }, { name: "晚上" }] };
    await expect(draw(proposalId, long)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(draw(proposalId, { form: "oneOf", options })).resolves.toMatchObject({ version: 1 });
  });

  test("lets owners accept several at once nowhere where the law asks three quarters", async () => {
    const proposalId = await admitted("ownersBusiness");
    const owners = { electorate: "owner", special: true, options };
    const approval = { ...owners, form: "approval" };
    await expect(draw(proposalId, approval)).rejects.toMatchObject(told("approval-not-here"));
    await expect(draw(proposalId, { ...owners, form: "oneOf" })).resolves.toMatchObject({ version: 1 });
  });
});

describe("one of several", () => {
  test("is decided by the majority of those present, by app and paper; other choices are refused and change nothing", async () => {
    const motionId = await vote.announce(undefined, undefined, { form: "oneOf", options });
    await house.moveDays(12);
    const elder = first(vote.elders);
    const free = await others(motionId);
    const wrong = told("choice-not-on-the-ballot");
    for (const choice of ["for", "o4", approvalChoice([1])]) {
      await expect(elder.ballots.cast({ key: newKey(), motionId, choice })).rejects.toMatchObject(wrong);
      await expect(paper(motionId, free.slice(0, 1), choice)).rejects.toMatchObject(wrong);
    }
    for (const choice of ["invalid", "o8", "x", ""]) {
      const cast = elder.ballots.cast({ key: newKey(), motionId, choice });
      await expect(cast).rejects.toHaveProperty("message");
    }
    expect((await viewOf(motionId)).motion.turnout).toBe(0);
    for (const [at, one] of vote.elders.entries())
      await one.ballots.cast({ key: newKey(), motionId, choice: oneChoice(at < 5 ? 2 : 1) });
    await paper(motionId, free.slice(0, 6), oneChoice(2));
    await paper(motionId, free.slice(6, 8), "abstain");
    await paper(motionId, free.slice(8, 9), "invalid");
    await paper(motionId, free.slice(9, 10), oneChoice(3));
    await house.moveDays(4);
    expect(await counted(motionId, 10)).toBe("passed");
    const { motion, mine } = await viewOf(motionId, elder);
    expect(motion.outcome).toMatchObject({
      result: "passed",
      quorum: { base: 24, present: 16, met: true },
      majority: null,
      options: { winner: 2, present: 16, needed: 9, abstain: 2, invalid: 1, tied: [] },
      channels: { app: 6, meeting: 10 },
    });
    expect(motion.outcome?.options?.options).toEqual([
      { count: 1, reached: false },
      { count: 11, reached: true },
      { count: 1, reached: false },
    ]);
    expect(mine?.ballot).toMatchObject({ choice: "o2", channel: "app" });
    const copy = await elder.me.copy({});
    expect(copy.seats.find((seat) => seat.choice === "o2")).toMatchObject({ chosen: ["晚上八点"] });
  });

  test("with most is not enough: no option reached it, and none is decided", async () => {
    const motionId = await vote.announce(undefined, undefined, { form: "oneOf", options });
    await house.moveDays(12);
    await paper(motionId, range(1, 8), oneChoice(1));
    await paper(motionId, range(9, 14), oneChoice(2));
    await paper(motionId, [15, 16], oneChoice(3));
    await house.moveDays(4);
    expect(await counted(motionId, 16)).toBe("rejected");
    expect((await viewOf(motionId)).motion.outcome).toMatchObject({ options: { winner: null, tied: [] } });
  });
});

describe("every option that one can accept", () => {
  test("weighs for each of them; a tie at the top decides nothing, and says so", async () => {
    const motionId = await vote.announce(undefined, undefined, { form: "approval", options });
    await house.moveDays(12);
    const elder = first(vote.elders);
    const none = elder.ballots.cast({ key: newKey(), motionId, choice: "-------" });
    await expect(none).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const beyond = elder.ballots.cast({ key: newKey(), motionId, choice: approvalChoice([4]) });
    await expect(beyond).rejects.toMatchObject(told("choice-not-on-the-ballot"));
    for (const one of vote.elders)
      await one.ballots.cast({ key: newKey(), motionId, choice: approvalChoice([1, 2]) });
    const free = await others(motionId);
    await paper(motionId, free.slice(0, 6), approvalChoice([1, 2, 3]));
    await paper(motionId, free.slice(6, 10), "abstain");
    await house.moveDays(4);
    expect(await counted(motionId, 10)).toBe("rejected");
    const { motion, mine } = await viewOf(motionId, elder);
    expect(motion.outcome).toMatchObject({
      options: { winner: null, tied: [1, 2], present: 16, needed: 9, abstain: 4 },
    });
    expect(mine?.ballot?.choice).toBe(approvalChoice([1, 2]));
    const { year, number } = await vote.secretary.resolutions.publish({ key: newKey(), motionId });
    expect([year > 2000, number > 0]).toEqual([true, true]);
  });

  test("of owners is decided where the same one is accepted by heads and by area", async () => {
    const proposalId = await admitted("ownersBusiness");
    const asked = { electorate: "owner", special: false, form: "approval", options: options.slice(0, 2) };
    const { motionId } = await draw(proposalId, asked);
    await vote.agree(motionId);
    const today = await house.today();
    const window = { opensOn: addDays(today, 16), closesOn: addDays(today, 20), closesAt: "18:00" } as const;
    await convener.motions.schedule({ key: newKey(), motionId, ...window });
    await house.moveDays(17);
    await paper(motionId, [1], approvalChoice([1, 2]));
    await paper(motionId, [2], approvalChoice([1]));
    await house.moveDays(5);
    expect(await counted(motionId, 2)).toBe("passed");
    const { outcome } = (await viewOf(motionId)).motion;
    expect(outcome).toMatchObject({
      options: {
        winner: 1,
        present: 2,
        options: [
          { count: 2, reached: true },
          { count: 1, reached: false },
        ],
      },
      area: { majority: null, options: { winner: 1, present: 1_400_000 } },
    });
  });
});
