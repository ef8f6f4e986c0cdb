import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newKey, openHouse } from "./testing/house.ts";
import { raiseOne, type Settlement } from "./testing/settlement.ts";

describe("a vote that is open", () => {
  let settled: Settlement;
  beforeAll(async () => {
    settled = await raiseOne(await openHouse({ households: 12 }));
  }, 60_000);
  afterAll(() => settled.house.close());

  test("keeps its seats whatever becomes of the roll", async () => {
    const { house: here, things } = settled;
    const seats = async () =>
      (
        await here.base.owner.query<object>(
          `select s.seat, s.household_id, h.resident_id from seats s join seat_holders h using (committee_id, motion_id, seat)
           where s.motion_id = $1 order by 1, 3`,
          [things.voting],
        )
      ).rows;
    const before = await seats();
    const clerk = here.door.caller({ sessionToken: here.token("甲七"), slug: here.slug });
    const on = await here.today();
    const paper = { on, reference: "户口簿" };
    await clerk.roll.split({
      key: newKey(),
      householdId: things.household,
      residentIds: [things.resident],
      part: "2",
      ...paper,
    });
    await clerk.roll.move({
      key: newKey(),
      residentId: things.neighbour,
      building: "1",
      stairwell: "1",
      door: "888",
      part: "",
      ...paper,
    });
    await clerk.roll.leave({ key: newKey(), residentId: things.resident, why: "died", ...paper });
    expect(await seats()).toEqual(before);
    expect(before.length).toBeGreaterThan(12);
  });
});
