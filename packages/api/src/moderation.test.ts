import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { every, resident, single } from "./testing/actors.ts";
import { atOnce, done, refused } from "./testing/at-once.ts";
import { supporter } from "./testing/cast.ts";
import { newKey } from "./testing/house.ts";
import { openTalk, plain, type Talk } from "./testing/talk.ts";

// What is hidden under the published rules, who decides, and what the public log tells of it.

let talk: Talk;
beforeAll(async () => {
  talk = await openTalk();
}, 120_000);
afterAll(() => talk.house.close());

describe("moderation", () => {
  const hide = (viewId: string, name: string = single.supervisor) =>
    talk.by(name).moderation.hide({ key: newKey(), viewId, rule: "insult", why: "这是骂人的话。" });
  const appeal = (viewId: string) =>
    talk.by(resident).moderation.appeal({ key: newKey(), viewId, why: "我没有骂人。" });
  const decide = (viewId: string, outcome: "restored" | "upheld", name = supporter) =>
    talk.by(name).moderation.decideAppeal({ key: newKey(), viewId, outcome, why: "看过了。" });

  test("hides the words from everybody but their writer, and leaves the rule in their place", async () => {
    const { proposalId, year, number } = await talk.proposal();
    const insult = "某某人是个大笨蛋";
    const { viewId } = await talk.by(resident).views.say({
      ...{ key: newKey(), proposalId, kind: "suggestion", said: insult, ...plain, namePublic: true },
      amendment: { field: "title", wording: `${insult}装扶手` },
    });
    await hide(viewId);
    expect(await talk.threadOf(proposalId, viewId)).toMatchObject({
      ...{ status: "hidden", rule: "insult", text: null, name: null, amendment: null, own: null },
    });
    expect((await talk.threadOf(proposalId, viewId, talk.by(resident))).own).toMatchObject({
      ...{ text: insult, reason: "这是骂人的话。", appeal: null },
    });
    await talk.nowhereShown(insult, { proposalId, year, number });
    // The copy of everything that is kept about its writer has it: it is theirs.
    expect(JSON.stringify(await talk.by(resident).me.copy({}))).toContain(insult);
    expect(JSON.stringify(await talk.by(supporter).me.copy({}))).not.toContain(insult);
  });

  test("is a supervisor's; the proposer, the writer and the committee are refused", async () => {
    const { proposalId } = await talk.proposal();
    const viewId = await talk.say(proposalId, resident, "居委会办事太慢。");
    for (const name of [single.chair, single.secretary, resident])
      expect(await talk.answerTo(() => hide(viewId, name))).toBe("post-needed");
    expect(await talk.answerTo(() => hide(viewId, every))).toBe("moderator-interested"); // a supervisor of the committee
    const own = await talk.say(proposalId, single.supervisor, "监督委员自己的话。");
    expect(await talk.answerTo(() => hide(own))).toBe("moderator-interested");
    expect((await talk.threadOf(proposalId, viewId)).status).toBe("shown");
  });

  test("an appeal goes to somebody else, who shows it again; the writer appeals once", async () => {
    const { proposalId } = await talk.proposal();
    const viewId = await talk.say(proposalId, resident, "我看这事不妥。", "against");
    await hide(viewId);
    expect(await talk.answerTo(() => decide(viewId, "restored"))).toBe("nothing-appealed");
    await appeal(viewId);
    expect(await talk.answerTo(() => appeal(viewId))).toBe("already-appealed");
    const waiting = await talk.by(supporter).moderation.appeals();
    expect(waiting.find((one) => one.viewId === viewId)).toMatchObject({
      ...{ text: "我看这事不妥。", appeal: "我没有骂人。", hiddenByMe: false },
    });
    const awaited = async (name: string) => (await talk.by(name).home.awaiting()).map(({ what }) => what);
    expect(await awaited(supporter)).toContain("decideAppeal");
    expect(await talk.answerTo(() => decide(viewId, "restored", single.supervisor))).toBe(
      "appeal-needs-another",
    );
    await decide(viewId, "restored");
    expect((await talk.threadOf(proposalId, viewId)).text).toBe("我看这事不妥。");
    expect(await talk.answerTo(() => hide(viewId))).toBe("view-was-shown-again");
  });

  test("an appeal that is refused leaves it hidden, and whoever hid it may think again before", async () => {
    const { proposalId } = await talk.proposal();
    const kept = await talk.say(proposalId, resident, "骂人的话一句。");
    await hide(kept);
    await appeal(kept);
    await decide(kept, "upheld");
    expect((await talk.threadOf(proposalId, kept, talk.by(resident))).own).toMatchObject({
      outcome: "upheld",
      decision: "看过了。",
    });
    const wrong = await talk.say(proposalId, resident, "弄错了的一句。");
    await hide(wrong);
    const back = (name: string) => () => talk.by(name).moderation.takeBack({ key: newKey(), viewId: wrong });
    expect(await talk.answerTo(back(supporter))).toBe("only-who-hid-it");
    await back(single.supervisor)();
    expect((await talk.threadOf(proposalId, wrong)).status).toBe("shown");
    expect(await talk.answerTo(() => appeal(wrong))).toBe("moderation-over");
  });

  test("the public log has dates, rules and outcomes, and nobody's name, reasons or ids of persons", async () => {
    const { lines } = await talk.house.stranger.moderation.log({});
    expect(lines.length).toBeGreaterThan(3);
    expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(
      new Set([null, "restored", "upheld", "takenBack"]),
    );
    const told = JSON.stringify(lines);
    for (const { name, residentId } of talk.house.roll) {
      expect(told).not.toContain(name);
      expect(told).not.toContain(residentId);
    }
    expect(told).not.toMatch(/骂人|看过了|笨蛋|不妥/u);
    expect(
      await talk.rows("select from facts where kind like 'moderation.%' and body::text ~ '骂人|看过|笨蛋'"),
    ).toEqual([]);
  });

  test("two who hide it at once hide it once; an appeal and a second thought at once end in one outcome", async () => {
    const { proposalId } = await talk.proposal();
    const viewId = await talk.say(proposalId, resident, "同时的一句话。");
    const hidden = await atOnce([() => hide(viewId), () => hide(viewId, supporter), () => hide(viewId)]);
    expect(done(hidden)).toHaveLength(1);
    expect(refused(hidden).map((one) => one.refused)).toEqual(["view-hidden", "view-hidden"]);
    const [{ moderator } = { moderator: "" }] = await talk.rows(
      `select m.name as moderator from moderations o join members m on m.member_id = o.moderator_id where o.view_id = $1`,
      viewId,
    );
    const back = () => talk.by(String(moderator)).moderation.takeBack({ key: newKey(), viewId });
    const both = await atOnce<unknown>([() => appeal(viewId), back]);
    const [row] = await talk.rows(
      "select outcome, appealed_at is not null as appealed from moderations where view_id = $1",
      viewId,
    );
    // Whichever came the words are shown again; the appeal either came before or was told that it is over.
    expect(row?.["outcome"]).toBe("takenBack");
    expect(refused(both).map((one) => one.refused)).toEqual(row?.["appealed"] ? [] : ["moderation-over"]);
    expect((await talk.threadOf(proposalId, viewId)).status).toBe("shown");
  });

  test("two who decide an appeal at once decide it once", async () => {
    const { proposalId } = await talk.proposal();
    const viewId = await talk.say(proposalId, resident, "申诉的一句话。");
    await hide(viewId);
    await appeal(viewId);
    const answers = await atOnce<unknown>([() => decide(viewId, "restored"), () => decide(viewId, "upheld")]);
    expect(done(answers)).toHaveLength(1);
    expect(refused(answers).map((one) => one.refused)).toEqual(["moderation-over"]);
  });
});
