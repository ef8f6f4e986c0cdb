import type { Kept } from "@yishi/domain/deciders";
import type { Electorate } from "@yishi/domain/electorates";
import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { motionWords } from "./testing/proposals.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

const told = (refused: string) => ({ cause: { refusal: { refused } } });

let house: House;
let vote: VotingHouse;
let convener: Caller;

/** The owners of building 1: a company with three units is one head; two own one together; another lives elsewhere. */
const register = [
  "楼号,单元,室号,建筑面积,业主姓名",
  "1,1,101,80,甲零、乙零",
  "1,1,102,60,甲二",
  "1,1,103,300,钢城置业有限公司",
  "1,1,104,300,钢城置业有限公司",
  "1,1,105,300,钢城置业有限公司",
  "1,1,106,70,别处人甲",
  "1,1,107,70,别处人乙",
  "1,1,108,70,别处人丙",
  "2,1,101,90,甲一",
].join("\r\n");

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 4 });
  convener = house.door.caller({ sessionToken: house.token("甲一五"), slug: house.slug });
  const bytes = new TextEncoder().encode(register);
  const { importId } = await house.registrar.owners.read({ fileName: "产权.csv", bytes });
  await house.registrar.owners.import({ key: newKey(), importId: importId ?? "" });
}, 120_000);
afterAll(() => house.close());

interface Put {
  readonly firstYes: Kept;
  readonly electorate: Electorate;
  readonly scope?: string;
  readonly special?: boolean;
}

/** Draws the motion of a proposal that somebody decides in this way. */
async function drawn({ firstYes, ...put }: Put): Promise<string> {
  const { proposalId } = await vote.proposal(firstYes);
  await vote.supportAndReview(proposalId);
  const motion = { ...motionWords, key: newKey(), proposalId, ...put };
  const { motionId } = await vote.secretary.motions.draft(motion);
  await vote.agree(motionId);
  return motionId;
}
async function announced(motionId: string, opensIn: number, days: number): Promise<number> {
  const today = await house.today();
  const { seats } = await convener.motions.schedule({
    ...{ key: newKey(), motionId, opensOn: addDays(today, opensIn), closesAt: "18:00" },
    closesOn: addDays(today, opensIn + days - 1),
  });
  return seats;
}
async function paper(motionId: string, seat: number, choice: "for" | "against" | "abstain") {
  for (const clerk of vote.clerks)
    await clerk.ballots.transcribe({ key: newKey(), motionId, seat, choice, channel: "meeting" });
}
async function counted(motionId: string, meeting: number) {
  let result = "";
  for (const scrutineer of vote.scrutineers)
    ({ result } = await scrutineer.ballots.count({ key: newKey(), motionId, desk: 0, homeBox: 0, meeting }));
  return result;
}
async function viewOf(motionId: string) {
  const { rows } = await house.base.owner.query<{ year: number; number: number }>(
    "select p.year, p.number from proposals p join motions m using (committee_id, proposal_id) where m.motion_id = $1",
    [motionId],
  );
  return house.stranger.proposals.byNumber({ year: rows[0]?.year ?? 0, number: rows[0]?.number ?? 0 });
}
const seatsOf = async (motionId: string) =>
  (
    await house.base.owner.query<{ seat: number; kind: string; area: number | null }>(
      `select seat, kind, area_square_centimetres::float8 as area from seats where motion_id = $1 order by seat`,
      [motionId],
    )
  ).rows;

describe("the owners of one building", () => {
  test("are heads with all their area: a special matter passes by heads and fails by area", async () => {
    const motionId = await drawn({
      ...{ firstYes: "ownersBusiness", electorate: "owner", scope: "1", special: true },
    });
    // Nobody has to study it first, and the notice is the owners' own.
    await expect(announced(motionId, 15, 3)).rejects.toMatchObject(told("notice-too-short"));
    expect(await announced(motionId, 16, 3)).toBe(6);
    const seats = await seatsOf(motionId);
    expect(seats.map(({ area }) => area)).toEqual([80, 60, 900, 70, 70, 70].map((metres) => metres * 10_000));
    await house.moveDays(17);
    for (const { seat, area } of seats) await paper(motionId, seat, area === 9_000_000 ? "against" : "for");
    await house.moveDays(4);
    expect(await counted(motionId, 6)).toBe("rejected");
    const { motion, decider } = await viewOf(motionId);
    expect(decider).toMatchObject({ body: "owners", advisory: false });
    expect(motion).toMatchObject({
      electorate: "owner",
      scope: "1",
      special: true,
      area: { all: 12_500_000 },
    });
    expect(motion?.outcome).toMatchObject({
      ...{ result: "rejected", majority: { for: 5, against: 1, needed: 5, passed: true } },
      area: {
        quorum: { base: 12_500_000, present: 12_500_000, met: true },
        majority: { for: 3_500_000, needed: 9_375_000, passed: false },
      },
    });
  });

  test("vote in the app where they live; a paper is found behind each of the doors of a head", async () => {
    const motionId = await drawn({
      ...{ firstYes: "ownersBusiness", electorate: "owner", scope: "1", special: false },
    });
    await announced(motionId, 16, 5);
    await house.moveDays(17);
    const [together, owner] = [vote.adults[0], vote.elders[2]];
    const { seat } = (await owner?.ballots.cast({ key: newKey(), motionId, choice: "for" })) ?? {};
    expect(seat).toBe(2);
    expect((await together?.ballots.cast({ key: newKey(), motionId, choice: "for" }))?.seat).toBe(1);
    await expect(
      vote.elders[1]?.ballots.cast({ key: newKey(), motionId, choice: "for" }),
    ).rejects.toMatchObject(told("no-seat"));
    await expect(
      vote.elders[0]?.ballots.cast({ key: newKey(), motionId, choice: "against" }),
    ).rejects.toMatchObject(told("ballot-taken"));
    const at = async (door: string) =>
      (await vote.clerks[0].ballots.atDoor({ motionId, building: "1", stairwell: "1", door })).seats;
    const company = await at("104");
    expect(company).toMatchObject([{ kind: "owner", names: ["钢城置业有限公司"], givenAt: null }]);
    expect(await at("105")).toEqual(company);
    expect(await at("102")).toMatchObject([{ seat: 2, names: ["甲二"], givenThrough: "app" }]);
    const first = { key: newKey(), motionId, seat: company[0]?.seat ?? 0, choice: "for" } as const;
    await vote.clerks[1].ballots.transcribe({ ...first, channel: "desk" });
    const { waiting } = await vote.clerks[0].ballots.atDoor({
      motionId,
      building: "1",
      stairwell: "1",
      door: "1",
    });
    expect(waiting).toMatchObject([{ seat: company[0]?.seat, building: "1", door: "103" }]);
    await expect(owner?.ballots.cast({ key: newKey(), motionId, choice: "for" })).rejects.toMatchObject(
      told("ballot-taken"),
    );
    await house.moveDays(6);
    // Two of six heads took part: fewer than two thirds, so nothing is read out.
    expect(await counted(motionId, 0)).toBe("noQuorum");
    const outcome = (await viewOf(motionId)).motion?.outcome;
    expect(outcome).toMatchObject({ majority: null, area: { majority: null, quorum: { met: false } } });
  });
});

describe("the representatives' meeting", () => {
  test("is none without a representative: the committee alone does not decide in its place", async () => {
    await expect(drawn({ firstYes: "delegated", electorate: "representative" })).rejects.toMatchObject(
      told("nobody-votes-there"),
    );
  });

  test("has its representatives and the committee, each with one seat, and more than half of those present have to be for it", async () => {
    for (const name of ["甲四", "甲五", "甲六", "甲七"]) await house.person(name, "representative");
    await house.person("甲八", "committeeMember", "representative");
    const motionId = await drawn({ firstYes: "delegated", electorate: "representative" });
    // Four of six are fewer than four fifths: neither is its vote announced nor its meeting called.
    const figures = { representatives: 4, all: 6, needed: 5, num: 4, den: 5 };
    const refusal = { refused: "representatives-under-share", values: figures };
    const under = { cause: { refusal } };
    await expect(announced(motionId, 11, 1)).rejects.toMatchObject(under);
    const meeting = { kind: "representatives", title: "商量楼道的事", notice: "请代表们按时到。" } as const;
    const called = async () =>
      convener.meetings.announce({
        ...{ key: newKey(), ...meeting, place: "居委会活动室", time: "19:00", lang: "zh-CN" },
        ...{ day: addDays(await house.today(), 11), items: [{ title: "楼道不堆杂物" }] },
      });
    await expect(called()).rejects.toMatchObject(under);
    for (const name of ["乙四", "乙五", "乙六", "乙七"]) await house.person(name, "representative");
    expect(await called()).toMatchObject({ number: 1 });
    // What goes to a meeting is studied first.
    await expect(announced(motionId, 11, 1)).rejects.toMatchObject(told("proposal-not-at-this-step"));
    const branch = house.door.caller({ sessionToken: house.token("甲一六"), slug: house.slug });
    const on = await house.today();
    await branch.motions.recordPriorStudy({ key: newKey(), motionId, on, reference: "记录9号" });
    expect(await announced(motionId, 11, 1)).toBe(10);
    const kinds = (await seatsOf(motionId)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["member", "member", ...Array<string>(8).fill("representative")]);
    await house.moveDays(11);
    const choices = ["for", "for", "for", "against", "against", "abstain", "abstain"] as const;
    for (const [at, choice] of choices.entries()) await paper(motionId, at + 1, choice);
    await house.moveDays(1);
    expect(await counted(motionId, 7)).toBe("rejected");
    expect((await viewOf(motionId)).motion?.outcome).toMatchObject({
      quorum: { base: 10, present: 7, needed: 7, met: true },
      majority: { for: 3, portion: null, needed: 4, passed: false },
    });
  });
});

describe("the committee", () => {
  test("votes without a study and with a day's notice; whoever stepped back has a seat and no voice", async () => {
    const member = await house.person("甲九", "committeeMember");
    const { proposalId } = await vote.proposal("none");
    await vote.supportAndReview(proposalId);
    await member.recusals.stepBack({ key: newKey(), proposalId, reason: "nearRelative" });
    const motion = { ...motionWords, key: newKey(), proposalId, electorate: "committee" } as const;
    const { motionId } = await vote.secretary.motions.draft(motion);
    await vote.agree(motionId);
    expect((await convener.home.awaiting()).find((one) => one.proposalId === proposalId)).toMatchObject({
      what: "schedule",
    });
    expect(await announced(motionId, 2, 1)).toBe(3);
    await house.moveDays(2);
    await expect(member.ballots.cast({ key: newKey(), motionId, choice: "for" })).rejects.toMatchObject(
      told("no-seat"),
    );
    const { rows } = await house.base.owner.query<{ seat: number; recused: boolean }>(
      "select seat, recused from seat_holders where motion_id = $1 order by recused",
      [motionId],
    );
    expect(rows.map(({ recused }) => recused)).toEqual([false, false, true]);
    for (const { seat, recused } of rows) {
      const form = { key: newKey(), motionId, seat, choice: "for", channel: "meeting" } as const;
      const read = vote.clerks[0].ballots.transcribe(form);
      if (recused) await expect(read).rejects.toMatchObject(told("no-seat"));
      else expect(await read).toEqual({ answer: "FIRST" });
      if (!recused) await vote.clerks[1].ballots.transcribe({ ...form, key: newKey() });
    }
    await house.moveDays(1);
    expect(await counted(motionId, 2)).toBe("passed");
    expect((await viewOf(motionId)).motion?.outcome).toMatchObject({
      ...{ quorum: { base: 3, present: 2, needed: 2 }, majority: { for: 2, needed: 2, passed: true } },
    });
  });
});

describe("one group", () => {
  test("has the seats of its own households and of no others", async () => {
    await house.base.owner.query(
      "update households set residents_group = '第一组' where building = '1' and door in ('101', '102', '103')",
    );
    expect((await vote.secretary.motions.scopes()).groups).toEqual(["第一组"]);
    const motionId = await drawn({ firstYes: "oneGroup", electorate: "groupHousehold", scope: "第一组" });
    expect(await announced(motionId, 11, 1)).toBe(3);
    const persons = await drawn({ firstYes: "oneGroup", electorate: "groupPerson", scope: "第一组" });
    expect(await announced(persons, 11, 1)).toBe(6);
  });
});

describe("a motion", () => {
  test("is not drawn for a body that does not decide it, at the door either", async () => {
    await expect(drawn({ firstYes: "none", electorate: "household" })).rejects.toMatchObject(
      told("another-body-decides"),
    );
    await expect(drawn({ firstYes: "allResidents", electorate: "owner" })).rejects.toMatchObject(
      told("another-body-decides"),
    );
  });

  test("of a group without households, or a building without owners, is not drawn", async () => {
    for (const put of [
      { firstYes: "oneGroup", electorate: "groupHousehold", scope: "第九组" },
      { firstYes: "oneGroup", electorate: "groupPerson" },
      { firstYes: "ownersBusiness", electorate: "owner", scope: "9", special: true },
    ] as const)
      await expect(drawn(put)).rejects.toMatchObject(told("nobody-votes-there"));
  });
});
