import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";

let house: House;
let author: Caller;
let neighbour: Caller;
let clerk: Caller;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  author = await house.person("甲零");
  neighbour = await house.person("甲一");
  clerk = await house.person("甲二", "deskClerk");
}, 60_000);
afterAll(() => house.close());

const told = (code: string, values: object = {}) => ({
  cause: { refusal: { refused: code, values } },
});
const secret = "不可外传的半句话";
const words = {
  title: "修好东门的路灯",
  problem: "东门的路灯坏了一个月，晚上看不见路。",
  wish: "请把路灯修好。",
  touches: "东门",
  cost: "不知道",
  named: false,
} as const;
const lang = "zh-CN";

async function begun(by = author, title: string = words.title): Promise<string> {
  return (await by.drafts.begin({ key: newKey(), title, lang })).draftId;
}
const save = (
  draftId: string,
  revision: number,
  said: Partial<Record<keyof typeof words, string>> = {},
  by = author,
) => by.drafts.save({ draftId, revision, lang, ...words, ...said, named: false });
const decide = (proposalId: string, by = author) =>
  by.decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
/** Reads it over as a whole, and says who decides. */
async function finish(
  draftId: string,
  revision: number,
  said: Partial<Record<keyof typeof words, string>> = {},
  by = author,
) {
  await by.drafts.finish({ key: newKey(), draftId, revision, lang, ...words, ...said, named: false });
  await decide(draftId, by);
}
const open = (proposalId: string, by = author) => by.proposals.open({ key: newKey(), proposalId });
async function countOf(text: string, ...values: string[]): Promise<number> {
  const { rows } = await house.base.owner.query<{ count: number }>(
    `select count(*)::int as count from ${text}`,
    values,
  );
  return rows[0]?.count ?? -1;
}

describe("a draft", () => {
  test("is kept half a sentence at a time, and gone on with on another device", async () => {
    const draftId = await begun();
    expect(await save(draftId, 1, { problem: "东门", wish: "", touches: "", cost: "" })).toMatchObject({
      revision: 2,
    });
    const elsewhere = house.door.caller({ sessionToken: house.token("甲零"), slug: house.slug });
    const read = await elsewhere.drafts.read({ draftId });
    expect(read).toMatchObject({ revision: 2, finished: false, words: { problem: "东门", named: false } });
    const { drafts } = await author.drafts.mine();
    expect(drafts.find((one) => one.draftId === draftId)).toMatchObject({
      title: words.title,
      finished: false,
    });
  });

  test("is not overwritten by a window that began before another one saved", async () => {
    const draftId = await begun();
    await save(draftId, 1, { wish: "换成节能灯" });
    await expect(save(draftId, 1, { wish: "加一盏灯" })).rejects.toMatchObject(
      told("draft-changed-elsewhere"),
    );
    expect((await author.drafts.read({ draftId })).words.wish).toBe("换成节能灯");
  });

  test("saved by six windows at once is saved by one, and the others are told", async () => {
    const draftId = await begun();
    const answers = await atOnce(
      times(6).map((index) => () => save(draftId, 1, { wish: `第${index}个窗口` })),
    );
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["draft-changed-elsewhere"]));
    expect((await author.drafts.read({ draftId })).revision).toBe(2);
  });

  test("with the same words saved six times at once is one saving for all of them", async () => {
    const draftId = await begun();
    const answers = await atOnce(times(6).map(() => () => save(draftId, 1)));
    expect(done(answers).map(({ revision }) => revision)).toEqual(times(6).map(() => 2));
  });

  test("that was begun before there was this way of writing is gone on with from its last version", async () => {
    const { named: authorNamed, ...said } = words;
    const { proposalId } = await author.proposals.write({ key: newKey(), ...said, lang, authorNamed });
    const read = await author.drafts.read({ draftId: proposalId });
    expect(read).toMatchObject({ revision: 0, finished: true, words: { title: words.title } });
    const answers = await atOnce(
      times(4).map((index) => () => save(proposalId, 0, { wish: `第${index}个窗口` })),
    );
    expect(done(answers)).toHaveLength(1);
    await expect(open(proposalId)).rejects.toMatchObject(told("draft-changed-since"));
  });

  test("is read over when every part of it is there, and what is missing is named", async () => {
    const draftId = await begun();
    const missing = author.drafts.finish({ key: newKey(), draftId, revision: 1, lang, ...words, wish: "" });
    await expect(missing).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await author.drafts.read({ draftId })).toMatchObject({ revision: 1, finished: false });
    await finish(draftId, 1);
    expect(await author.drafts.read({ draftId })).toMatchObject({ revision: 2, finished: true });
    expect((await author.proposals.draft({ proposalId: draftId })).words.wish).toBe(words.wish);
    // Read over again without a change it is the same version.
    await finish(draftId, 2);
    expect(await countOf("proposal_versions where proposal_id = $1", draftId)).toBe(1);
  });

  test("becomes public as it was read over, once, and then nothing of the writing is left", async () => {
    const draftId = await begun();
    await expect(open(draftId)).rejects.toMatchObject(told("not-found"));
    await finish(draftId, 1);
    await save(draftId, 2, { wish: `${words.wish}${secret}` });
    await expect(open(draftId)).rejects.toMatchObject(told("draft-changed-since"));
    await finish(draftId, 3, { wish: `${words.wish}再快些。` });
    const answers = await atOnce(times(6).map(() => () => open(draftId)));
    expect(done(answers)).toHaveLength(1);
    expect(await countOf("facts where object_id = $1 and kind = 'proposal.opened'", draftId)).toBe(1);
    expect(await countOf("drafts where draft_id = $1", draftId)).toBe(0);
    const { year, number } = first(done(answers));
    const page = await house.stranger.proposals.byNumber({ year: year ?? 0, number: number ?? 0 });
    expect(page.wish).toBe(`${words.wish}再快些。`);
    await expect(author.drafts.read({ draftId })).rejects.toMatchObject(told("not-found"));
    await expect(save(draftId, 4)).rejects.toMatchObject(told("not-found"));
  });

  test("saved and opened at once is opened as it was read over, or not at all", async () => {
    for (const round of times(4)) {
      const draftId = await begun(author, `${words.title}${round}`);
      await finish(draftId, 1);
      const [saved, opened] = await atOnce<unknown>([
        () => save(draftId, 2, { wish: "后来写的" }),
        () => open(draftId),
      ]);
      const codes = refused([saved, opened].filter((one) => one !== undefined)).map((one) => one.refused);
      expect(codes).toHaveLength(1);
      expect(["not-found", "draft-changed-since"]).toContain(codes[0]);
      const wishes = await house.base.owner.query<{ wish: string }>(
        "select wish from proposal_versions where proposal_id = $1",
        [draftId],
      );
      expect(wishes.rows).toEqual([{ wish: words.wish }]);
    }
  });

  test("that the desk wrote on meanwhile tells the window that is open", async () => {
    const draftId = await begun();
    await finish(draftId, 1);
    const { named: authorNamed, ...said } = words;
    const forResident = house.roll.find(({ name }) => name === "甲零")?.residentId ?? "";
    const atDesk = {
      key: newKey(),
      proposalId: draftId,
      ...said,
      wish: "窗口写的。",
      lang,
      authorNamed,
    } as const;
    await clerk.proposals.write({ ...atDesk, forResident });
    await expect(save(draftId, 2, { wish: "手机上写的。" })).rejects.toMatchObject(
      told("draft-changed-elsewhere"),
    );
    expect(await author.drafts.read({ draftId })).toMatchObject({ revision: 3, finished: true });
  });

  test("is one of twenty at most", async () => {
    const writer = await house.person("乙三");
    const answers = await atOnce(
      times(23).map(() => () => writer.drafts.begin({ key: newKey(), title: words.title, lang })),
    );
    expect(done(answers)).toHaveLength(20);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["drafts-full"]));
  });
});

describe("nobody else", () => {
  test("reads, saves, reads over, erases or opens a draft, or learns that there is one", async () => {
    const draftId = await begun(author, `${secret}一`);
    await finish(draftId, 1, { wish: secret });
    const no = told("not-found");
    await expect(neighbour.drafts.read({ draftId })).rejects.toMatchObject(no);
    await expect(save(draftId, 2, { wish: "我的" }, neighbour)).rejects.toMatchObject(no);
    const over = { key: newKey(), draftId, revision: 2, lang, ...words } as const;
    await expect(neighbour.drafts.finish(over)).rejects.toMatchObject(no);
    await expect(neighbour.me.eraseDraft({ key: newKey(), proposalId: draftId })).rejects.toMatchObject(no);
    await expect(open(draftId, neighbour)).rejects.toMatchObject(no);
    expect((await neighbour.drafts.mine()).drafts).toEqual([]);
  });

  test("finds a word of it in any answer, and everybody does once it is public", async () => {
    const draftId = await begun(author, `${secret}二`);
    await save(draftId, 1, { wish: secret });
    const asked = async (by: Caller) =>
      JSON.stringify(
        await Promise.all([
          by.proposals.list({}),
          by.search.find({ words: secret }),
          by.search.similar({ title: `${secret}二` }),
          by.communities.current(),
          by.petitions.list({}),
          by.moderation.log({}),
          by.roll.figures(),
        ]),
      );
    const mine = async (by: Caller) =>
      JSON.stringify(
        await Promise.all([by.home.awaiting(), by.drafts.mine(), by.follow.mine(), by.me.copy({})]),
      );
    for (const by of [house.stranger, neighbour, clerk]) expect(await asked(by)).not.toContain(secret);
    for (const by of [neighbour, clerk]) expect(await mine(by)).not.toContain(secret);
    expect(await countOf("facts where body::text like $1", `%${secret}%`)).toBe(0);
    expect(await countOf("submissions where answer::text like $1", `%${secret}%`)).toBe(0);
    // The same questions find it where it is meant to be found.
    await finish(draftId, 2, { title: `${secret}二` });
    await open(draftId);
    expect(await asked(house.stranger)).toContain(secret);
  });
});

describe("one's own copy, and the end", () => {
  test("the copy has what is being written, and the desk's copy of another resident has none of it", async () => {
    const draftId = await begun(author, "只写了题目的草稿");
    expect(JSON.stringify((await author.me.copy({})).writings)).toContain("只写了题目的草稿");
    expect(JSON.stringify(await neighbour.me.copy({}))).not.toContain("只写了题目的草稿");
    await author.me.eraseDraft({ key: newKey(), proposalId: draftId });
    expect(JSON.stringify(await author.me.copy({}))).not.toContain("只写了题目的草稿");
    await expect(author.drafts.read({ draftId })).rejects.toMatchObject(told("not-found"));
  });

  test("closing the account erases what was never public, and nothing that was", async () => {
    const leaver = await house.person("乙五");
    const publicId = await begun(leaver, "公开的那一份");
    await finish(publicId, 1, { title: "公开的那一份" }, leaver);
    await open(publicId, leaver);
    const draftId = await begun(leaver, "没公开的那一份");
    await finish(draftId, 1, { title: "没公开的那一份" }, leaver);
    await begun(leaver, "只写了题目的那一份");
    await leaver.me.close({ understood: true });
    const owner = "author_id = (select resident_id from residents where name = '乙五')";
    expect(await countOf(`drafts where ${owner}`)).toBe(0);
    const left = "proposal_versions v join proposals p using (committee_id, proposal_id)";
    expect(await countOf(`${left} where p.${owner} and v.title = '没公开的那一份'`)).toBe(0);
    expect(await countOf(`${left} where p.${owner} and v.title = '公开的那一份'`)).toBe(1);
  });
});
