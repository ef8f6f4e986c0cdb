import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { author, resident, single } from "./testing/actors.ts";
import { first } from "./testing/at-once.ts";
import { supporter } from "./testing/cast.ts";
import { newKey } from "./testing/house.ts";
import { lang, openTalk, plain, type Talk } from "./testing/talk.ts";

// What is said to a view: answers, second thoughts, and words that are taken back.

let talk: Talk;
beforeAll(async () => {
  talk = await openTalk();
}, 120_000);
afterAll(() => talk.house.close());

describe("a question", () => {
  test("stands first while it waits, awaits proposer and committee with how long, and is answered as such", async () => {
    const { proposalId } = await talk.admitted();
    const older = await talk.say(proposalId, resident, "扶手装哪一边？", "question");
    await talk.house.moveDays(2);
    const newer = await talk.say(proposalId, resident, "谁来修？", "question");
    await talk.say(proposalId, resident, "赞成装。");
    const page = await talk.house.stranger.views.ofProposal({ proposalId });
    expect(page.waiting.map(({ viewId }) => viewId)).toEqual([older, newer]);
    expect(page.views.map(({ kind }) => kind)).toEqual(["for"]);
    const awaits = async (name: string) =>
      (await talk.by(name).home.awaiting()).find(
        (one) => one.proposalId === proposalId && one.what === "answerQuestion",
      );
    for (const name of [author, single.chair])
      expect((await awaits(name))?.since).toEqual(first(page.waiting).saidAt);
    expect(await awaits(resident)).toBeUndefined();

    await talk.by(author).views.answer({ key: newKey(), viewId: older, said: "靠墙的一边。", lang });
    await talk
      .by(single.chair)
      .views.answerInPost({ key: newKey(), viewId: newer, said: "物业来修。", lang });
    expect((await talk.threadOf(proposalId, older)).replies).toMatchObject([
      { kind: "answer", role: "proposer", name: author, text: "靠墙的一边。" },
    ]);
    expect((await talk.threadOf(proposalId, newer)).replies).toMatchObject([
      { kind: "answer", role: "committee", name: single.chair },
    ]);
    expect((await talk.house.stranger.views.ofProposal({ proposalId })).waiting).toEqual([]);
    expect(await awaits(author)).toBeUndefined();

    // Who stepped back from the proposal does not speak for the committee in it.
    await talk.by(single.viceChair).recusals.stepBack({ key: newKey(), proposalId, reason: "ownInterest" });
    const answer = { viewId: newer, said: "我来答一句。", lang };
    expect(
      await talk.answerTo(() => talk.by(single.viceChair).views.answerInPost({ key: newKey(), ...answer })),
    ).toBe("recused");
  });

  test("waits again when its only answer is taken back, and is not answered by a neighbour", async () => {
    const { proposalId } = await talk.proposal();
    const viewId = await talk.say(proposalId, resident, "什么时候装？", "question");
    const said = "下个月装。";
    expect(
      await talk.answerTo(() => talk.by(supporter).views.answer({ key: newKey(), viewId, said, lang })),
    ).toBe("not-to-answer");
    const answer = await talk.by(author).views.answer({ key: newKey(), viewId, said, lang });
    expect((await talk.house.stranger.views.ofProposal({ proposalId })).counts.waiting).toBe(0);
    await talk.by(author).views.takeBack({ key: newKey(), viewId: answer.viewId });
    expect((await talk.house.stranger.views.ofProposal({ proposalId })).counts.waiting).toBe(1);
  });
});

describe("mending and taking back", () => {
  test("a mended view is a new version, marked, and only within the minutes of the rule book", async () => {
    const { proposalId } = await talk.proposal();
    const viewId = await talk.say(proposalId, resident, "赞成装扶手。");
    await talk.by(resident).views.edit({ key: newKey(), viewId, said: "赞成装扶手，两边都装。", lang });
    const thread = await talk.threadOf(proposalId, viewId);
    expect([thread.text, thread.editedAt !== null]).toEqual(["赞成装扶手，两边都装。", true]);
    expect(
      await talk.rows("select version from view_versions where view_id = $1 order by 1", viewId),
    ).toHaveLength(2);
    const edit = (name: string) => () =>
      talk.by(name).views.edit({ key: newKey(), viewId, said: "改一改。", lang });
    expect(await talk.answerTo(edit(supporter))).toBe("only-the-writer");
    await talk.by(supporter).views.say({
      ...{ key: newKey(), proposalId, kind: "reply", parentId: viewId, said: "我也这么想。", ...plain },
    });
    expect(await talk.answerTo(edit(resident))).toBe("view-replied-to");
    const quiet = await talk.say(proposalId, resident, "再说一句。");
    await talk.house.base.moveClock(new Date((await talk.now()).getTime() + 16 * 60_000));
    expect(
      await talk.answerTo(() =>
        talk.by(resident).views.edit({ key: newKey(), viewId: quiet, said: "晚了。", lang }),
      ),
    ).toBe("view-edit-time-over");
  });

  test("what was taken back is erased in every version; the trace and the replies stay, the consent ends", async () => {
    const { proposalId, year, number } = await talk.proposal();
    const secret = "我家的密码是一二三四";
    const { viewId } = await talk.by(resident).views.say({
      ...{ key: newKey(), proposalId, kind: "suggestion", said: secret, ...plain, namePublic: true },
      amendment: { field: "wish", wording: `每层都装上扶手，${secret}。` },
    });
    await talk.by(resident).views.edit({ key: newKey(), viewId, said: `${secret}，改过。`, lang });
    await talk.by(supporter).views.say({
      ...{ key: newKey(), proposalId, kind: "reply", parentId: viewId, said: "别写在这里。", ...plain },
    });
    await talk.by(resident).views.takeBack({ key: newKey(), viewId });
    const thread = await talk.threadOf(proposalId, viewId, talk.by(resident));
    expect(thread).toMatchObject({ status: "withdrawn", text: null, name: null, amendment: null });
    expect(thread.own?.text).toBeNull();
    expect(thread.replies).toHaveLength(1);
    await talk.nowhereShown(secret, { proposalId, year, number });
    expect(JSON.stringify(await talk.rows("select * from view_versions"))).not.toContain(secret);
    expect(JSON.stringify(await talk.by(resident).me.copy({}))).not.toContain(secret);
    const ledger = await talk.rows(
      "select purpose, given from consents where object_id = $1 order by at, consent_id",
      viewId,
    );
    expect(ledger).toEqual([
      { purpose: "viewPublic", given: true },
      { purpose: "viewName", given: true },
      { purpose: "viewPublic", given: false },
      { purpose: "viewName", given: false },
    ]);
    expect(await talk.answerTo(() => talk.by(resident).views.takeBack({ key: newKey(), viewId }))).toBe(
      "view-withdrawn",
    );
  });

  test("a version of words is only ever erased: nothing else in it changes, by nobody", async () => {
    const { proposalId } = await talk.proposal();
    const viewId = await talk.say(proposalId, resident, "不变的话。");
    for (const change of [
      "text = '别的话'",
      "lang = 'en'",
      "erased_at = talk.now(), erased_ground = 'x', text = null, version = 9",
    ])
      await expect(
        talk.house.base.owner.query(`update view_versions set ${change} where view_id = $1`, [viewId]),
      ).rejects.toThrow();
    await expect(
      talk.house.base.owner.query("delete from view_versions where view_id = $1", [viewId]),
    ).rejects.toThrow("append-only");
  });
});
