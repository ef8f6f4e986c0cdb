import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nameOf, newKey, openHouse, type House } from "./testing/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ households: 12 });
});
afterAll(() => house.close());

test("a proposal goes from a draft to a published resolution that is carried out", async () => {
  const author = await house.person("甲零");
  const clerk = await house.person("甲一", "deskClerk");
  const secondClerk = await house.person("甲二", "deskClerk");
  const reviewer = await house.person("甲三", "reviewer");
  const committeeReviewer = await house.person("甲四", "reviewer", "committeeMember");
  const secretary = await house.person("甲五", "secretary");
  const branch = await house.person("甲六", "branchRecorder");
  const scrutineer = await house.person("甲七", "scrutineer");
  const secondScrutineer = await house.person("甲八", "scrutineer");
  const convener = await house.person("甲九", "viceChair");

  const said = {
    title: "楼道不堆杂物",
    problem: "楼道里堆着旧家具，老人走路不方便。",
    wish: "写进公约，大家都清走。",
    touches: "1号楼2号楼",
    cost: "不花钱",
    lang: "zh-CN" as const,
  };
  const { proposalId } = await author.proposals.write({ key: newKey(), ...said, authorNamed: true });
  await expect(house.stranger.proposals.byNumber({ year: 2026, number: 1 })).rejects.toThrow("not-found");
  await author.decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
  const opened = await author.proposals.open({ key: newKey(), proposalId });
  expect(opened).toEqual({ year: 2026, number: 1 });

  const neighbour = house.roll.find((one) => one.name === "乙一")?.residentId;
  expect(await clerk.roll.resident({ residentId: neighbour ?? "" })).toMatchObject({
    name: "乙一",
    building: "2",
  });
  await expect(author.roll.resident({ residentId: neighbour ?? "" })).rejects.toThrow("post-needed");
  const supported = await clerk.proposals.cosponsor({
    key: newKey(),
    proposalId,
    namePublic: false,
    forResident: neighbour,
  });
  expect(supported).toEqual({ cosponsors: 1, status: "admissibility" });
  await committeeReviewer.proposals.review({ key: newKey(), proposalId, verdict: "admit", reason: "" });
  expect(
    await reviewer.proposals.review({ key: newKey(), proposalId, verdict: "admit", reason: "" }),
  ).toEqual({ status: "admitted" });

  const { motionId } = await secretary.motions.draft({
    key: newKey(),
    proposalId,
    electorate: "household",
    question: "楼道不堆杂物写进公约，您同意吗？",
    text: "楼道里不堆放任何杂物，每户自己清理。",
    costYuan: 0,
    moneySource: "不花钱",
    carriedOutBy: "甲九",
    doneBy: "2026-12-31",
    ifRejected: "公约不改。",
    lang: "zh-CN",
  });
  const today = await house.today();
  await author.agreements.agree({ key: newKey(), motionId, version: 1 });
  await branch.motions.recordPriorStudy({ key: newKey(), motionId, on: today, reference: "支部记录3号" });
  expect(await convener.motions.scheduling({ motionId })).toMatchObject({
    earliest: addDays(today, 11),
    noticeDays: 10,
    seats: 12,
    quorumNeeded: 8,
    appBallotsCount: false,
  });
  await expect(secretary.motions.scheduling({ motionId })).rejects.toThrow("post-needed");
  await expect(
    convener.motions.schedule({
      key: newKey(),
      motionId,
      opensOn: addDays(today, 10),
      closesOn: addDays(today, 14),
      closesAt: "18:00",
    }),
  ).rejects.toThrow("notice-too-short");
  expect(
    await convener.motions.schedule({
      key: newKey(),
      motionId,
      opensOn: addDays(today, 11),
      closesOn: addDays(today, 15),
      closesAt: "18:00",
    }),
  ).toEqual({ seats: 12 });

  await expect(author.ballots.cast({ key: newKey(), motionId, choice: "for" })).rejects.toThrow(
    "vote-closed",
  );
  await house.moveDays(12);
  for (let seat = 1; seat <= 9; seat += 1) {
    const paper = {
      motionId,
      seat,
      choice: seat === 9 ? ("abstain" as const) : ("for" as const),
      channel: "desk" as const,
    };
    expect(await clerk.ballots.transcribe({ key: newKey(), ...paper })).toEqual({ answer: "FIRST" });
    await expect(clerk.ballots.transcribe({ key: newKey(), ...paper })).rejects.toThrow("paper-own-reading");
    expect(await secondClerk.ballots.transcribe({ key: newKey(), ...paper })).toEqual({ answer: "NEW" });
  }
  const page = await house.stranger.proposals.byNumber({ year: 2026, number: 1 });
  expect(page).toMatchObject({ stage: "voting", motion: { turnout: 9, quorumNeeded: 8, outcome: null } });

  await house.moveDays(4);
  const sheet = { motionId, desk: 9, homeBox: 0, meeting: 0 };
  expect(await scrutineer.ballots.count({ key: newKey(), ...sheet })).toEqual({ result: "waiting" });
  expect(await secondScrutineer.ballots.sheets({ motionId })).toEqual({ mine: null, others: 1 });
  expect(await scrutineer.ballots.sheets({ motionId })).toEqual({
    mine: { desk: 9, homeBox: 0, meeting: 0 },
    others: 0,
  });
  expect(await secondScrutineer.ballots.count({ key: newKey(), ...sheet })).toEqual({ result: "passed" });
  expect(await secretary.resolutions.publish({ key: newKey(), motionId })).toEqual({ year: 2026, number: 1 });
  await house.moveDays(8);
  expect(await house.stranger.proposals.byNumber({ year: 2026, number: 1 })).toMatchObject({
    stage: "inForce",
    resolution: { number: 1 },
  });
  await convener.resolutions.plan({
    key: newKey(),
    motionId,
    milestones: [{ title: "贴公约", responsible: "甲九", dueOn: addDays(today, 40), lang: "zh-CN" }],
  });
  expect(await house.stranger.proposals.byNumber({ year: 2026, number: 1 })).toMatchObject({
    stage: "implementing",
    milestones: [{ ordinal: 1, workingDaysLate: 0 }],
  });
  expect(nameOf(12)).toBe("一二");
});
