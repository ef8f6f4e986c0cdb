import { afterAll, beforeAll, expect, test } from "vitest";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, said, type VotingHouse } from "./testing/vote.ts";

let house: House;
let other: House;
let vote: VotingHouse;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 2 });
  other = await openHouse({ slug: "linli", beside: house });
}, 120_000);
afterAll(() => house.close());

const alike = async (title: string, by = house.stranger) =>
  (await by.search.similar({ title })).proposals.map((one) => one.title);

async function published(title: string, problem: string = said.problem): Promise<string> {
  const written = { key: newKey(), ...said, title, problem };
  const { proposalId } = await vote.author.proposals.write(written);
  await vote.author.decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
  await vote.author.proposals.open({ key: newKey(), proposalId });
  return proposalId;
}

test("a title is told what sounds like it, the most alike first, and nothing that shares but a common pair", async () => {
  await published("东门的路灯坏了", "晚上看不见路，请修一修。");
  await published("东门路灯修亮一点", "东门的路灯太暗，晚上看不见路。");
  await published("西门装一个信箱", "报纸没有地方放，常常丢在门口。");
  expect(await alike("修好东门的路灯")).toEqual(["东门路灯修亮一点", "东门的路灯坏了"]);
  expect(await alike("给猫盖一间小屋")).toEqual([]);
  expect(await alike("门口的鞋柜")).toEqual([]);
});

test("what was taken back is not told, nor what lies in another community, nor more than three", async () => {
  const proposalId = await published("天台上种一片菜地");
  expect(await alike("天台上种菜地")).toEqual(["天台上种一片菜地"]);
  expect(await alike("天台上种菜地", other.stranger)).toEqual([]);
  await vote.author.proposals.withdraw({ key: newKey(), proposalId });
  expect(await alike("天台上种菜地")).toEqual([]);
  for (const place of ["东", "南", "西", "北"]) await published(`${place}院装充电桩的事情`);
  expect(await alike("院里装充电桩的事情")).toHaveLength(3);
});

test("a title of any letters is only a title", async () => {
  for (const title of ["", "'; drop table proposals; --", "%%%___", "\u0000", "灯".repeat(400)])
    expect(Array.isArray(await alike(title))).toBe(true);
  await expect(alike("灯".repeat(401))).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
