import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

let house: House;
let vote: VotingHouse;
beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 6 });
}, 120_000);
afterAll(() => house.close());

const rowsOf = async (proposalId: string) =>
  (
    await house.base.owner.query<{ following: boolean }>(
      "select following from followings where proposal_id = $1",
      [proposalId],
    )
  ).rows;
async function viewed(caller: Caller, number: number) {
  const year = Number((await house.today()).slice(0, 4));
  return caller.proposals.byNumber({ year, number });
}
const changesOf = async (caller: Caller, proposalId: string) =>
  (await caller.follow.mine()).find((one) => one.proposalId === proposalId)?.changes.map(({ kind }) => kind);
const support = (caller: Caller, proposalId: string) =>
  caller.proposals.cosponsor({ key: newKey(), proposalId, namePublic: false });

describe("following a proposal", () => {
  test("begins and ends by oneself, and where it ends nothing stays", async () => {
    const reader = first(vote.adults, 0);
    const { proposalId, number } = await vote.proposal();
    expect((await viewed(reader, number)).mine?.following).toBe(false);
    await reader.follow.start({ key: newKey(), proposalId });
    expect((await viewed(reader, number)).mine?.following).toBe(true);
    expect(await changesOf(reader, proposalId)).toEqual([]);
    await reader.follow.stop({ key: newKey(), proposalId });
    expect((await viewed(reader, number)).mine?.following).toBe(false);
    expect(await rowsOf(proposalId)).toEqual([]);
    const { rows } = await house.base.owner.query("select from facts where kind like 'follow%'");
    expect(rows).toEqual([]);
  });

  test("authors and co-signers follow of themselves, and may stop", async () => {
    const signer = first(vote.adults, 1);
    const { proposalId, number } = await vote.proposal();
    await support(signer, proposalId);
    expect((await viewed(vote.author, number)).mine?.following).toBe(true);
    expect((await viewed(signer, number)).mine?.following).toBe(true);
    expect(await rowsOf(proposalId)).toEqual([]);
    await signer.follow.stop({ key: newKey(), proposalId });
    expect((await viewed(signer, number)).mine?.following).toBe(false);
    expect(await changesOf(signer, proposalId)).toBeUndefined();
    await signer.follow.start({ key: newKey(), proposalId });
    expect((await viewed(signer, number)).mine?.following).toBe(true);
  });

  test("tells what changed since one last looked, and looking is enough to be told no more", async () => {
    const reader = first(vote.adults, 2);
    const { proposalId } = await vote.proposal();
    await reader.follow.start({ key: newKey(), proposalId });
    const before = (await vote.proposal()).proposalId;
    await reader.follow.start({ key: newKey(), proposalId: before });
    for (const elder of vote.elders.slice(0, 1)) await support(elder, proposalId);
    expect(await changesOf(reader, proposalId)).toEqual([]); // one name more is no step
    await vote.author.proposals.withdraw({ key: newKey(), proposalId });
    expect((await reader.follow.mine())[0]?.proposalId).toBe(proposalId); // the newest change first
    expect(await changesOf(reader, proposalId)).toEqual(["proposal.withdrawn"]);
    expect(await changesOf(vote.author, proposalId)).toEqual(["proposal.withdrawn"]);
    await reader.follow.look({ proposalId });
    expect(await changesOf(reader, proposalId)).toEqual([]);
    expect(await changesOf(vote.author, proposalId)).toEqual(["proposal.withdrawn"]);
  });

  test("of whoever does not follow, no look is kept", async () => {
    const { proposalId } = await vote.proposal();
    await first(vote.adults, 3).follow.look({ proposalId });
    expect(await rowsOf(proposalId)).toEqual([]);
  });

  test("is told to nobody but as a number, and that from five on", async () => {
    const { proposalId, number } = await vote.proposal();
    // The author follows of themselves; three more are four.
    for (const adult of vote.adults.slice(0, 3)) await adult.follow.start({ key: newKey(), proposalId });
    expect((await viewed(house.stranger, number)).followers).toBeNull();
    await first(vote.adults, 3).follow.start({ key: newKey(), proposalId });
    expect((await viewed(house.stranger, number)).followers).toBe(5);
    await vote.author.follow.stop({ key: newKey(), proposalId });
    expect((await viewed(house.stranger, number)).followers).toBeNull();
    // Nor does what is kept of the form say which proposal it was.
    const { rows } = await house.base.owner.query<{ said: string }>(
      "select coalesce(answer::text, '') as said from submissions where procedure = 'follow.start'",
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { said } of rows) expect(said).not.toContain(proposalId);
  });

  test("goes with the account: whoever closes it follows nothing any more", async () => {
    const reader = first(vote.adults, 5);
    const { proposalId } = await vote.proposal();
    await reader.follow.start({ key: newKey(), proposalId });
    await first(vote.adults, 0).follow.start({ key: newKey(), proposalId });
    await reader.me.close({ understood: true });
    expect(await rowsOf(proposalId)).toEqual([{ following: true }]);
  });

  test("a draft is nothing that can be followed, its author's own neither", async () => {
    const { proposalId } = await vote.author.proposals.write({
      ...{ key: newKey(), title: "还没有写完", problem: "写着写着，先放一放吧。", wish: "慢慢写。" },
      ...{ touches: "自己", cost: "不花钱", lang: "zh-CN", authorNamed: false },
    });
    await expect(vote.author.follow.start({ key: newKey(), proposalId })).rejects.toMatchObject({
      cause: { refusal: { refused: "not-found" } },
    });
  });
});

describe("at once", () => {
  test("the same form ten times, and ten forms, are one who follows", async () => {
    const reader = first(vote.adults, 4);
    const { proposalId } = await vote.proposal();
    const form = { key: newKey(), proposalId };
    const answers = await atOnce([
      ...times(10).map(() => () => reader.follow.start(form)),
      ...times(10).map(() => () => reader.follow.start({ key: newKey(), proposalId })),
    ]);
    expect(done(answers)).toHaveLength(20);
    expect(await rowsOf(proposalId)).toEqual([{ following: true }]);
    await atOnce(times(10).map(() => () => reader.follow.stop({ key: newKey(), proposalId })));
    expect(await rowsOf(proposalId)).toEqual([]);
  });
});
