import { afterAll, beforeAll, expect, test } from "vitest";
import { first } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

const told = (refused: string) => ({ cause: { refusal: { refused } } });
const at = (door: string) => ({ building: "1", stairwell: "1", door });

let house: House;
let vote: VotingHouse;
let motionId: string;
beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 2 });
  motionId = await vote.announce();
  await house.moveDays(12);
}, 120_000);
afterAll(() => house.close());

async function round(doors: readonly string[], secondCarrierId: string) {
  const on = await house.today();
  const form = { key: newKey(), motionId, secondCarrierId, on, doors: doors.map(at) };
  return vote.clerks[0].boxes.enter(form);
}

test("goes to doors of the roll alone, with somebody who works at a window or counts", async () => {
  const { carriers, rounds } = await vote.clerks[0].boxes.ofMotion({ motionId });
  expect(rounds).toEqual([]);
  expect(carriers).toHaveLength(3); // the other clerk and both scrutineers, never oneself
  const other = first(carriers).memberId;
  await expect(round(["999"], other)).rejects.toMatchObject(told("box-door-unknown"));
  await expect(round(["101"], newKey())).rejects.toMatchObject(told("not-found"));
  expect(await round(["101", "102", "101"], other)).toEqual({ seats: 2 });
  expect(await round(["102", "103"], other)).toEqual({ seats: 2 });
  expect((await vote.clerks[1].boxes.ofMotion({ motionId })).rounds).toMatchObject([
    { seats: 2 },
    { seats: 2 },
  ]);
});

test("is public by its figures, each door once, and nobody learns who lives there or who carried it", async () => {
  const { rows } = await house.base.owner.query<{ year: number; number: number }>(
    "select p.year, p.number from proposals p join motions m using (committee_id, proposal_id) where m.motion_id = $1",
    [motionId],
  );
  const { motion, timeline } = await house.stranger.proposals.byNumber(first(rows));
  expect(motion?.box).toEqual({ rounds: 2, seats: 3 });
  expect(timeline.map(({ kind }) => kind)).not.toContain("ballot.boxCarried");
});
