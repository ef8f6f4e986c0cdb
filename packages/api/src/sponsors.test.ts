import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { dot } from "./testing/pictures.ts";

let house: House;
let child: Caller;
let aunt: Caller;
let neighbour: Caller;
let other: Caller;
const childName = "乙零";
const home = { name: "甲零", building: "1", stairwell: "1", door: "101" };
/** Comes of age in this house's second month. */
const bornOn = "2008-09-10";

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  await house.base.owner.query("update residents set born = $1 where name = $2", [bornOn, childName]);
  child = await house.person(childName);
  aunt = await house.person("甲零");
  neighbour = await house.person("甲一");
  other = await house.person("甲三");
}, 60_000);
afterAll(() => house.close());

const told = (code: string) => ({ cause: { refusal: { refused: code } } });
const lang = "zh-CN";
const words = {
  ...{ title: "院里装一个篮球架", problem: "放学以后没有地方打球，只能在车中间打。" },
  ...{ wish: "在东门的空地装一个篮球架。", touches: "全小区", cost: "三千元" },
  named: true,
} as const;

async function draft(by = child): Promise<string> {
  const { draftId } = await by.drafts.begin({ key: newKey(), title: words.title, lang });
  await by.drafts.finish({ key: newKey(), draftId, revision: 1, lang, ...words });
  await by.decides.keep({ key: newKey(), proposalId: draftId, firstYes: "allResidents" });
  return draftId;
}
const ask = (proposalId: string, whom: Partial<typeof home> = {}, by = child) =>
  by.sponsors.ask({ key: newKey(), proposalId, ...home, ...whom });
const answer = (
  proposalId: string,
  agrees: boolean,
  by = aunt,
  named = false,
  version = 1,
  fileIds: string[] = [],
) => by.sponsors.answer({ key: newKey(), proposalId, agrees, version, fileIds, named });
const open = (proposalId: string, by = child) => by.proposals.open({ key: newKey(), proposalId });
/** Attempts are counted for a day by the clock on the wall; these tests ask more often than a child does. */
const askAnew = () => house.base.owner.query("delete from auth.throttles where key like 'sponsor%'");

async function opened(named = false) {
  const proposalId = await draft();
  await ask(proposalId);
  await answer(proposalId, true, aunt, named);
  const { year, number } = await open(proposalId);
  return {
    proposalId,
    view: (by = house.stranger) => by.proposals.byNumber({ year: year ?? 0, number: number ?? 0 }),
  };
}

describe("who is under age", () => {
  test("writes, and opens with a grown neighbour who said yes; neither name is public", async () => {
    const proposalId = await draft();
    await expect(open(proposalId)).rejects.toMatchObject(told("sponsor-needed"));
    await ask(proposalId);
    expect(await child.sponsors.of({ proposalId })).toMatchObject({
      state: "asked",
      name: "甲零",
      holds: false,
    });
    await expect(open(proposalId)).rejects.toMatchObject(told("sponsor-needed"));
    expect((await aunt.drafts.mine()).asked).toMatchObject([
      { proposalId, authorName: childName, state: "asked" },
    ]);
    expect(await aunt.sponsors.read({ proposalId })).toMatchObject({
      version: 1,
      words: { title: words.title },
    });
    await answer(proposalId, true);
    expect(await child.sponsors.of({ proposalId })).toMatchObject({ state: "agreed", holds: true });
    const { year, number } = await open(proposalId);
    const view = await house.stranger.proposals.byNumber({ year: year ?? 0, number: number ?? 0 });
    expect(view.author).toEqual({
      ...{ name: null, building: "1", underAge: true, sponsor: { name: null, building: "1" } },
    });
    expect((await aunt.drafts.mine()).asked).toEqual([]);
    await expect(aunt.sponsors.read({ proposalId })).rejects.toMatchObject(told("not-found"));
  });

  test("is never named, whatever they chose, nor later by a change of mind", async () => {
    const { proposalId, view } = await opened();
    expect((await view()).author.name).toBeNull();
    const change = { key: newKey(), proposalId, purpose: "authorName", given: true } as const;
    await expect(child.consents.change(change)).rejects.toMatchObject(told("under-age-unnamed"));
    // Whatever stood in the row: the page names nobody under age.
    await house.base.owner.query("alter table proposals disable trigger user");
    await house.base.owner.query("update proposals set author_named = true where proposal_id = $1", [
      proposalId,
    ]);
    await house.base.owner.query("alter table proposals enable trigger user");
    expect(JSON.stringify(await view())).not.toContain(childName);
    await house.base.owner.query("alter table proposals disable trigger user");
    await house.base.owner.query("update proposals set author_named = false where proposal_id = $1", [
      proposalId,
    ]);
    await house.base.owner.query("alter table proposals enable trigger user");
  });

  test("adds no more files once it is public: of those nobody grown has seen anything", async () => {
    const { proposalId } = await opened();
    const file = { kind: "proposal", subjectId: proposalId, says: "东门的空地", lang, bytes: dot } as const;
    await expect(child.files.add({ key: newKey(), ...file })).rejects.toMatchObject(told("files-not-now"));
    expect(await child.files.of({ kind: "proposal", subjectId: proposalId })).toMatchObject({ takes: false });
    await child.proposals.withdraw({ key: newKey(), proposalId });
  });
});

describe("the grown neighbour", () => {
  test("is somebody else who counts here, found by name and door together", async () => {
    await askAnew();
    const proposalId = await draft();
    const nobody = [{ name: "甲一" }, { door: "102" }, { stairwell: "9" }, { name: "没有这个人" }];
    for (const wrong of nobody)
      await expect(ask(proposalId, wrong)).rejects.toMatchObject(told("sponsor-not-found"));
    await expect(ask(proposalId, { name: childName })).rejects.toMatchObject(told("sponsor-not-found"));
    await expect(ask(proposalId, {}, other)).rejects.toMatchObject(told("not-found"));
    const grown = await draft(neighbour);
    await expect(ask(grown, {}, neighbour)).rejects.toMatchObject(told("sponsor-not-needed"));
    await expect(ask(grown, { name: "甲一", building: "2" }, neighbour)).rejects.toMatchObject(
      told("sponsor-not-needed"),
    );
  });

  test("is asked ten times a day at most: the roll is not tried out by asking", async () => {
    await askAnew();
    const proposalId = await draft();
    for (let round = 0; round < 10; round += 1)
      await expect(ask(proposalId, { name: "没有这个人" })).rejects.toMatchObject(told("sponsor-not-found"));
    await expect(ask(proposalId)).rejects.toMatchObject(told("too-many-attempts"));
    await askAnew();
  });

  test("sees the draft and its files, and nobody else does; who is asked no more sees nothing", async () => {
    await askAnew();
    const proposalId = await draft();
    const file = { kind: "proposal", subjectId: proposalId, says: "东门的空地", lang, bytes: dot } as const;
    const { fileId } = await child.files.add({ key: newKey(), ...file });
    const look = (by: Caller) =>
      atOnce<unknown>([
        () => by.sponsors.read({ proposalId }),
        () => by.files.of({ kind: "proposal", subjectId: proposalId }),
        () => by.files.bytes({ fileId, part: "whole" }),
      ]);
    const nothing = times(3).map(() => "not-found");
    const codes = async (by: Caller) => refused(await look(by)).map((one) => one.refused);
    expect(await codes(aunt)).toEqual(nothing);
    await ask(proposalId);
    expect(await codes(aunt)).toEqual([]);
    expect(await codes(other)).toEqual(nothing);
    await expect(answer(proposalId, true, other)).rejects.toMatchObject(told("not-found"));
    await ask(proposalId, { name: "甲三", building: "2", door: "102" });
    expect(await codes(other)).toEqual([]);
    expect(await codes(aunt)).toEqual(nothing);
    await answer(proposalId, false, other);
    expect(await codes(other)).toEqual(nothing);
    expect(await child.sponsors.of({ proposalId })).toMatchObject({ state: "declined" });
  });

  test("said yes to these words and these files: after a change they are asked again", async () => {
    await askAnew();
    const proposalId = await draft();
    await ask(proposalId);
    await answer(proposalId, true);
    const changed = {
      key: newKey(),
      draftId: proposalId,
      revision: 2,
      lang,
      ...words,
      cost: "五千元",
    } as const;
    await child.drafts.finish(changed);
    const other = told("sponsor-read-other-words");
    await expect(open(proposalId)).rejects.toMatchObject(other);
    expect(await aunt.sponsors.read({ proposalId })).toMatchObject({ state: "agreed", holds: false });
    await expect(answer(proposalId, true)).rejects.toMatchObject(other);
    await answer(proposalId, true, aunt, false, 2);
    const file = { kind: "proposal", subjectId: proposalId, says: "东门的空地", lang, bytes: dot } as const;
    const { fileId } = await child.files.add({ key: newKey(), ...file });
    await expect(open(proposalId)).rejects.toMatchObject(other);
    await expect(answer(proposalId, true, aunt, false, 2)).rejects.toMatchObject(other);
    await answer(proposalId, true, aunt, false, 2, [fileId]);
    await open(proposalId);
  });

  test("has seen every file that becomes public, also one that is added while it is opened", async () => {
    for (let round = 0; round < 4; round += 1) {
      await askAnew();
      const proposalId = await draft();
      await ask(proposalId);
      await answer(proposalId, true);
      const file = { kind: "proposal", subjectId: proposalId, says: "东门的空地", lang, bytes: dot } as const;
      const [, opening] = await atOnce<unknown>([
        () => child.files.add({ key: newKey(), ...file }),
        () => open(proposalId),
      ]);
      const { rows } = await house.base.owner.query<{ count: number }>(
        "select count(*)::int as count from files where subject_id = $1",
        [proposalId],
      );
      expect([first(rows).count, opening !== undefined && "done" in opening]).toEqual(
        first(rows).count === 0 ? [0, true] : [1, false],
      );
    }
  });

  test("shows their name or not, as every name is shown, and takes it back at any time", async () => {
    await askAnew();
    const { proposalId, view } = await opened(true);
    expect((await view()).author.sponsor).toEqual({ name: "甲零", building: "1" });
    const { names, ledger } = await aunt.consents.mine({});
    expect(names).toContainEqual(
      expect.objectContaining({ purpose: "sponsorName", proposalId, given: true }),
    );
    expect(ledger).toContainEqual(expect.objectContaining({ purpose: "sponsorName", given: true }));
    const change = { proposalId, purpose: "sponsorName", given: false } as const;
    await expect(other.consents.change({ key: newKey(), ...change })).rejects.toMatchObject(
      told("not-found"),
    );
    await aunt.consents.change({ key: newKey(), ...change });
    expect((await view()).author.sponsor).toEqual({ name: null, building: "1" });
    expect((await aunt.me.copy({})).sponsoring).toContainEqual(
      expect.objectContaining({ as: "sponsor", state: "carried", named: false }),
    );
  });

  test("answers and is asked anew, and the draft is opened, at once: it is opened with a yes or not at all", async () => {
    for (let round = 0; round < 4; round += 1) {
      await askAnew();
      const proposalId = await draft();
      await ask(proposalId);
      await answer(proposalId, true);
      const answers = await atOnce<unknown>([() => answer(proposalId, false), () => open(proposalId)]);
      expect(done(answers)).toHaveLength(1);
      const { rows } = await house.base.owner.query<{ status: string; state: string }>(
        "select p.status, s.state from proposals p join sponsorships s using (committee_id, proposal_id) where p.proposal_id = $1",
        [proposalId],
      );
      expect(["seekingSupport carried", "draft declined"]).toContain(
        `${first(rows).status} ${first(rows).state}`,
      );
    }
  });
});

test("who comes of age meanwhile needs nobody, and may be named like everybody", async () => {
  await askAnew();
  const proposalId = await draft();
  await ask(proposalId);
  await expect(open(proposalId)).rejects.toMatchObject(told("sponsor-needed"));
  await house.moveTo(new Date("2026-09-09T15:59:00Z"));
  await expect(open(proposalId)).rejects.toMatchObject(told("sponsor-needed"));
  // The birthday begins at midnight here, not in Greenwich.
  await house.moveTo(new Date("2026-09-09T16:00:00Z"));
  await expect(answer(proposalId, false)).resolves.toEqual({ agreed: false });
  await child.drafts.finish({
    key: newKey(),
    draftId: proposalId,
    revision: 2,
    lang,
    ...words,
    cost: "免费",
  });
  const { year, number } = await open(proposalId);
  const { author } = await house.stranger.proposals.byNumber({ year: year ?? 0, number: number ?? 0 });
  expect(author).toEqual({ name: childName, building: "1", underAge: false, sponsor: null });
});
