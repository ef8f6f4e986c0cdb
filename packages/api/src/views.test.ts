import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { author, every, resident, residentOf, single } from "./testing/actors.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { people, second, supporter, type Cast } from "./testing/cast.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { motionWords } from "./testing/settlement.ts";
import { answerIn, anyInput } from "./testing/unchanged.ts";

// Neighbours who talk it over: what they say, what is said to it, what is hidden and shown again, and what becomes of
// the words they propose.

let house: House;
let cast: Cast;
let by: (name: string) => Caller;

beforeAll(async () => {
  house = await openHouse({ households: 12 });
  cast = await people(house);
  ({ by } = cast);
}, 120_000);
afterAll(() => house.close());

const lang = "zh-CN" as const;
const plain = { lang, namePublic: false, agreed: true } as const;
const words = {
  ...{ title: "楼道装扶手", problem: "楼道里没有扶手，老人上楼不方便。", wish: "每层都装上扶手。" },
  ...{ touches: "全小区", cost: "三千元", lang, authorNamed: true },
} as const;

async function proposal() {
  const { proposalId } = await by(author).proposals.write({ key: newKey(), ...words });
  const { year, number } = await by(author).proposals.open({ key: newKey(), proposalId });
  return { proposalId, year: year ?? 0, number: number ?? 0 };
}
async function admitted() {
  const of = await proposal();
  await by(supporter).proposals.cosponsor({ key: newKey(), proposalId: of.proposalId, namePublic: true });
  for (const name of [single.reviewer, second])
    await by(name).proposals.review({
      key: newKey(),
      ...{ proposalId: of.proposalId },
      verdict: "admit",
      reason: "",
    });
  return of;
}
type Kind = "for" | "against" | "suggestion" | "question";
async function say(proposalId: string, name: string, said: string, kind: Kind = "for") {
  return (await by(name).views.say({ key: newKey(), proposalId, kind, said, ...plain })).viewId;
}
async function threadOf(proposalId: string, thread: string, as: Caller = house.stranger) {
  const page = await as.views.ofProposal({ proposalId, thread });
  return first(page.views);
}
const answerTo = (act: () => Promise<unknown>) => answerIn(house, act);
const rows = async (sql: string, ...values: readonly unknown[]) =>
  (await house.base.owner.query<Record<string, unknown>>(sql, [...values])).rows;

describe("what a neighbour says", () => {
  test("is shown under building and role, and under the name only where they chose so", async () => {
    const { proposalId } = await proposal();
    const quiet = await say(proposalId, resident, "装了好，上楼不怕摔。");
    const { viewId: named } = await by(resident).views.say({
      ...{ key: newKey(), proposalId, kind: "for", said: "我家愿意出一份力。", ...plain, namePublic: true },
    });
    expect(await threadOf(proposalId, quiet)).toMatchObject({
      ...{ kind: "for", role: "resident", building: "2", name: null, channel: "app", own: null },
      text: "装了好，上楼不怕摔。",
    });
    expect((await threadOf(proposalId, named)).name).toBe(resident);
    await by(resident).views.showName({ key: newKey(), viewId: named, namePublic: false });
    expect((await threadOf(proposalId, named)).name).toBeNull();
  });

  test("carries the role of that moment, and keeps it when the post ends", async () => {
    const { proposalId } = await proposal();
    const roles = new Map<string, string>();
    for (const name of [author, single.chair, single.secretary, single.expert, resident]) {
      const viewId = await say(proposalId, name, `我是${name}，说一句。`);
      roles.set(name, (await threadOf(proposalId, viewId)).role);
    }
    expect([...roles.values()]).toEqual(["proposer", "committee", "committee", "expert", "resident"]);
    const committeeId = first(await rows("select committee_id as id from communities"))["id"];
    await house.base.owner.query(
      `update posts p set until_at = $2, fact_id = (select f.fact_id from facts f where f.committee_id = $1 and f.fact_id <> p.fact_id limit 1)
       from members m where m.member_id = p.member_id and m.name = $3 and p.committee_id = $1`,
      [committeeId, await now(), single.expert],
    );
    const after = await say(proposalId, single.expert, "任期到了，再说一句。");
    expect((await threadOf(proposalId, after)).role).toBe("resident");
    const { views } = await house.stranger.views.ofProposal({ proposalId });
    expect(views.map(({ role }) => role)).toContain("expert");
  });

  test("comes through a clerk by the window, the phone, on paper or at a visit, and the role is the resident's", async () => {
    const { proposalId } = await proposal();
    const forResident = residentOf(house, "乙七");
    for (const through of ["desk", "phone", "paper", "visit"] as const) {
      const { viewId } = await by(single.deskClerk).views.enter({
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
      expect(await threadOf(proposalId, viewId)).toMatchObject({ channel: through, role: "resident" });
      const [fact] = await rows(
        "select channel, subject_id as subject from facts where object_id = $1 and kind = 'view.said'",
        viewId,
      );
      expect(fact).toEqual({ channel: through, subject: forResident });
    }
    // Who speaks for themselves does so in the app, whatever a form says.
    const own = residentOf(house, single.deskClerk);
    const { viewId } = await by(single.deskClerk).views.enter({
      ...{ key: newKey(), proposalId, kind: "for", said: "我自己也赞成。", ...plain, through: "phone" },
      forResident: own,
    });
    expect((await threadOf(proposalId, viewId)).channel).toBe("app");
    const channel = anyInput(by(resident).views.say);
    expect(
      await answerTo(() =>
        channel({ key: newKey(), proposalId, kind: "for", said: "说一句。", ...plain, channel: "desk" }),
      ),
    ).toBe("wrong: channel (unknown)");
  });

  test("five times a day of one proposal, replies counted, what was taken back too, and again the next day", async () => {
    const { proposalId } = await proposal();
    const head = await say(proposalId, resident, "先说第一句。");
    await by(resident).views.takeBack({ key: newKey(), viewId: head });
    const other = await say(proposalId, supporter, "别人的一句。");
    for (const index of times(4))
      await by(resident).views.say({
        ...{ key: newKey(), proposalId, kind: "reply", parentId: other, said: `再说${index}句。`, ...plain },
      });
    expect(await answerTo(() => say(proposalId, resident, "还想说。"))).toBe("views-of-today-used");
    const { proposalId: another } = await proposal();
    await say(another, resident, "别的提案可以说。");
    await house.moveDays(1);
    await say(proposalId, resident, "第二天可以说。");
  });

  test("is refused where it does not hang together: a reply to nothing, a view to something, a thread of another proposal", async () => {
    const [{ proposalId }, elsewhere] = [await proposal(), await proposal()];
    const there = await say(elsewhere.proposalId, resident, "那边的一句。");
    const any = anyInput(by(resident).views.say);
    const form = (changes: object) => () =>
      any({ key: newKey(), proposalId, kind: "for", said: "说一句。", ...plain, ...changes });
    expect(await answerTo(form({ kind: "reply" }))).toBe("wrong: parentId");
    expect(await answerTo(form({ parentId: there }))).toBe("wrong: parentId");
    expect(await answerTo(form({ kind: "reply", parentId: there }))).toBe("not-found");
    expect(await answerTo(form({ kind: "answer" }))).toBe("wrong: kind");
    expect(await answerTo(form({ agreed: false }))).toBe("wrong: agreed");
  });

  test.each([
    ["one character", "好", "wrong: said"],
    ["1,001 characters", "好".repeat(1001), "wrong: said"],
    ["5,001 characters", "好".repeat(5001), "wrong: said"],
    ["NUL", "说一\u0000句", "wrong: said"],
    ["spaces and what is not seen", " \u200b\u202e ", "wrong: said"],
  ])("with bad words (%s) is not taken", async (_, said, answer) => {
    const { proposalId } = await proposal();
    expect(await answerTo(() => say(proposalId, resident, said))).toBe(answer);
  });

  test("is kept as the words it is, whatever they look like", async () => {
    const { proposalId } = await proposal();
    for (const [said, kept] of [
      ["<script>alert(1)</script>", "<script>alert(1)</script>"],
      ["赞成\u202e成反", "赞成成反"],
      ["'; drop table views; --", "'; drop table views; --"],
    ] as const)
      expect((await threadOf(proposalId, await say(proposalId, resident, said))).text).toBe(kept);
  });

  test("stops when the vote is announced; what was said stays to be read", async () => {
    const { proposalId } = await admitted();
    const viewId = await say(proposalId, resident, "快装吧。");
    const motion = { key: newKey(), proposalId, ...motionWords };
    const { motionId } = await by(single.secretary).motions.draft(motion);
    await say(proposalId, supporter, "表决稿写得清楚。");
    const on = await house.today();
    await by(single.branchRecorder).motions.recordPriorStudy({
      key: newKey(),
      motionId,
      on,
      reference: "记录3号",
    });
    await by(single.viceChair).motions.schedule({
      ...{ key: newKey(), motionId, opensOn: addDays(on, 11), closesOn: addDays(on, 15), closesAt: "18:00" },
    });
    expect(await answerTo(() => say(proposalId, resident, "再说一句。"))).toBe("deliberation-closed");
    expect((await threadOf(proposalId, viewId)).text).toBe("快装吧。");
    await by(resident).views.takeBack({ key: newKey(), viewId });
    expect((await threadOf(proposalId, viewId)).text).toBeNull();
  });
});

describe("a list", () => {
  test("goes by its key from the newest to the oldest, with every view once, and with those of one kind alone", async () => {
    const { proposalId } = await proposal();
    const forResident = (index: number) =>
      first(
        house.roll.filter((one) => !["甲", "乙一"].some((name) => one.name === name)),
        index,
      ).residentId;
    const said: string[] = [];
    for (const index of times(23)) {
      const { viewId } = await by(single.deskClerk)
        .views.enter({
          ...{
            key: newKey(),
            proposalId,
            kind: index % 2 ? "against" : "for",
            said: `第${index}句话。`,
            ...plain,
          },
          ...{ through: "paper", forResident: forResident(index % 6) },
        })
        .catch(() => ({ viewId: "" }));
      if (viewId) said.push(viewId);
    }
    const seen: string[] = [];
    for (let after: { saidAt: Date; viewId: string } | null | undefined; after !== null;) {
      const page = await house.stranger.views.ofProposal({ proposalId, ...(after && { after }) });
      expect(page.views.length).toBeLessThanOrEqual(20);
      seen.push(...page.views.map(({ viewId }) => viewId));
      after = page.next;
    }
    expect(seen).toEqual(said.toReversed());
    expect(seen.length).toBeGreaterThan(20);
    const { views, counts } = await house.stranger.views.ofProposal({ proposalId, only: "against" });
    expect(views.every(({ kind }) => kind === "against")).toBe(true);
    expect(counts.for + counts.against).toBe(said.length);
    const { newest } = await house.stranger.views.summary({ proposalId });
    expect(newest.map(({ viewId }) => viewId)).toEqual(seen.slice(0, 3));
  });

  test("tells nobody of a draft", async () => {
    const { proposalId } = await by(author).proposals.write({ key: newKey(), ...words });
    expect(await answerTo(() => by(author).views.ofProposal({ proposalId }))).toBe("not-found");
    expect(await answerTo(() => say(proposalId, resident, "说一句。"))).toBe("not-found");
  });
});

describe("a question", () => {
  test("stands first while it waits, awaits proposer and committee with how long, and is answered as such", async () => {
    const { proposalId } = await admitted();
    const older = await say(proposalId, resident, "扶手装哪一边？", "question");
    await house.moveDays(2);
    const newer = await say(proposalId, resident, "谁来修？", "question");
    await say(proposalId, resident, "赞成装。");
    const page = await house.stranger.views.ofProposal({ proposalId });
    expect(page.waiting.map(({ viewId }) => viewId)).toEqual([older, newer]);
    expect(page.views.map(({ kind }) => kind)).toEqual(["for"]);
    const awaits = async (name: string) =>
      (await by(name).home.awaiting()).find(
        (one) => one.proposalId === proposalId && one.what === "answerQuestion",
      );
    for (const name of [author, single.chair])
      expect((await awaits(name))?.since).toEqual(first(page.waiting).saidAt);
    expect(await awaits(resident)).toBeUndefined();

    await by(author).views.answer({ key: newKey(), viewId: older, said: "靠墙的一边。", lang });
    await by(single.chair).views.answerInPost({ key: newKey(), viewId: newer, said: "物业来修。", lang });
    expect((await threadOf(proposalId, older)).replies).toMatchObject([
      { kind: "answer", role: "proposer", name: author, text: "靠墙的一边。" },
    ]);
    expect((await threadOf(proposalId, newer)).replies).toMatchObject([
      { kind: "answer", role: "committee", name: single.chair },
    ]);
    expect((await house.stranger.views.ofProposal({ proposalId })).waiting).toEqual([]);
    expect(await awaits(author)).toBeUndefined();

    // Who stepped back from the proposal does not speak for the committee in it.
    await by(single.viceChair).recusals.stepBack({ key: newKey(), proposalId, reason: "ownInterest" });
    const answer = { viewId: newer, said: "我来答一句。", lang };
    expect(await answerTo(() => by(single.viceChair).views.answerInPost({ key: newKey(), ...answer }))).toBe(
      "recused",
    );
  });

  test("waits again when its only answer is taken back, and is not answered by a neighbour", async () => {
    const { proposalId } = await proposal();
    const viewId = await say(proposalId, resident, "什么时候装？", "question");
    const said = "下个月装。";
    expect(await answerTo(() => by(supporter).views.answer({ key: newKey(), viewId, said, lang }))).toBe(
      "not-to-answer",
    );
    const answer = await by(author).views.answer({ key: newKey(), viewId, said, lang });
    expect((await house.stranger.views.ofProposal({ proposalId })).counts.waiting).toBe(0);
    await by(author).views.takeBack({ key: newKey(), viewId: answer.viewId });
    expect((await house.stranger.views.ofProposal({ proposalId })).counts.waiting).toBe(1);
  });
});

describe("mending and taking back", () => {
  test("a mended view is a new version, marked, and only within the minutes of the rule book", async () => {
    const { proposalId } = await proposal();
    const viewId = await say(proposalId, resident, "赞成装扶手。");
    await by(resident).views.edit({ key: newKey(), viewId, said: "赞成装扶手，两边都装。", lang });
    const thread = await threadOf(proposalId, viewId);
    expect([thread.text, thread.editedAt !== null]).toEqual(["赞成装扶手，两边都装。", true]);
    expect(
      await rows("select version from view_versions where view_id = $1 order by 1", viewId),
    ).toHaveLength(2);
    const edit = (name: string) => () =>
      by(name).views.edit({ key: newKey(), viewId, said: "改一改。", lang });
    expect(await answerTo(edit(supporter))).toBe("only-the-writer");
    await by(supporter).views.say({
      ...{ key: newKey(), proposalId, kind: "reply", parentId: viewId, said: "我也这么想。", ...plain },
    });
    expect(await answerTo(edit(resident))).toBe("view-replied-to");
    const quiet = await say(proposalId, resident, "再说一句。");
    await house.base.moveClock(new Date((await now()).getTime() + 16 * 60_000));
    expect(
      await answerTo(() => by(resident).views.edit({ key: newKey(), viewId: quiet, said: "晚了。", lang })),
    ).toBe("view-edit-time-over");
  });

  test("what was taken back is erased in every version; the trace and the replies stay, the consent ends", async () => {
    const { proposalId, year, number } = await proposal();
    const secret = "我家的密码是一二三四";
    const { viewId } = await by(resident).views.say({
      ...{ key: newKey(), proposalId, kind: "suggestion", said: secret, ...plain, namePublic: true },
      amendment: { field: "wish", wording: `每层都装上扶手，${secret}。` },
    });
    await by(resident).views.edit({ key: newKey(), viewId, said: `${secret}，改过。`, lang });
    await by(supporter).views.say({
      ...{ key: newKey(), proposalId, kind: "reply", parentId: viewId, said: "别写在这里。", ...plain },
    });
    await by(resident).views.takeBack({ key: newKey(), viewId });
    const thread = await threadOf(proposalId, viewId, by(resident));
    expect(thread).toMatchObject({ status: "withdrawn", text: null, name: null, amendment: null });
    expect(thread.own?.text).toBeNull();
    expect(thread.replies).toHaveLength(1);
    await nowhereShown(secret, { proposalId, year, number });
    expect(JSON.stringify(await rows("select * from view_versions"))).not.toContain(secret);
    expect(JSON.stringify(await by(resident).me.copy({}))).not.toContain(secret);
    const ledger = await rows(
      "select purpose, given from consents where object_id = $1 order by at, consent_id",
      viewId,
    );
    expect(ledger).toEqual([
      { purpose: "viewPublic", given: true },
      { purpose: "viewName", given: true },
      { purpose: "viewPublic", given: false },
      { purpose: "viewName", given: false },
    ]);
    expect(await answerTo(() => by(resident).views.takeBack({ key: newKey(), viewId }))).toBe(
      "view-withdrawn",
    );
  });

  test("a version of words is only ever erased: nothing else in it changes, by nobody", async () => {
    const { proposalId } = await proposal();
    const viewId = await say(proposalId, resident, "不变的话。");
    for (const change of [
      "text = '别的话'",
      "lang = 'en'",
      "erased_at = now(), erased_ground = 'x', text = null, version = 9",
    ])
      await expect(
        house.base.owner.query(`update view_versions set ${change} where view_id = $1`, [viewId]),
      ).rejects.toThrow();
    await expect(
      house.base.owner.query("delete from view_versions where view_id = $1", [viewId]),
    ).rejects.toThrow("append-only");
  });
});

describe("moderation", () => {
  const hide = (viewId: string, name: string = single.supervisor) =>
    by(name).moderation.hide({ key: newKey(), viewId, rule: "insult", why: "这是骂人的话。" });
  const appeal = (viewId: string) =>
    by(resident).moderation.appeal({ key: newKey(), viewId, why: "我没有骂人。" });
  const decide = (viewId: string, outcome: "restored" | "upheld", name = supporter) =>
    by(name).moderation.decideAppeal({ key: newKey(), viewId, outcome, why: "看过了。" });

  test("hides the words from everybody but their writer, and leaves the rule in their place", async () => {
    const { proposalId, year, number } = await proposal();
    const insult = "某某人是个大笨蛋";
    const { viewId } = await by(resident).views.say({
      ...{ key: newKey(), proposalId, kind: "suggestion", said: insult, ...plain, namePublic: true },
      amendment: { field: "title", wording: `${insult}装扶手` },
    });
    await hide(viewId);
    expect(await threadOf(proposalId, viewId)).toMatchObject({
      ...{ status: "hidden", rule: "insult", text: null, name: null, amendment: null, own: null },
    });
    expect((await threadOf(proposalId, viewId, by(resident))).own).toMatchObject({
      ...{ text: insult, reason: "这是骂人的话。", appeal: null },
    });
    await nowhereShown(insult, { proposalId, year, number });
    // The copy of everything that is kept about its writer has it: it is theirs.
    expect(JSON.stringify(await by(resident).me.copy({}))).toContain(insult);
    expect(JSON.stringify(await by(supporter).me.copy({}))).not.toContain(insult);
  });

  test("is a supervisor's; the proposer, the writer and the committee are refused", async () => {
    const { proposalId } = await proposal();
    const viewId = await say(proposalId, resident, "居委会办事太慢。");
    for (const name of [single.chair, single.secretary, resident])
      expect(await answerTo(() => hide(viewId, name))).toBe("post-needed");
    expect(await answerTo(() => hide(viewId, every))).toBe("moderator-interested"); // a supervisor of the committee
    const own = await say(proposalId, single.supervisor, "监督委员自己的话。");
    expect(await answerTo(() => hide(own))).toBe("moderator-interested");
    expect((await threadOf(proposalId, viewId)).status).toBe("shown");
  });

  test("an appeal goes to somebody else, who shows it again; the writer appeals once", async () => {
    const { proposalId } = await proposal();
    const viewId = await say(proposalId, resident, "我看这事不妥。", "against");
    await hide(viewId);
    expect(await answerTo(() => decide(viewId, "restored"))).toBe("nothing-appealed");
    await appeal(viewId);
    expect(await answerTo(() => appeal(viewId))).toBe("already-appealed");
    const waiting = await by(supporter).moderation.appeals();
    expect(waiting.find((one) => one.viewId === viewId)).toMatchObject({
      ...{ text: "我看这事不妥。", appeal: "我没有骂人。", hiddenByMe: false },
    });
    const awaited = async (name: string) => (await by(name).home.awaiting()).map(({ what }) => what);
    expect(await awaited(supporter)).toContain("decideAppeal");
    expect(await answerTo(() => decide(viewId, "restored", single.supervisor))).toBe("appeal-needs-another");
    await decide(viewId, "restored");
    expect((await threadOf(proposalId, viewId)).text).toBe("我看这事不妥。");
    expect(await answerTo(() => hide(viewId))).toBe("view-was-shown-again");
  });

  test("an appeal that is refused leaves it hidden, and whoever hid it may think again before", async () => {
    const { proposalId } = await proposal();
    const kept = await say(proposalId, resident, "骂人的话一句。");
    await hide(kept);
    await appeal(kept);
    await decide(kept, "upheld");
    expect((await threadOf(proposalId, kept, by(resident))).own).toMatchObject({
      outcome: "upheld",
      decision: "看过了。",
    });
    const wrong = await say(proposalId, resident, "弄错了的一句。");
    await hide(wrong);
    const back = (name: string) => () => by(name).moderation.takeBack({ key: newKey(), viewId: wrong });
    expect(await answerTo(back(supporter))).toBe("only-who-hid-it");
    await back(single.supervisor)();
    expect((await threadOf(proposalId, wrong)).status).toBe("shown");
    expect(await answerTo(() => appeal(wrong))).toBe("moderation-over");
  });

  test("the public log has dates, rules and outcomes, and nobody's name, words, reasons or ids of persons", async () => {
    const { lines } = await house.stranger.moderation.log({});
    expect(lines.length).toBeGreaterThan(3);
    expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(
      new Set([null, "restored", "upheld", "takenBack"]),
    );
    const told = JSON.stringify(lines);
    for (const { name, residentId } of house.roll) {
      expect(told).not.toContain(name);
      expect(told).not.toContain(residentId);
    }
    expect(told).not.toMatch(/骂人|看过了|笨蛋|不妥/u);
    expect(
      await rows("select from facts where kind like 'moderation.%' and body::text ~ '骂人|看过|笨蛋'"),
    ).toEqual([]);
  });

  test("two who hide it at once hide it once; an appeal and a second thought at once end in one outcome", async () => {
    const { proposalId } = await proposal();
    const viewId = await say(proposalId, resident, "同时的一句话。");
    const hidden = await atOnce([() => hide(viewId), () => hide(viewId, supporter), () => hide(viewId)]);
    expect(done(hidden)).toHaveLength(1);
    expect(refused(hidden).map((one) => one.refused)).toEqual(["view-hidden", "view-hidden"]);
    const [{ moderator } = { moderator: "" }] = await rows(
      `select m.name as moderator from moderations o join members m on m.member_id = o.moderator_id where o.view_id = $1`,
      viewId,
    );
    const back = () => by(String(moderator)).moderation.takeBack({ key: newKey(), viewId });
    const both = await atOnce<unknown>([() => appeal(viewId), back]);
    const [row] = await rows(
      "select outcome, appealed_at is not null as appealed from moderations where view_id = $1",
      viewId,
    );
    // Whichever came first, the words are shown again; the appeal either came before or was told that it is over.
    expect(row?.["outcome"]).toBe("takenBack");
    expect(refused(both).map((one) => one.refused)).toEqual(row?.["appealed"] ? [] : ["moderation-over"]);
    expect((await threadOf(proposalId, viewId)).status).toBe("shown");
  });

  test("two who decide an appeal at once decide it once", async () => {
    const { proposalId } = await proposal();
    const viewId = await say(proposalId, resident, "申诉的一句话。");
    await hide(viewId);
    await appeal(viewId);
    const answers = await atOnce<unknown>([() => decide(viewId, "restored"), () => decide(viewId, "upheld")]);
    expect(done(answers)).toHaveLength(1);
    expect(refused(answers).map((one) => one.refused)).toEqual(["moderation-over"]);
  });
});

describe("another wording", () => {
  const propose = async (proposalId: string, wording: string, field: "wish" | "title" = "wish") =>
    (
      await by(resident).views.say({
        ...{ key: newKey(), proposalId, kind: "suggestion", said: "这样写更清楚。", ...plain },
        amendment: { field, wording },
      })
    ).viewId;
  const accept = (viewId: string, name = author) => by(name).amendments.accept({ key: newKey(), viewId });

  test("that the author takes up is the proposal's new version, with its support, and told in its course", async () => {
    const { proposalId, year, number } = await admitted();
    const viewId = await propose(proposalId, "每层靠墙一边装上扶手。");
    expect(await answerTo(() => accept(viewId, supporter))).toBe("only-the-proposer-decides");
    expect((await by(author).home.awaiting()).map(({ what }) => what)).toContain("decideWording");
    const before = await house.stranger.proposals.byNumber({ year, number });
    const { version } = await accept(viewId);
    const after = await house.stranger.proposals.byNumber({ year, number });
    expect(after).toMatchObject({
      wish: "每层靠墙一边装上扶手。",
      stage: "admitted",
      problem: words.problem,
    });
    expect(after.cosponsors).toBe(before.cosponsors);
    expect(after.timeline.at(-1)).toMatchObject({ kind: "proposal.amended", figures: { version } });
    expect((await threadOf(proposalId, viewId)).amendment).toMatchObject({
      ...{ state: "accepted", becameVersion: version, before: words.wish, current: false },
    });
    const versions = await house.stranger.amendments.versions({ proposalId });
    expect(versions.map(({ wish, viewId: from }) => [wish, from])).toEqual([
      [words.wish, null],
      ["每层靠墙一边装上扶手。", viewId],
    ]);
    expect(await answerTo(() => accept(viewId))).toBe("amendment-decided");
  });

  test("for an older version is marked and not taken up, but can be refused with a reason that everybody reads", async () => {
    const { proposalId } = await admitted();
    const [one, other] = [
      await propose(proposalId, "每层都装木头扶手。"),
      await propose(proposalId, "每层都装铁扶手。"),
    ];
    await accept(one);
    expect((await threadOf(proposalId, other)).amendment).toMatchObject({ state: "open", current: false });
    expect(await answerTo(() => accept(other))).toBe("amendment-outdated");
    await by(author).amendments.decline({ key: newKey(), viewId: other, why: "铁的冬天太凉。" });
    expect((await threadOf(proposalId, other)).amendment).toMatchObject({
      state: "refused",
      reason: "铁的冬天太凉。",
    });
  });

  test("two at once: one is taken up and the other is told that it is outdated", async () => {
    const { proposalId } = await admitted();
    const ids = [
      await propose(proposalId, "一层二层先装扶手。"),
      await propose(proposalId, "三层四层先装扶手。"),
    ];
    const answers = await atOnce(ids.map((viewId) => () => accept(viewId)));
    expect(done(answers)).toHaveLength(1);
    expect(refused(answers).map((one) => one.refused)).toEqual(["amendment-outdated"]);
  });

  test("has the length of the part that it would replace, comes with a suggestion, and changes something", async () => {
    const { proposalId } = await proposal();
    expect(await answerTo(() => propose(proposalId, "短"))).toBe("wrong: amendment");
    expect(await answerTo(() => propose(proposalId, "长".repeat(61), "title"))).toBe("wrong: amendment");
    expect(await answerTo(() => propose(proposalId, "两行的\n标题啊", "title"))).toBe("wrong: amendment");
    expect(await answerTo(() => propose(proposalId, words.wish))).toBe("wording-changes-nothing");
    const said = { key: newKey(), proposalId, kind: "for", said: "说一句。", ...plain } as const;
    const amendment = { field: "wish", wording: "每层都装好扶手。" } as const;
    expect(await answerTo(() => by(resident).views.say({ ...said, amendment }))).toBe(
      "wording-needs-a-suggestion",
    );
  });

  test("waits while reviewers look at a version, and a version that nobody saw stays its author's", async () => {
    const of = await by(author).proposals.write({ key: newKey(), ...words, wish: "草稿里的想法。" });
    await by(author).proposals.write({ key: newKey(), ...words, proposalId: of.proposalId });
    await by(author).proposals.open({ key: newKey(), proposalId: of.proposalId });
    const viewId = await propose(of.proposalId, "每层都装好扶手。");
    await by(supporter).proposals.cosponsor({ key: newKey(), proposalId: of.proposalId, namePublic: true });
    expect(await answerTo(() => accept(viewId))).toBe("deliberation-closed");
    const versions = await house.stranger.amendments.versions({ proposalId: of.proposalId });
    expect(versions.map(({ version, wish }) => [version, wish])).toEqual([[2, words.wish]]);
  });
});

async function now(): Promise<Date> {
  const [row] = await rows("select yishi_now() as now");
  if (!(row?.["now"] instanceof Date)) throw new Error("the clock did not answer");
  return row["now"];
}

/** Looks through everything that anybody may read of a proposal: words that are not shown stand nowhere in it. */
async function nowhereShown(
  secret: string,
  {
    proposalId,
    year,
    number,
  }: { readonly proposalId: string; readonly year: number; readonly number: number },
) {
  for (const reader of [house.stranger, by(supporter), by(single.chair), by(single.deskClerk)]) {
    const answers = [
      await reader.views.ofProposal({ proposalId }),
      await reader.views.ofProposal({ proposalId, only: "suggestion" }),
      await reader.views.summary({ proposalId }),
      await reader.amendments.versions({ proposalId }),
      await reader.proposals.byNumber({ year, number }),
      await reader.proposals.list({}),
      await reader.moderation.log({}),
    ];
    expect(JSON.stringify(answers)).not.toContain(secret);
  }
  const facts = await rows("select body::text as body from facts");
  expect(JSON.stringify(facts)).not.toContain(secret);
}
