import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { author, every, resident, single } from "./testing/actors.ts";
import { openFollowUp } from "./testing/after-votes.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { second, supporter } from "./testing/cast.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { raiseOne, type Settlement } from "./testing/settlement.ts";

let house: House;
let here: Settlement;
beforeAll(async () => {
  house = await openHouse({ households: 12 });
  here = await raiseOne(house);
}, 120_000);
afterAll(() => house.close());

const as = (name: string): Caller => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
const told = (refused: string) => ({ cause: { refusal: { refused } } });
const statusOf = async (motionId: string) => {
  const { rows } = await house.base.owner.query<{ status: string; same: boolean }>(
    `select m.status, m.status = p.status as same from motions m join proposals p using (committee_id, proposal_id)
     where m.motion_id = $1`,
    [motionId],
  );
  expect(rows[0]?.same).toBe(true);
  return rows[0]?.status;
};
const countOf = async (text: string, id: string) => {
  const { rows } = await house.base.owner.query<{ count: number }>(
    `select count(*)::int as count from ${text}`,
    [id],
  );
  return rows[0]?.count ?? -1;
};
const object = (by: Caller, motionId: string) =>
  by.objections.file({
    ...{ key: newKey(), motionId, ground: "procedure", code: "roll" },
    ...{ text: "名册上漏了我们家。", lang: "zh-CN" },
  });

describe("an objection", () => {
  test("of one neighbour, sent ten times at once, is one, and answered as a refusal nine times", async () => {
    const { objected } = here.things;
    const answers = await atOnce(times(10).map(() => () => object(as(resident), objected)));
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["already-objected"]));
    expect(await countOf("objections where motion_id = $1", objected)).toBe(2);
  });

  test("is public under building and role, and nobody's name leaves with it", async () => {
    const { objections } = await house.stranger.objections.of({ motionId: here.things.objected });
    expect(objections).toHaveLength(2);
    expect(objections.map(({ by }) => by).toSorted()).toEqual(["resident", "supervisor"]);
    for (const one of objections) expect(one).toMatchObject({ status: "open", late: false, own: false });
    const { rows } = await house.base.owner.query<{ name: string }>("select name from residents");
    for (const { name } of rows) expect(JSON.stringify(objections)).not.toContain(name);
    const mine = await as(resident).objections.of({ motionId: here.things.objected });
    expect(mine.objections.filter((one) => one.own).map(({ by }) => by)).toEqual(["resident"]);
  });

  test("is never answered by the committee's member who made it", async () => {
    const { objected } = here.things;
    const { objectionId } = await object(as(single.chair), objected);
    const answer = {
      key: newKey(),
      objectionId,
      verdict: "rejected",
      answer: "不成立，谢谢。",
      lang: "zh-CN",
    } as const;
    await expect(as(single.chair).objections.answer(answer)).rejects.toMatchObject(told("objection-own"));
    await as(single.secretary).objections.answer({ ...answer, key: newKey() });
    expect(await statusOf(objected)).toBe("objected");
  });

  test("awaits the committee at home, and keeps the decision from taking effect when its notice is long over", async () => {
    const { objected } = here.things;
    const awaiting = await as(single.secretary).home.awaiting();
    expect(awaiting.map((one) => one.what)).toContain("answerObjection");
    await expect(
      as(single.viceChair).resolutions.plan({
        ...{ key: newKey(), motionId: objected },
        milestones: [{ title: "贴公约", responsible: "甲九", dueOn: here.today, lang: "zh-CN" }],
      }),
    ).rejects.toMatchObject(told("proposal-not-at-this-step"));
  });

  test("that is upheld sets the decision aside once, however many answer at once; the others change nothing", async () => {
    const { objected, objection } = here.things;
    const { objections } = await house.stranger.objections.of({ motionId: objected });
    const answers = await atOnce(
      times(6).map(
        (index) => () =>
          as(index % 2 === 0 ? single.chair : single.secretary).objections.answer({
            ...{ key: newKey(), objectionId: objection, verdict: "upheld" },
            ...{ answer: "名册确实漏了。", lang: "zh-CN" },
          }),
      ),
    );
    expect(done(answers)).toHaveLength(1);
    expect(await statusOf(objected)).toBe("setAside");
    const waiting = objections.find((one) => one.status === "open" && one.objectionId !== objection);
    await as(single.secretary).objections.answer({
      ...{ key: newKey(), objectionId: waiting?.objectionId ?? "", verdict: "rejected" },
      ...{ answer: "另一件已经成立。", lang: "zh-CN" },
    });
    expect(await statusOf(objected)).toBe("setAside");
  });

  test("comes too late once the notice is over, and before it nothing is planned, even at the same moment", async () => {
    const { counted, inForce } = here.things;
    await expect(object(as(resident), inForce)).rejects.toMatchObject(told("notice-over"));
    await as(single.secretary).resolutions.publish({ key: newKey(), motionId: counted });
    const milestones = [
      { title: "贴公约", responsible: "甲九", dueOn: addDays(here.today, 9), lang: "zh-CN" } as const,
    ];
    const plan = () =>
      as(single.viceChair).resolutions.plan({ key: newKey(), motionId: counted, milestones });
    const answers = await atOnce<unknown>([plan, () => object(as(resident), counted), plan]);
    expect(done(answers)).toHaveLength(1);
    expect(await statusOf(counted)).toBe("objected");
  });
});

describe("the finished work", () => {
  const say = (name: string) => () =>
    as(name).acceptances.say({
      ...{ key: newKey(), motionId: here.things.finished, said: { accepted: true }, lang: "zh-CN" },
    });

  test("that somebody finds wanting is asked about again after a further step", async () => {
    const { finished } = here.things;
    await as(second).acceptances.say({
      ...{ key: newKey(), motionId: finished, lang: "zh-CN" },
      said: { accepted: false, missing: "二楼还没有贴。" },
    });
    await expect(say(author)()).rejects.toMatchObject(told("further-milestone-needed"));
    const awaiting = await as(single.viceChair).home.awaiting();
    expect(awaiting.map((one) => one.what)).toContain("furtherMilestone");
    const step = { title: "二楼也贴上", responsible: "甲九", dueOn: here.today, lang: "zh-CN" } as const;
    const { ordinal } = await as(single.viceChair).resolutions.addMilestone({
      ...{ key: newKey(), motionId: finished, ...step, costFen: 500 },
    });
    await expect(say(author)()).rejects.toMatchObject(told("milestones-open"));
    await as(single.viceChair).resolutions.complete({
      ...{ key: newKey(), motionId: finished, ordinal, on: here.today, spentFen: 450 },
    });
    expect(await house.stranger.acceptances.of({ motionId: finished })).toMatchObject({
      open: true,
      furtherNeeded: false,
      said: [{ accepted: false, missing: "二楼还没有贴。", current: false }],
    });
  });

  test("is not accepted by who is in charge, nor by a supervisor while the proposer has time", async () => {
    await expect(say(single.viceChair)()).rejects.toMatchObject(told("in-charge"));
    const standIn = { motionId: here.things.finished, said: { accepted: true }, lang: "zh-CN" } as const;
    await expect(
      as(single.supervisor).acceptances.standIn({ key: newKey(), ...standIn }),
    ).rejects.toMatchObject(told("author-still-awaited"));
  });

  test("is accepted once by the third, however many say it at once", async () => {
    const { finished } = here.things;
    const names = [author, supporter, resident, single.expert, second, author, supporter];
    const answers = await atOnce(names.map((name) => say(name)));
    expect(done(answers).filter((one) => one.status === "accepted")).toHaveLength(1);
    expect(await statusOf(finished)).toBe("accepted");
    const decided =
      "facts where object_id = $1 and kind = 'motion.acceptanceSaid' and body ->> 'followUp' is not null";
    expect(await countOf(decided, finished)).toBe(1);
  });

  test("shows what was spent to the fen, and that it is more than was decided", async () => {
    const { rows } = await house.base.owner.query<{ year: number; number: number }>(
      `select p.year, p.number from proposals p join motions m using (committee_id, proposal_id) where motion_id = $1`,
      [here.things.finished],
    );
    const [numbered] = rows;
    if (!numbered) throw new Error("there is no such proposal");
    const page = await house.stranger.proposals.byNumber(numbered);
    expect(page).toMatchObject({
      stage: "accepted",
      money: { plannedFen: 500, spentFen: 1_650, decidedFen: 0, overFen: 1_650 },
    });
  });
});

describe("a date that is put off", () => {
  test("leaves the first date in public, with each change and its reason", async () => {
    const [year = 0, number = 0] = here.things.number.split("-").map(Number);
    const { rows } = await house.base.owner.query<{ year: number; number: number }>(
      `select p.year, p.number from proposals p join motions m using (committee_id, proposal_id) where motion_id = $1`,
      [here.things.implementing],
    );
    const page = await house.stranger.proposals.byNumber(rows[0] ?? { year, number });
    expect(page.milestones[0]).toMatchObject({
      dueOn: addDays(here.today, 40),
      expectedOn: addDays(here.today, 45),
      changes: [{ from: addDays(here.today, 40), to: addDays(here.today, 45), reason: "材料还没有到。" }],
    });
    await expect(
      house.base.owner.query("update milestone_changes set reason = '没有改过。'"),
    ).rejects.toThrow();
  });
});

describe("whether it still serves", () => {
  const answer = (by: Caller, motionId: string, score: 1 | 2 | 3 | 4 | 5, forResident?: string) =>
    by.followUps.answer({
      ...{ key: newKey(), motionId, round: 1, score, words: "好用。", lang: "zh-CN" },
      ...(forResident && { forResident }),
    });

  test("is answered once by each resident, however often at once, in the app or at the desk", async () => {
    const { finished, neighbour } = here.things;
    await openFollowUp(house, finished, here.today);
    const answers = await atOnce(times(8).map(() => () => answer(as(resident), finished, 5)));
    expect(done(answers)).toHaveLength(1);
    await answer(as(single.deskClerk), finished, 4, neighbour);
    const { rows } = await house.base.owner.query<{ channel: string }>(
      "select channel from follow_ups where motion_id = $1 order by channel",
      [finished],
    );
    expect(rows.map((one) => one.channel)).toEqual(["app", "desk"]);
  });

  test("tells its score when the round is over and five have answered, and its words to nobody else", async () => {
    const { finished, accepted } = here.things;
    for (const name of [author, supporter, every]) await answer(as(name), finished, 5);
    expect((await house.stranger.followUps.of({ motionId: finished }))?.rounds[0]).toMatchObject({
      over: false,
      mean: null,
    });
    await house.moveDays(14);
    expect((await house.stranger.followUps.of({ motionId: finished }))?.rounds[0]).toMatchObject({
      over: true,
      mean: { num: 24, den: 5 },
    });
    expect((await house.stranger.followUps.of({ motionId: accepted }))?.rounds[0]).toMatchObject({
      over: true,
      enough: false,
      mean: null,
    });
    expect(JSON.stringify(await house.stranger.followUps.of({ motionId: finished }))).not.toContain("好用");
    await expect(answer(as(second), finished, 3)).rejects.toMatchObject(told("follow-up-not-open"));
  });
});

describe("a court's case", () => {
  test("is open once, and what the court revokes is set aside", async () => {
    const { implementing } = here.things;
    const record = () =>
      as(single.secretary).objections.recordCourtCase({
        ...{ key: newKey(), motionId: implementing, court: "区人民法院", on: here.today },
        reference: "立案通知2号",
      });
    const answers = await atOnce([record, record, record]);
    expect(done(answers)).toHaveLength(1);
    await as(single.secretary).objections.endCourtCase({
      ...{ key: newKey(), motionId: implementing, on: here.today, end: "revoked", reference: "判决书2号" },
    });
    expect(await statusOf(implementing)).toBe("setAside");
  });
});
