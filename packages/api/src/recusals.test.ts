import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@yishi/domain/calendar";
import { itemActs } from "@yishi/domain/recusals";
import type { Act } from "@yishi/domain/roles";
import type { Caller } from "./door.ts";
import { every, resident, single } from "./testing/actors.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { raiseOne, type Settlement, type Things } from "./testing/settlement.ts";
import { motionWords } from "./testing/proposals.ts";

let house: House;
let here: Settlement;
let things: Things;
beforeAll(async () => {
  house = await openHouse({ households: 12 });
  here = await raiseOne(house);
  ({ things } = here);
}, 120_000);
afterAll(() => house.close());

const as = (name: string): Caller => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
const told = (refused: string) => ({ cause: { refusal: { refused } } });

/** The public number of a proposal, or of the one that a motion belongs to, and its id. */
async function itemOf(id: string) {
  const { rows } = await house.base.owner.query<{ proposalId: string; year: number; number: number }>(
    `select p.proposal_id as "proposalId", p.year, p.number from proposals p
     left join motions m on m.committee_id = p.committee_id and m.proposal_id = p.proposal_id
     where p.proposal_id = $1 or m.motion_id = $1`,
    [id],
  );
  const [item] = rows;
  if (!item) throw new Error("there is no such item");
  return item;
}
async function viewOf(caller: Caller, id: string) {
  const { year, number } = await itemOf(id);
  return caller.proposals.byNumber({ year, number });
}
const stepBack = async (caller: Caller, id: string) =>
  caller.recusals.stepBack({
    ...{ key: newKey(), proposalId: (await itemOf(id)).proposalId, reason: "nearRelative" },
  });

/** Each act with an item, as somebody takes it who may, on an item that is at that step. */
const taken: Readonly<Record<(typeof itemActs)[number], (by: Caller) => Promise<unknown>>> = {
  "proposals.review": (by) =>
    by.proposals.review({ key: newKey(), proposalId: things.reviewed, verdict: "admit", reason: "" }),
  "appeals.record": (by) =>
    by.appeals.record({
      ...{ key: newKey(), proposalId: things.appealed, metOn: here.today, present: 1, for: 1, against: 0 },
      ...{ reference: "代表会议第1号记录", reason: "同意受理。", lang: "zh-CN" },
    }),
  "motions.draft": (by) => by.motions.draft({ key: newKey(), ...motionWords, proposalId: things.admitted }),
  "motions.recordPriorStudy": (by) =>
    by.motions.recordPriorStudy({
      ...{ key: newKey(), motionId: things.drafted, on: here.today, reference: "记录9号" },
    }),
  "motions.schedule": (by) =>
    by.motions.schedule({
      ...{ key: newKey(), motionId: things.studied, closesAt: "18:00" },
      ...{ opensOn: addDays(here.today, 11), closesOn: addDays(here.today, 15) },
    }),
  "ballots.transcribe": (by) =>
    by.ballots.transcribe({
      ...{ key: newKey(), motionId: things.voting, seat: 2, choice: "for", channel: "desk" },
    }),
  "ballots.count": (by) =>
    by.ballots.count({ key: newKey(), motionId: things.closed, desk: 9, homeBox: 0, meeting: 0 }),
  "resolutions.publish": (by) => by.resolutions.publish({ key: newKey(), motionId: things.counted }),
  "objections.answer": (by) =>
    by.objections.answer({
      ...{ key: newKey(), objectionId: things.objection, verdict: "rejected" },
      ...{ answer: "通知贴满了十天。", lang: "zh-CN" },
    }),
  "resolutions.carryOut": (by) =>
    by.resolutions.complete({ key: newKey(), motionId: things.implementing, ordinal: 1, on: here.today }),
  "desk.actFor": (by) =>
    by.proposals.cosponsor({
      ...{ key: newKey(), proposalId: things.supported, namePublic: false, forResident: things.neighbour },
    }),
};
/** Where each of them is taken. */
type StepOfThings = Extract<
  keyof Things,
  | "reviewed"
  | "admitted"
  | "appealed"
  | "drafted"
  | "studied"
  | "voting"
  | "closed"
  | "counted"
  | "objected"
  | "implementing"
  | "supported"
>;
const where: Readonly<Record<(typeof itemActs)[number], StepOfThings>> = {
  "proposals.review": "reviewed",
  "appeals.record": "appealed",
  "motions.draft": "admitted",
  "motions.recordPriorStudy": "drafted",
  "motions.schedule": "studied",
  "ballots.transcribe": "voting",
  "ballots.count": "closed",
  "resolutions.publish": "counted",
  "objections.answer": "objected",
  "resolutions.carryOut": "implementing",
  "desk.actFor": "supported",
};

describe("whoever stepped back from an item", () => {
  test.for(itemActs)("is refused %s there, is shown no button for it, and awaits nothing", async (act) => {
    const id = things[where[act]];
    expect((await viewOf(as(every), id)).mine).toMatchObject({ recused: false, acts: [...itemActs] });
    await stepBack(as(every), id);
    await expect(taken[act](as(every))).rejects.toMatchObject(told("recused"));
    expect((await viewOf(as(every), id)).mine).toMatchObject({ recused: true, acts: [] });
    const { proposalId } = await itemOf(id);
    const awaiting = (await as(every).home.awaiting()).filter((one) => one.what !== "vote");
    expect(awaiting.map((one) => one.proposalId)).not.toContain(proposalId);
  });

  test("plans no milestones either", async () => {
    await stepBack(as(every), things.inForce);
    const milestone = { title: "贴公约", responsible: "甲九", dueOn: here.today, lang: "zh-CN" } as const;
    await expect(
      as(every).resolutions.plan({ key: newKey(), motionId: things.inForce, milestones: [milestone] }),
    ).rejects.toMatchObject(told("recused"));
  });

  test.for(
    Object.entries({
      "proposals.review": single.reviewer,
      "motions.draft": single.secretary,
      "motions.recordPriorStudy": single.branchRecorder,
      "ballots.transcribe": single.deskClerk,
      "ballots.count": single.scrutineer,
      "resolutions.publish": single.secretary,
      "objections.answer": single.chair,
      "resolutions.carryOut": single.viceChair,
    }),
  )("keeps nobody else from %s", async ([act, name]) => {
    const item = itemActs.find((one): one is (typeof itemActs)[number] & Act => one === act);
    if (!item) throw new Error(`${act} is no act of an item`);
    await taken[item](as(name));
  });

  test("does so once, and whoever has no post in it does not at all", async () => {
    await expect(stepBack(as(every), things.reviewed)).rejects.toMatchObject(told("already-recused"));
    await expect(stepBack(as(resident), things.reviewed)).rejects.toMatchObject(
      told("nothing-to-step-back-from"),
    );
  });

  test("keeps their own vote and their own voice", async () => {
    await as(every).ballots.cast({ key: newKey(), motionId: things.voting, choice: "for" });
  });
});

describe("what is told of it", () => {
  test("everybody sees the post, and of a clerk or reviewer neither name nor reason", async () => {
    const { timeline } = await viewOf(house.stranger, things.supported);
    const [reviewers] = timeline.filter(({ kind }) => kind === "recusal.made");
    expect(reviewers?.figures).toEqual({ post: "reviewer", name: null });
    expect(JSON.stringify(timeline)).not.toContain("signedIt");
  });

  test("who holds a post of the committee's own is named, and the reason is the supervisors' to know", async () => {
    const { proposalId } = await itemOf(things.studied);
    const viewed = await as(single.supervisor).recusals.of({ proposalId });
    const vice = viewed.acting.find((one) => one.post === "viceChair" && one.name === single.viceChair);
    const asked = {
      key: newKey(),
      proposalId,
      memberId: vice?.memberId ?? "",
      reason: "ownInterest",
    } as const;
    await as(single.supervisor).recusals.ask(asked);
    const { recused, acting } = await as(single.supervisor).recusals.of({ proposalId });
    expect(recused.find((one) => one.name === single.viceChair)).toMatchObject({ reason: "ownInterest" });
    expect(acting.map((one) => one.name)).not.toContain(single.viceChair);
    const left = await house.stranger.recusals.acting({ proposalId });
    expect(left).toContainEqual({ name: single.secretary, post: "secretary" });
    expect(left.map((one) => one.name)).not.toContain(single.viceChair);
    const { timeline } = await viewOf(house.stranger, things.studied);
    const figures = timeline.filter(({ kind }) => kind === "recusal.made").map((one) => one.figures);
    expect(figures).toContainEqual({ post: "viceChair", name: single.viceChair });
    expect(JSON.stringify(figures)).not.toContain("ownInterest");
    await expect(taken["motions.schedule"](as(single.viceChair))).rejects.toMatchObject(told("recused"));
  });

  test("the chair is told when too few are left for a step, and nobody else is", async () => {
    // Every reviewer but one stepped back or is gone; the settlement's people who only hold posts for the matrix count too.
    const { proposalId } = await itemOf(things.reviewed);
    expect((await viewOf(as(single.chair), things.reviewed)).mine?.tooFew ?? null).toBeNull();
    const { acting } = await as(single.supervisor).recusals.of({ proposalId });
    const reviewers = acting.filter((one) => one.post === "reviewer");
    for (const { memberId } of reviewers.slice(1))
      await as(single.supervisor).recusals.ask({ key: newKey(), proposalId, memberId, reason: "other" });
    const short = (await viewOf(as(single.chair), things.reviewed)).mine?.tooFew;
    expect(short).toMatchObject({ act: "proposals.review", needed: 2 });
    expect(short?.left).toBeLessThan(2);
    expect((await viewOf(as(single.secretary), things.reviewed)).mine?.tooFew).toBeNull();
  });
});
