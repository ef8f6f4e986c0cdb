import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

let house: House;
let vote: VotingHouse;
/** The representatives in office, and the committee: the vice-chair alone. */
let members: number;
beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 0 });
  for (const name of ["甲零", "甲一", "甲二"]) await house.person(name, "representative");
  members = 4;
}, 120_000);
afterAll(() => house.close());

const by = (name: string): Caller => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
const told = (refusedWith: string, values?: object) => ({
  cause: { refusal: { refused: refusedWith, ...(values && { values }) } },
});
async function returned() {
  const { proposalId, number } = await vote.proposal();
  await vote.support(proposalId);
  for (const name of ["甲一八", "甲一九"])
    await by(name).proposals.review({
      ...{ key: newKey(), proposalId, verdict: "return", ground: "notResidentsBusiness" },
      reason: "不是居民能定的。",
    });
  return { proposalId, number };
}
const file = (proposalId: string, as: Caller = vote.author) =>
  as.appeals.file({ key: newKey(), proposalId, reason: "楼道是大家走的，应当受理。", lang: "zh-CN" });
async function record(
  proposalId: string,
  figures: { present: number; for: number; against: number },
  more = {},
) {
  return vote.secretary.appeals.record({
    ...{ key: newKey(), proposalId, metOn: await house.today(), ...figures },
    ...{ reference: "代表会议第6号记录", reason: "代表们看了原文，认为应当受理。", lang: "zh-CN" },
    ...more,
  });
}
const view = (number: number, as: Caller = house.stranger) => as.proposals.byNumber({ year: 2026, number });

describe("an appeal against the return", () => {
  test("is filed once, awaits the chair and the secretary, and is public with its reason and its date", async () => {
    const { proposalId, number } = await returned();
    const until = addDays(await house.today(), 10);
    expect((await view(number, vote.author)).mine).toMatchObject({ appealUntil: until });
    expect((await view(number, by("甲零"))).mine).toMatchObject({ appealUntil: null });
    await expect(file(proposalId, by("甲零"))).rejects.toMatchObject(told("not-found"));
    const { decideBy } = await file(proposalId);
    expect(decideBy).toBe(addDays(await house.today(), 30));
    expect(await view(number)).toMatchObject({
      stage: "appealed",
      appeal: { reason: "楼道是大家走的，应当受理。", decideBy, late: false, decision: null },
      returned: [{ ground: "notResidentsBusiness" }, { ground: "notResidentsBusiness" }],
    });
    expect((await view(number)).timeline.at(-1)).toMatchObject({
      kind: "proposal.appealed",
      figures: { decideBy },
    });
    const awaiting = await vote.secretary.home.awaiting();
    expect(awaiting.find((one) => one.proposalId === proposalId)).toMatchObject({ what: "recordAppeal" });
    expect((await by("甲零").home.awaiting()).map((one) => one.proposalId)).not.toContain(proposalId);
    await expect(file(proposalId)).rejects.toMatchObject(told("proposal-not-at-this-step"));
  });

  test("that is late says so, to everybody", async () => {
    const { proposalId, number } = await returned();
    await file(proposalId);
    await house.moveDays(30);
    expect((await view(number)).appeal).toMatchObject({ late: false });
    await house.moveDays(1);
    expect((await view(number)).appeal).toMatchObject({ late: true });
    const awaited = (await vote.secretary.home.awaiting()).find((one) => one.proposalId === proposalId);
    expect(awaited?.by && awaited.by < new Date(await clock())).toBe(true);
  });

  test("comes too late on the eleventh day", async () => {
    const { proposalId, number } = await returned();
    await house.moveDays(11);
    expect((await view(number, vote.author)).mine).toMatchObject({ appealUntil: null });
    await expect(file(proposalId)).rejects.toMatchObject(told("appeal-too-late"));
  });

  test("sent ten times at once is one appeal", async () => {
    const { proposalId } = await returned();
    const answers = await atOnce(times(10).map(() => () => file(proposalId)));
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(
      new Set(["proposal-not-at-this-step"]),
    );
    const { rows } = await house.base.owner.query("select from appeals where proposal_id = $1", [proposalId]);
    expect(rows).toHaveLength(1);
  });
});

describe("the representatives", () => {
  test("admit it with a quorum and more than half of those present, and it goes on as one that was admitted", async () => {
    const { proposalId, number } = await returned();
    await file(proposalId);
    expect(await vote.secretary.appeals.meeting({ proposalId })).toEqual({
      members,
      quorumNeeded: 3,
    });
    await expect(record(proposalId, { present: 1, for: 1, against: 0 })).rejects.toMatchObject(
      told("representatives-too-few", { members: 4, needed: 3 }),
    );
    await expect(record(proposalId, { present: 5, for: 3, against: 0 })).rejects.toMatchObject(
      told("meeting-figures-wrong"),
    );
    const yesterday = addDays(await house.today(), -1);
    await expect(
      record(proposalId, { present: 3, for: 2, against: 1 }, { metOn: yesterday }),
    ).rejects.toMatchObject(told("met-before-appeal"));
    expect(await record(proposalId, { present: 3, for: 2, against: 1 })).toEqual({ decides: "admit" });
    expect(await view(number)).toMatchObject({
      stage: "admitted",
      decider: { firstYes: "allResidents", by: "author" },
      appeal: {
        decision: {
          ...{ decides: "admit", members: 4, present: 3, quorumNeeded: 3, for: 2, against: 1, forNeeded: 2 },
          ...{ reference: "代表会议第6号记录", reason: "代表们看了原文，认为应当受理。" },
        },
      },
    });
    expect((await view(number)).timeline.at(-1)).toMatchObject({
      kind: "proposal.appealDecided",
      figures: { decides: "admit", for: 2, present: 3 },
    });
    await vote.announce(undefined, proposalId);
  });

  test("uphold the return where not more than half of those present are for it; it is not asked twice, but may be mended", async () => {
    const { proposalId, number } = await returned();
    await file(proposalId);
    expect(await record(proposalId, { present: 3, for: 1, against: 0 })).toEqual({ decides: "uphold" });
    expect(await view(number, vote.author)).toMatchObject({ stage: "returned", mine: { appealUntil: null } });
    await expect(file(proposalId)).rejects.toMatchObject(told("appealed-before"));
  });

  test("decide once, however often the same record is sent, and by nobody but chair and secretary", async () => {
    const { proposalId } = await returned();
    await expect(record(proposalId, { present: 3, for: 2, against: 0 })).rejects.toMatchObject(
      told("proposal-not-at-this-step"),
    );
    await file(proposalId);
    const answers = await atOnce(
      times(6).map(() => () => record(proposalId, { present: 3, for: 2, against: 0 })),
    );
    expect(done(answers)).toEqual([{ decides: "admit" }]);
    for (const statement of ["update appeal_decisions set in_favour = 0", "delete from appeals"])
      await expect(house.base.owner.query(statement)).rejects.toThrow("append-only");
  });

  test("have to be in office on the day they met", async () => {
    const { proposalId } = await returned();
    await file(proposalId);
    await house.base.owner.query("begin");
    await house.base.owner.query("alter table posts disable trigger user");
    await house.base.owner.query(
      "update posts set until_at = yishi_now() where post = 'representative' and until_at > yishi_now()",
    );
    await house.base.owner.query("alter table posts enable trigger user");
    await house.base.owner.query("commit");
    await expect(record(proposalId, { present: 3, for: 2, against: 0 })).rejects.toMatchObject(
      told("representatives-missing"),
    );
  });
});

async function clock(): Promise<number> {
  const { rows } = await house.base.owner.query<{ now: Date }>("select yishi_now() as now");
  return (rows[0]?.now ?? new Date()).getTime();
}
