import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { single } from "./testing/actors.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { raiseOne, type Things } from "./testing/settlement.ts";

let house: House;
let things: Things;
let secretary: Caller;
beforeAll(async () => {
  house = await openHouse({ households: 12 });
  ({ things } = await raiseOne(house));
  secretary = house.door.caller({ sessionToken: house.token(single.secretary), slug: house.slug });
}, 120_000);
afterAll(() => house.close());

type Adopting = Parameters<Caller["charters"]["adopt"]>[0];
const told = (refusedWith: string, values: object = {}) => ({
  cause: { refusal: { refused: refusedWith, values } },
});
async function adopt(text: string, more: Partial<Adopting> = {}) {
  return secretary.charters.adopt({
    ...{ key: newKey(), document: "covenant", text, lang: "zh-CN" },
    ...{ adoptedOn: await house.today(), resolution: "居民会议第5号决定" },
    ...more,
  });
}

describe("charter and covenant", () => {
  test("are two documents: a version of one is none of the other, and only a charter has the clause", async () => {
    expect(await adopt("楼道里不堆杂物，晚上十点以后不放音响。")).toEqual({ version: 2 });
    const { versions } = house.stranger.charters;
    expect((await versions({ document: "covenant" })).map((one) => one.version)).toEqual([2, 1]);
    expect((await versions({ document: "charter" })).map((one) => one.version)).toEqual([1]);
    expect(await house.stranger.charters.current()).toMatchObject({ version: 1, appBallotsCount: true });
    expect(await house.stranger.charters.current({ document: "covenant" })).toMatchObject({
      version: 2,
      text: "楼道里不堆杂物，晚上十点以后不放音响。",
      appBallotsCount: null,
      paper: "居民会议第5号决定",
      filedOn: null,
    });
  });

  test("keep every version as it was, whoever tries to write over it", async () => {
    const first = await house.stranger.charters.version({ document: "covenant", version: 1 });
    expect(first).toMatchObject({ text: "楼道里不堆放任何杂物。" });
    expect(await house.stranger.charters.version({ document: "covenant", version: 99 })).toBeNull();
    for (const statement of [
      "update charters set text = 'x' || text",
      "delete from charters",
      "truncate charters cascade",
      "update charter_filings set filed_on = filed_on - 1",
    ])
      await expect(house.base.owner.query(statement)).rejects.toThrow("append-only");
  });

  test("are compared with the newest before the next is entered, and the same words are no new version", async () => {
    const text = "楼道里不堆杂物，晚上九点以后不放音响。";
    await expect(adopt(text, { follows: 1 })).rejects.toMatchObject(
      told("charter-changed-meanwhile", { version: 2 }),
    );
    expect(await adopt(text, { follows: 2 })).toEqual({ version: 3 });
    await expect(adopt(text, { follows: 3 })).rejects.toMatchObject(told("charter-not-changed"));
  });

  test("rest on a resolution of this platform only when it was passed and is in force", async () => {
    const { rows } = await house.base.owner.query<{
      motion: string;
      year: number;
      number: number;
      ends: string;
    }>("select motion_id as motion, year, number, notice_ends::text as ends from resolutions");
    const numberOf = (motionId: string) => {
      const { year, number } = rows.find((one) => one.motion === motionId) ?? { year: 2000, number: 1 };
      return { year, number };
    };
    const text = "楼道里不堆杂物，遛狗要牵绳。";
    const rests = { resolution: undefined, adoptedOn: undefined };
    const nobodys = { year: 2026, number: 999_999 };
    await expect(adopt(text, { ...rests, published: nobodys })).rejects.toMatchObject(
      told("resolution-not-in-force"),
    );
    await expect(adopt(text, rests)).rejects.toMatchObject(told("adoption-needed"));
    const published = numberOf(things.inForce);
    expect(await adopt(text, { ...rests, published })).toEqual({ version: 4 });
    expect(await house.stranger.charters.current({ document: "covenant" })).toMatchObject({
      ...published,
      paper: null,
    });
  });

  test("are filed with the street once, after the adoption", async () => {
    const today = await house.today();
    const filing = { document: "covenant", version: 4 } as const;
    const file = (on: typeof today) => secretary.charters.file({ key: newKey(), ...filing, on });
    await expect(file(addDays(today, 1))).rejects.toMatchObject(
      told("day-in-the-future", { day: addDays(today, 1) }),
    );
    await file(today);
    await expect(file(today)).rejects.toMatchObject(told("already-filed", { day: today }));
    expect(await house.stranger.charters.current({ document: "covenant" })).toMatchObject({ filedOn: today });
    const none = { document: "covenant", version: 77 } as const;
    await expect(secretary.charters.file({ key: newKey(), ...none, on: today })).rejects.toMatchObject(
      told("not-found"),
    );
  });

  test("six adoptions at once, all compared with the same version: one is entered, five look again", async () => {
    const answers = await atOnce(
      times(6).map((index) => () => adopt(`第${index}种写法：楼道里不堆杂物。`, { follows: 4 })),
    );
    expect(done(answers)).toEqual([{ version: 5 }]);
    expect(refused(answers).map((one) => one.refused)).toEqual(
      Array.from({ length: 5 }, () => "charter-changed-meanwhile"),
    );
  });

  test("six adoptions at once that were compared with nothing are six versions without a gap", async () => {
    const answers = await atOnce(times(6).map((index) => () => adopt(`第${index}次修订：互相帮助。`)));
    const numbers = done(answers).map((one) => one.version);
    expect(numbers.toSorted((one, other) => one - other)).toEqual([6, 7, 8, 9, 10, 11]);
  });

  test("a charter without the clause makes app ballots an opinion, from the next vote on", async () => {
    await adopt("表决用纸票，手机上的票只征求意见。", { document: "charter", appBallotsCount: false });
    const viceChair = house.door.caller({ sessionToken: house.token(single.viceChair), slug: house.slug });
    const asked = { motionId: things.studied };
    expect(await viceChair.motions.scheduling(asked)).toMatchObject({ appBallotsCount: false });
    const { rows } = await house.base.owner.query<{ counts: boolean }>(
      "select app_ballots_count as counts from motions where motion_id = $1",
      [things.voting],
    );
    expect(rows).toEqual([{ counts: true }]);
  });
});
