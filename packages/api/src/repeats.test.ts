import { addDays, dayOf } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { residentOf } from "./testing/actors.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

const told = (code: string) => ({ cause: { refusal: { refused: code } } });

let house: House;
let vote: VotingHouse;
let convener: Caller;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 3 });
  convener = house.door.caller({ sessionToken: house.token("甲一五"), slug: house.slug });
}, 120_000);
afterAll(() => house.close());

const sheet = { homeBox: 0, meeting: 0 };
async function counted(motionId: string, desk = 0): Promise<string> {
  let result = "";
  for (const one of vote.scrutineers)
    ({ result } = await one.ballots.count({ key: newKey(), motionId, ...sheet, desk }));
  return result;
}
async function failed(): Promise<string> {
  const motionId = await vote.announce();
  await house.moveDays(12);
  await vote.elders[0]?.ballots.cast({ key: newKey(), motionId, choice: "for" });
  await house.moveDays(5);
  expect(await counted(motionId)).toBe("noQuorum");
  return motionId;
}
async function again(motionId: string, opensIn = 11) {
  const today = await house.today();
  const window = {
    opensOn: addDays(today, opensIn),
    closesOn: addDays(today, opensIn + 4),
    closesAt: "18:00",
  } as const;
  return convener.motions.repeat({ key: newKey(), motionId, ...window });
}
async function numberOf(motionId: string) {
  const { rows } = await house.base.owner.query<{ year: number; number: number }>(
    "select p.year, p.number from proposals p join motions m using (committee_id, proposal_id) where m.motion_id = $1",
    [motionId],
  );
  return { year: rows[0]?.year ?? 0, number: rows[0]?.number ?? 0 };
}

describe("a vote in which too few took part", () => {
  test("is held once more with its own roll, ballots and result, beside the first, and what too few took part in again is final", async () => {
    const first = await failed();
    const number = await numberOf(first);
    const asked = await convener.motions.repeating({ motionId: first });
    expect(asked).toMatchObject({
      open: true,
      seats: 24,
      noticeDays: 10,
      announceBy: addDays(asked.latest ?? asked.earliest, -11),
    });
    await house.base.owner.query("update residents set left_on = $2 where resident_id = any($1)", [
      [residentOf(house, "甲一一"), residentOf(house, "乙一一")],
      await house.today(),
    ]);
    const second = await again(first);
    expect(second).toMatchObject({ ordinal: 2, seats: 23 });
    const shown = await house.stranger.proposals.byNumber({ ...number, ordinal: 2 });
    expect(shown).toMatchObject({
      stage: "announced",
      whole: "announced",
      motion: { repeats: 1, seats: 23 },
    });
    const before = await house.stranger.proposals.byNumber(number);
    expect(before.motion).toMatchObject({ status: "noQuorum", seats: 24, outcome: { result: "noQuorum" } });
    expect(shown.motion?.question).toBe(before.motion?.question);
    await expect(again(first)).rejects.toMatchObject(told("already-repeated"));
    await house.moveDays(12);
    // Who voted the first time votes anew: nothing is carried over.
    await vote.elders[0]?.ballots.cast({ key: newKey(), motionId: second.motionId, choice: "against" });
    await house.moveDays(5);
    expect(await counted(second.motionId)).toBe("noQuorum");
    await expect(again(second.motionId)).rejects.toMatchObject(told("repeated-once"));
    expect((await house.stranger.proposals.byNumber(number)).whole).toBe("noQuorum");
    await house.base.owner.query("update residents set left_on = null where resident_id = any($1)", [
      [residentOf(house, "甲一一"), residentOf(house, "乙一一")],
    ]);
  });

  test("passes the second time where enough come, by the threshold of the first though the book has changed", async () => {
    const first = await failed();
    await vote.secretary.rules.change({
      ...{ key: newKey(), adoptedOn: await house.today(), resolution: "居民会议第5号决定" },
      ...{ effectiveFrom: addDays(await house.today(), 1), rule: "meeting.residents.quorum.households" },
      value: { kind: "share", cmp: "atLeast", num: 9, den: 10 },
    });
    await house.moveDays(1);
    const { motionId, seats } = await again(first);
    await house.moveDays(12);
    for (const seat of times(17))
      for (const clerk of vote.clerks)
        await clerk.ballots.transcribe({
          key: newKey(),
          motionId,
          seat: seat + 1,
          choice: "for",
          channel: "desk",
        });
    const { motion } = await house.stranger.proposals.byNumber({ ...(await numberOf(first)), ordinal: 2 });
    expect(motion).toMatchObject({ quorumNeeded: Math.ceil((seats * 2) / 3), turnout: 17 });
    await house.moveDays(5);
    expect(await counted(motionId, 17)).toBe("passed");
    const { number } = await vote.secretary.resolutions.publish({ key: newKey(), motionId });
    expect(number).toBeGreaterThan(0);
  });

  test("awaits the convener until the last day on which it can be announced, and then nobody", async () => {
    const first = await failed();
    await vote.secretary.resolutions.publish({ key: newKey(), motionId: first });
    const asked = await convener.motions.repeating({ motionId: first });
    const [line] = (await convener.home.awaiting()).filter(({ motionId }) => motionId === first);
    expect(line).toMatchObject({ what: "repeat" });
    expect(line?.by && dayOf(new Date(line.by.getTime() - 1))).toBe(asked.announceBy);
    await house.moveDays(20);
    expect((await convener.home.awaiting()).some(({ motionId }) => motionId === first)).toBe(false);
    await expect(again(first)).rejects.toMatchObject(told("repeat-too-late"));
  });

  test("is announced once more once, however many announce it at once", async () => {
    const first = await failed();
    const answers = await atOnce(times(6).map(() => () => again(first)));
    expect(done(answers)).toHaveLength(1);
    expect(refused(answers).map((one) => one.refused)).toEqual(times(5).map(() => "already-repeated"));
  });
});
