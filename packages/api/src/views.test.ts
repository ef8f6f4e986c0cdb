import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { author, resident, residentOf, single } from "./testing/actors.ts";
import { first, times } from "./testing/at-once.ts";
import { supporter } from "./testing/cast.ts";
import { newKey } from "./testing/house.ts";
import { motionWords } from "./testing/proposals.ts";
import { openTalk, plain, words, type Talk } from "./testing/talk.ts";
import { anyInput } from "./testing/unchanged.ts";

// What neighbours say of a proposal, through what it comes, and who is shown what of it.

let talk: Talk;
beforeAll(async () => {
  talk = await openTalk();
}, 120_000);
afterAll(() => talk.house.close());

describe("what a neighbour says", () => {
  test("is shown under building and role, and under the name only where they chose so", async () => {
    const { proposalId } = await talk.proposal();
    const quiet = await talk.say(proposalId, resident, "装了好，上楼不怕摔。");
    const { viewId: named } = await talk.by(resident).views.say({
      ...{ key: newKey(), proposalId, kind: "for", said: "我家愿意出一份力。", ...plain, namePublic: true },
    });
    expect(await talk.threadOf(proposalId, quiet)).toMatchObject({
      ...{ kind: "for", role: "resident", building: "2", name: null, channel: "app", own: null },
      text: "装了好，上楼不怕摔。",
    });
    expect((await talk.threadOf(proposalId, named)).name).toBe(resident);
    await talk.by(resident).views.showName({ key: newKey(), viewId: named, namePublic: false });
    expect((await talk.threadOf(proposalId, named)).name).toBeNull();
  });

  test("carries the role of that moment, and keeps it when the post ends", async () => {
    const { proposalId } = await talk.proposal();
    const roles = new Map<string, string>();
    for (const name of [author, single.chair, single.secretary, single.expert, resident]) {
      const viewId = await talk.say(proposalId, name, `我是${name}，说一句。`);
      roles.set(name, (await talk.threadOf(proposalId, viewId)).role);
    }
    expect([...roles.values()]).toEqual(["proposer", "committee", "committee", "expert", "resident"]);
    const committeeId = first(await talk.rows("select committee_id as id from communities"))["id"];
    await talk.house.base.owner.query(
      `update posts p set until_at = $2, fact_id = (select f.fact_id from facts f where f.committee_id = $1 and f.fact_id <> p.fact_id limit 1)
       from members m where m.member_id = p.member_id and m.name = $3 and p.committee_id = $1`,
      [committeeId, await talk.now(), single.expert],
    );
    const after = await talk.say(proposalId, single.expert, "任期到了，再说一句。");
    expect((await talk.threadOf(proposalId, after)).role).toBe("resident");
    const { views } = await talk.house.stranger.views.ofProposal({ proposalId });
    expect(views.map(({ role }) => role)).toContain("expert");
  });

  test("comes through a clerk by the window, the phone, on paper or at a visit, and the role is the resident's", async () => {
    const { proposalId } = await talk.proposal();
    const forResident = residentOf(talk.house, "乙七");
    for (const through of ["desk", "phone", "paper", "visit"] as const) {
      const { viewId } = await talk.by(single.deskClerk).views.enter({
        ...{
          key: newKey(),
          proposalId,
          kind: "against",
          said: "我不同意装。",
          ...plain,
          through,
          forResident,
        },
      });
      expect(await talk.threadOf(proposalId, viewId)).toMatchObject({ channel: through, role: "resident" });
      const [fact] = await talk.rows(
        "select channel, subject_id as subject from facts where object_id = $1 and kind = 'view.said'",
        viewId,
      );
      expect(fact).toEqual({ channel: through, subject: forResident });
    }
    // Who speaks for themselves does so in the app, whatever a form says.
    const own = residentOf(talk.house, single.deskClerk);
    const { viewId } = await talk.by(single.deskClerk).views.enter({
      ...{ key: newKey(), proposalId, kind: "for", said: "我自己也赞成。", ...plain, through: "phone" },
      forResident: own,
    });
    expect((await talk.threadOf(proposalId, viewId)).channel).toBe("app");
    const channel = anyInput(talk.by(resident).views.say);
    expect(
      await talk.answerTo(() =>
        channel({ key: newKey(), proposalId, kind: "for", said: "说一句。", ...plain, channel: "desk" }),
      ),
    ).toBe("wrong: channel (unknown)");
  });

  test("five times a day of one proposal, replies counted, what was taken back too, and again the next day", async () => {
    const { proposalId } = await talk.proposal();
    const head = await talk.say(proposalId, resident, "先说第一句。");
    await talk.by(resident).views.takeBack({ key: newKey(), viewId: head });
    const other = await talk.say(proposalId, supporter, "别人的一句。");
    for (const index of times(4))
      await talk.by(resident).views.say({
        ...{ key: newKey(), proposalId, kind: "reply", parentId: other, said: `再说${index}句。`, ...plain },
      });
    expect(await talk.answerTo(() => talk.say(proposalId, resident, "还想说。"))).toBe("views-of-today-used");
    const { proposalId: another } = await talk.proposal();
    await talk.say(another, resident, "别的提案可以说。");
    await talk.house.moveDays(1);
    await talk.say(proposalId, resident, "第二天可以说。");
  });

  test("is refused where it does not hang together: a reply to nothing, a view to something, a thread of another proposal", async () => {
    const [{ proposalId }, elsewhere] = [await talk.proposal(), await talk.proposal()];
    const there = await talk.say(elsewhere.proposalId, resident, "那边的一句。");
    const any = anyInput(talk.by(resident).views.say);
    const form = (changes: object) => () =>
      any({ key: newKey(), proposalId, kind: "for", said: "说一句。", ...plain, ...changes });
    expect(await talk.answerTo(form({ kind: "reply" }))).toBe("wrong: parentId");
    expect(await talk.answerTo(form({ parentId: there }))).toBe("wrong: parentId");
    expect(await talk.answerTo(form({ kind: "reply", parentId: there }))).toBe("not-found");
    expect(await talk.answerTo(form({ kind: "answer" }))).toBe("wrong: kind");
    expect(await talk.answerTo(form({ agreed: false }))).toBe("wrong: agreed");
  });

  test.each([
    ["one character", "好", "wrong: said"],
    ["1,001 characters", "好".repeat(1001), "wrong: said"],
    ["5,001 characters", "好".repeat(5001), "wrong: said"],
    ["NUL", "说一\u0000句", "wrong: said"],
    ["spaces and what is not seen", " \u200b\u202e ", "wrong: said"],
  ])("with bad words (%s) is not taken", async (_, said, answer) => {
    const { proposalId } = await talk.proposal();
    expect(await talk.answerTo(() => talk.say(proposalId, resident, said))).toBe(answer);
  });

  test("is kept as the words it is, whatever they look like", async () => {
    const { proposalId } = await talk.proposal();
    for (const [said, kept] of [
      ["<script>alert(1)</script>", "<script>alert(1)</script>"],
      ["赞成\u202e成反", "赞成成反"],
      ["'; drop table views; --", "'; drop table views; --"],
    ] as const)
      expect((await talk.threadOf(proposalId, await talk.say(proposalId, resident, said))).text).toBe(kept);
  });

  test("stops when the vote is announced; what was said stays to be read", async () => {
    const { proposalId } = await talk.admitted();
    const viewId = await talk.say(proposalId, resident, "快装吧。");
    const motion = { key: newKey(), proposalId, ...motionWords };
    const { motionId } = await talk.by(single.secretary).motions.draft(motion);
    await talk.say(proposalId, supporter, "表决稿写得清楚。");
    await talk.by(author).agreements.agree({ key: newKey(), motionId, version: 1 });
    const on = await talk.house.today();
    await talk.by(single.branchRecorder).motions.recordPriorStudy({
      key: newKey(),
      motionId,
      on,
      reference: "记录3号",
    });
    await talk.by(single.viceChair).motions.schedule({
      ...{ key: newKey(), motionId, opensOn: addDays(on, 11), closesOn: addDays(on, 15), closesAt: "18:00" },
    });
    expect(await talk.answerTo(() => talk.say(proposalId, resident, "再说一句。"))).toBe(
      "deliberation-closed",
    );
    expect((await talk.threadOf(proposalId, viewId)).text).toBe("快装吧。");
    await talk.by(resident).views.takeBack({ key: newKey(), viewId });
    expect((await talk.threadOf(proposalId, viewId)).text).toBeNull();
  });
});

describe("a list", () => {
  test("goes by its key from the newest to the oldest, with every view once, and with those of one kind alone", async () => {
    const { proposalId } = await talk.proposal();
    const forResident = (index: number) =>
      first(
        talk.house.roll.filter((one) => !["甲", "乙一"].some((name) => one.name === name)),
        index,
      ).residentId;
    const said: string[] = [];
    for (const index of times(23)) {
      const { viewId } = await talk
        .by(single.deskClerk)
        .views.enter({
          ...{
            key: newKey(),
            proposalId,
            kind: index % 2 ? "against" : "for",
            said: `第${index}句话。`,
            ...plain,
          },
          ...{ through: "paper", forResident: forResident(index % 12) },
        })
        .catch(() => ({ viewId: "" }));
      if (viewId) said.push(viewId);
    }
    const seen: string[] = [];
    for (let after: { saidAt: Date; viewId: string } | null | undefined; after !== null;) {
      const page = await talk.house.stranger.views.ofProposal({ proposalId, ...(after && { after }) });
      expect(page.views.length).toBeLessThanOrEqual(20);
      seen.push(...page.views.map(({ viewId }) => viewId));
      after = page.next;
    }
    expect(seen).toEqual(said.toReversed());
    expect(seen.length).toBeGreaterThan(20);
    const { views, counts } = await talk.house.stranger.views.ofProposal({ proposalId, only: "against" });
    expect(views.every(({ kind }) => kind === "against")).toBe(true);
    expect(counts.for + counts.against).toBe(said.length);
    const { newest } = await talk.house.stranger.views.summary({ proposalId });
    expect(newest.map(({ viewId }) => viewId)).toEqual(seen.slice(0, 3));
  });

  test("tells nobody of a draft", async () => {
    const { proposalId } = await talk.by(author).proposals.write({ key: newKey(), ...words });
    expect(await talk.answerTo(() => talk.by(author).views.ofProposal({ proposalId }))).toBe("not-found");
    expect(await talk.answerTo(() => talk.say(proposalId, resident, "说一句。"))).toBe("not-found");
  });
});
