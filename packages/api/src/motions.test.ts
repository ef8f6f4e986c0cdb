import * as store from "@yishi/db/motions";
import { addDays, dayOf } from "@yishi/domain/calendar";
import { apply, recordPriorStudy } from "@yishi/domain/motions";
import { isRefusal } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { motionWords } from "./testing/proposals.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

const told = (refused: string) => ({ cause: { refusal: { refused } } });
const why = "充电棚要占1号楼业主共有的地。";

let house: House;
let vote: VotingHouse;
let convener: Caller;
let branch: Caller;

const register = ["楼号,单元,室号,建筑面积,业主姓名", "1,1,101,80,甲零", "1,1,102,60,甲二"].join("\r\n");

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 4 });
  const as = (name: string) => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
  convener = as("甲一五");
  branch = as("甲一六");
  const bytes = new TextEncoder().encode(register);
  const { importId } = await house.registrar.owners.read({ fileName: "产权.csv", bytes });
  await house.registrar.owners.import({ key: newKey(), importId: importId ?? "" });
}, 120_000);
afterAll(() => house.close());

const owners = { electorate: "owner", scope: "1", special: false } as const;

async function admitted() {
  const { proposalId, number } = await vote.proposal();
  await vote.supportAndReview(proposalId);
  return { proposalId, number };
}
const drawAlone = (proposalId: string, ordinal: number, more: object = {}) =>
  vote.secretary.motions.draft({ ...motionWords, key: newKey(), proposalId, ordinal, ...more });
/** Drawn by the secretary, and agreed to by the proposer. */
async function draw(proposalId: string, ordinal: number, more: object = {}) {
  const drawn = await drawAlone(proposalId, ordinal, more);
  await vote.agree(drawn.motionId);
  return drawn;
}
async function study(motionId: string) {
  await branch.motions.recordPriorStudy({
    ...{ key: newKey(), motionId, on: await house.today(), reference: "记录9号" },
  });
}
async function announce(motionId: string, opensIn: number, closesIn: number) {
  const today = await house.today();
  await convener.motions.schedule({
    ...{ key: newKey(), motionId, closesAt: "18:00" },
    ...{ opensOn: addDays(today, opensIn), closesOn: addDays(today, closesIn) },
  });
}
async function count(motionId: string) {
  let result = "";
  for (const scrutineer of vote.scrutineers)
    ({ result } = await scrutineer.ballots.count({
      ...{ key: newKey(), motionId, desk: 0, homeBox: 0, meeting: 0 },
    }));
  return result;
}
const see = async (number: number, ordinal?: number) => {
  const year = Number((await house.today()).slice(0, 4));
  return house.stranger.proposals.byNumber({ year, number, ...(ordinal && { ordinal }) });
};
async function kept(proposalId: string) {
  const { rows } = await house.base.owner.query<{ status: string; lead: number }>(
    "select status, lead from proposals where proposal_id = $1",
    [proposalId],
  );
  return rows[0];
}
const awaitedOf = async (by: Caller, proposalId: string) =>
  (await by.home.awaiting())
    .filter((one) => one.proposalId === proposalId)
    .map(({ what, ordinal, several }) => ({ what, ordinal, several }));

describe("a proposal that is put to residents and to owners", () => {
  test("has two motions, each with its own people, study, vote, count and result", async () => {
    const { proposalId, number } = await admitted();
    expect((await see(number)).further).toEqual([]);
    const first = await draw(proposalId, 1);
    expect((await see(number)).further).toEqual(["owner"]);
    const second = await draw(proposalId, 2, { ...owners, why });
    expect(await see(number)).toMatchObject({
      ...{ stage: "drafted", whole: "drafted", ordinal: 1, motion: { electorate: "household", why: null } },
      ...{ decider: { electorates: ["household", "person"] } },
      motions: [
        { ordinal: 1, electorate: "household", scope: null, stage: "drafted", advisory: false },
        { ordinal: 2, electorate: "owner", scope: "1", stage: "drafted", advisory: false },
      ],
    });
    expect(await see(number, 2)).toMatchObject({
      ...{ ordinal: 2, motion: { motionId: second.motionId, electorate: "owner", why } },
      decider: { advisory: false },
    });
    await expect(see(number, 3)).rejects.toMatchObject(told("not-found"));

    // Owners need no study, so that each waits for another step of another post.
    expect(await awaitedOf(branch, proposalId)).toEqual([
      { what: "recordPriorStudy", ordinal: 1, several: true },
    ]);
    expect(await awaitedOf(convener, proposalId)).toEqual([{ what: "schedule", ordinal: 2, several: true }]);
    await study(first.motionId);
    expect(await kept(proposalId)).toEqual({ status: "drafted", lead: 2 });
    await announce(second.motionId, 16, 18);
    expect(await kept(proposalId)).toEqual({ status: "priorStudied", lead: 1 });
    await announce(first.motionId, 16, 20);
    expect(await kept(proposalId)).toEqual({ status: "scheduled", lead: 1 });
    expect((await see(number)).further).toEqual([]);

    await house.moveDays(16);
    const home = vote.elders[0];
    if (!home) throw new Error("nobody lives at the first door");
    expect(await awaitedOf(home, proposalId)).toEqual([
      { what: "vote", ordinal: 2, several: true },
      { what: "vote", ordinal: 1, several: true },
    ]);
    await home.ballots.cast({ key: newKey(), motionId: second.motionId, choice: "for" });
    expect(await awaitedOf(home, proposalId)).toEqual([{ what: "vote", ordinal: 1, several: true }]);
    await vote.elders[2]?.ballots.cast({ key: newKey(), motionId: second.motionId, choice: "for" });
    await house.moveDays(3);
    expect(await count(second.motionId)).toBe("passed");
    expect(await kept(proposalId)).toEqual({ status: "scheduled", lead: 1 });
    expect(await see(number)).toMatchObject({ stage: "voting", motion: { outcome: null } });
    expect(await see(number, 2)).toMatchObject({
      stage: "passed",
      motion: { outcome: { result: "passed" } },
    });
    await house.moveDays(3);
    expect(await count(first.motionId)).toBe("noQuorum");

    // One vote came to nothing, and the proposal carries on with the other.
    expect(await kept(proposalId)).toEqual({ status: "passed", lead: 2 });
    expect(await awaitedOf(vote.secretary, proposalId)).toEqual([
      { what: "publish", ordinal: 1, several: true },
      { what: "publish", ordinal: 2, several: true },
    ]);
    for (const { motionId } of [first, second])
      await vote.secretary.resolutions.publish({ key: newKey(), motionId });
    expect(await kept(proposalId)).toEqual({ status: "noticed", lead: 2 });
    const [line] = (await house.stranger.proposals.list({})).proposals;
    expect(line).toMatchObject({ proposalId, stage: "noticed", electorate: "owner" });
    const pages = [await see(number), await see(number, 2)];
    expect(pages.map(({ stage }) => stage)).toEqual(["noQuorum", "noticed"]);
    const numbers = pages.map(({ resolution }) => resolution?.number);
    expect(numbers[1]).toBe((numbers[0] ?? 0) + 1);
    const steps = pages[0]?.timeline.filter(({ kind }) => kind === "motion.counted") ?? [];
    expect(steps.map(({ motion }) => motion)).toEqual([2, 1]);
  });

  test("is found by either of its electorates", async () => {
    const { proposalId } = await admitted();
    await draw(proposalId, 1, { electorate: "person" });
    await draw(proposalId, 2, { ...owners, why });
    for (const electorate of ["person", "owner"] as const) {
      const { proposals } = await house.stranger.search.find({ electorate });
      expect(proposals.map((one) => one.proposalId)).toContain(proposalId);
    }
  });
});

describe("a further motion", () => {
  test("is refused without its reason, to the same people, to whom it is not for, and out of turn", async () => {
    const { proposalId } = await admitted();
    await expect(draw(proposalId, 2, { ...owners, why })).rejects.toMatchObject(told("not-found"));
    await draw(proposalId, 1);
    await expect(draw(proposalId, 2, owners)).rejects.toMatchObject(told("part-unexplained"));
    await expect(draw(proposalId, 2, { electorate: "person", why })).rejects.toMatchObject(
      told("already-asked-there"),
    );
    await expect(draw(proposalId, 2, { electorate: "committee", why })).rejects.toMatchObject(
      told("another-body-decides"),
    );
    const { motionId } = await draw(proposalId, 2, { ...owners, why });
    // The next version of it is its own, and leaves the first one alone.
    expect(await draw(proposalId, 2, { ...owners, why: "充电棚占的是业主的地。" })).toEqual({
      motionId,
      version: 2,
    });
  });

  test("comes too late once the vote over the first one is announced", async () => {
    const { proposalId } = await admitted();
    const { motionId } = await draw(proposalId, 1);
    await study(motionId);
    await announce(motionId, 11, 15);
    await expect(draw(proposalId, 2, { ...owners, why })).rejects.toMatchObject(
      told("proposal-not-at-this-step"),
    );
  });
});

/** Until somebody waits for a lock that another holds. */
async function waiting(): Promise<void> {
  const { rows } = await house.base.owner.query<{ count: number }>(
    `select count(*)::int as count from pg_locks l join pg_database d on d.oid = l.database or l.database is null
     where not l.granted and d.datname = current_database()`,
  );
  if ((rows[0]?.count ?? 0) === 0) return waiting();
}

describe("two motions that move at once", () => {
  test("leave the proposal where both of them stand: the second waits, and then sees the first", async () => {
    const { proposalId } = await admitted();
    const first = await draw(proposalId, 1);
    const second = await draw(proposalId, 2, { ...owners, why });
    const { rows } = await house.base.owner.query<{ committee: string; actor: string }>(
      "select committee_id as committee, actor_id as actor from facts where object_id = $1",
      [first.motionId],
    );
    const { committee = "", actor = "" } = rows[0] ?? {};
    const studied = (motionId: string, then: () => Promise<void>) =>
      house.base.db.transaction(committee, async (tx) => {
        const motion = await store.lock(tx, motionId);
        if (!motion) throw new Error("there is none");
        const by = { actorId: actor, subjectId: null, channel: "app", at: tx.now } as const;
        const fact = recordPriorStudy(motion, dayOf(tx.now), by);
        if (isRefusal(fact)) throw new Error(fact.refused);
        await store.save(tx, apply(motion, fact), fact);
        await then();
      });
    const saved = Promise.withResolvers<undefined>();
    const waits = Promise.withResolvers<undefined>();
    const one = studied(first.motionId, async () => {
      saved.resolve(undefined);
      await waits.promise;
    });
    await saved.promise;
    const other = studied(second.motionId, () => Promise.resolve());
    await waiting();
    waits.resolve(undefined);
    await Promise.all([one, other]);
    expect(await kept(proposalId)).toEqual({ status: "priorStudied", lead: 1 });
  });

  test("are begun once when two hands draw the second one at the same moment", async () => {
    const { proposalId } = await admitted();
    await draw(proposalId, 1);
    const drawn = done(await atOnce(times(3).map(() => () => drawAlone(proposalId, 2, { ...owners, why }))));
    expect(new Set(drawn.map(({ motionId }) => motionId)).size).toBe(1);
    expect(drawn.map(({ version }) => version).toSorted((one, other) => one - other)).toEqual([1, 2, 3]);
  });
});
