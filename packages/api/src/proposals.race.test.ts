import { afterAll, beforeAll, expect, test } from "vitest";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

let house: House;
let vote: VotingHouse;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 12 });
}, 120_000);
afterAll(() => house.close());

async function countOf(text: string, id: string): Promise<number> {
  const { rows } = await house.base.owner.query<{ count: number }>(
    `select count(*)::int as count from ${text}`,
    [id],
  );
  return rows[0]?.count ?? -1;
}

test("opened at once they get different numbers without a gap", async () => {
  const before = (await vote.proposal()).number;
  const numbers = (await Promise.all(times(6).map(() => vote.proposal()))).map((one) => one.number);
  expect(numbers.toSorted((one, other) => one - other)).toEqual(times(6).map((index) => before + 1 + index));
});

test("the same draft opened six times at once is opened once", async () => {
  const { proposalId } = await vote.author.proposals.write({
    key: newKey(),
    title: "修好路灯",
    problem: "东门的路灯坏了，晚上看不见路。",
    wish: "请把路灯修好。",
    touches: "东门",
    cost: "不花钱",
    lang: "zh-CN",
    authorNamed: false,
  });
  await vote.author.decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
  const opened = await atOnce(
    times(6).map(() => () => vote.author.proposals.open({ key: newKey(), proposalId })),
  );
  expect(done(opened)).toHaveLength(1);
  expect(await countOf("facts where object_id = $1 and kind = 'proposal.opened'", proposalId)).toBe(1);
});

test("everybody supports at once: it goes to the reviewers exactly once, at the number that is needed", async () => {
  const { proposalId, number } = await vote.proposal();
  const answers = await atOnce(
    vote.elders.map(
      (elder) => () => elder.proposals.cosponsor({ key: newKey(), proposalId, namePublic: true }),
    ),
  );
  const year = Number((await house.today()).slice(0, 4));
  const page = await house.stranger.proposals.byNumber({ year, number });
  const moved = done(answers).filter((one) => one.status === "admissibility");
  expect(moved).toHaveLength(1);
  expect(done(answers).map((one) => one.cosponsors)).toHaveLength(
    new Set(done(answers).map((one) => one.cosponsors)).size,
  );
  expect(await countOf("cosponsors where proposal_id = $1", proposalId)).toBe(done(answers).length);
  expect(page.stage).toBe("admissibility");
  expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["proposal-not-at-this-step"]));
});

test("one neighbour ten times at once is one supporter", async () => {
  const { proposalId } = await vote.proposal();
  const elder = first(vote.elders, 3);
  const forms = times(10).map(
    () => () => elder.proposals.cosponsor({ key: newKey(), proposalId, namePublic: true }),
  );
  const answers = await atOnce(forms);
  expect(done(answers)).toHaveLength(1);
  expect(await countOf("cosponsors where proposal_id = $1", proposalId)).toBe(1);
});

test("one form a hundred times at once is one draft, answered alike every time", async () => {
  const form = {
    key: newKey(),
    title: "楼前种树",
    problem: "楼前夏天没有树荫，老人没处坐。",
    wish: "种三棵槐树。",
    touches: "1号楼",
    cost: "约三百元",
    lang: "zh-CN" as const,
    authorNamed: false,
  };
  const answers = await atOnce(times(100).map(() => () => vote.author.proposals.write(form)));
  expect(refused(answers)).toEqual([]);
  expect(new Set(done(answers).map((one) => one.proposalId)).size).toBe(1);
  const [{ proposalId } = { proposalId: "" }] = done(answers);
  expect(await countOf("proposal_versions where proposal_id = $1", proposalId)).toBe(1);
  const other = { ...form, title: "楼前种花" };
  expect(refused(await atOnce([() => vote.author.proposals.write(other)]))).toMatchObject([
    { refused: "form-reused" },
  ]);
});
