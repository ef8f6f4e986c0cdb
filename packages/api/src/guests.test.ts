import { addDays } from "@yishi/domain/calendar";
import type { Post } from "@yishi/domain/roles";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { sweep } from "./sweep.ts";
import { atOnce, done } from "./testing/at-once.ts";
import { newKey, openHouse, password, type House } from "./testing/house.ts";

let house: House;
let chair: Caller;
let desk: Caller;
let vice: Caller;
beforeAll(async () => {
  house = await openHouse({ households: 12 });
  desk = await house.person("甲一", "deskClerk");
  chair = await house.person("甲零");
  vice = await house.person("甲二");
  await give(house.registrar, "甲零", "chair");
}, 60_000);
afterAll(() => house.close());

const told = (code: string) => ({ cause: { refusal: { refused: code } } });
const give = async (by: Caller, name: string, post: Post) => {
  const residentId = house.roll.find((one) => one.name === name)?.residentId ?? "";
  const today = await house.today();
  const { concerned } = await by.posts.appointing({ residentId, post });
  return by.posts.appoint({
    ...{ key: newKey(), residentId, post, appointedBy: "居民会议", reference: "第1号决定" },
    ...{ appointedOn: today, untilDay: addDays(today, 300) },
    kin: concerned.map((one) => ({ memberId: one.memberId, near: false })),
  });
};
const enter = async (name: string, by = chair) =>
  (await by.guests.enter({ key: newKey(), personName: name, servesAs: "测试街道司法所" })).memberId;
const appoint = async (memberId: string, post: Post) => {
  const today = await house.today();
  const { concerned } = await chair.guests.appointing({ memberId, post });
  return chair.guests.appoint({
    ...{ key: newKey(), memberId, post, appointedBy: "居民会议", reference: "第1号决定" },
    ...{ appointedOn: today, untilDay: addDays(today, 300) },
    kin: concerned.map((one) => ({ memberId: one.memberId, near: false })),
  });
};
const redeem = async (memberId: string, name: string) => {
  const { code } = await desk.guests.issueSlip({ memberId });
  const nowhere = house.door.caller({ sessionToken: null, slug: null });
  const { token } = await nowhere.accounts.redeem({ code, name, password });
  return house.door.caller({ sessionToken: token, slug: house.slug });
};
const end = (postId: string) =>
  chair.posts.end({
    ...{ key: newKey(), postId, reason: "resigned", decidedBy: "本人", reference: "辞职信" },
  });

describe("somebody who serves here and lives elsewhere", () => {
  test("is entered, appointed, given a slip, acts by the post, and is shown like anybody", async () => {
    const memberId = await enter("丙甲");
    await appoint(memberId, "secretary");
    const guest = await redeem(memberId, "guest-one");
    expect(await guest.roll.find({ building: "1", name: "甲" })).not.toEqual([]);
    const { serving } = await house.stranger.posts.register();
    expect(serving.find((one) => one.name === "丙甲")).toMatchObject({
      post: "secretary",
      recordedBy: "甲零",
    });
    expect(await desk.guests.forSlips()).toContainEqual({
      ...{ memberId, name: "丙甲", servesAs: "测试街道司法所", hasAccount: true, posts: 1 },
    });
    await expect(desk.guests.issueSlip({ memberId })).rejects.toMatchObject(told("has-account"));
  });

  test("is not given a post for which one lives here, and whoever lives here is (post-for-residents)", async () => {
    const memberId = await enter("丙乙");
    for (const post of ["chair", "committeeMember", "supervisor", "representative", "groupLeader"] as const)
      await expect(appoint(memberId, post), post).rejects.toMatchObject(told("post-for-residents"));
    await appoint(memberId, "mediator");
  });

  test("has no vote here, writes no proposal, and reads everything that is kept of them", async () => {
    const memberId = await enter("丙丙");
    await appoint(memberId, "expert");
    const guest = await redeem(memberId, "guest-three");
    await expect(guest.me.entry({})).rejects.toMatchObject(told("not-on-the-roll"));
    const own = await guest.me.membership();
    expect(own.member).toMatchObject({ name: "丙丙", servesAs: "测试街道司法所" });
    expect(own.account).toMatchObject({ name: "guest-three", sessions: 1 });
    expect(own.posts).toMatchObject([{ post: "expert" }]);
    expect(own.kept.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["membership", "posts", "slips", "account", "sessions"]),
    );
    expect(own.kept.map(({ what }) => what)).not.toContain("rollEntry");
  });

  test("is removed by hand once the last term has ended, and from then on is nobody here", async () => {
    const memberId = await enter("丙丁");
    const { postId } = await appoint(memberId, "mediator");
    const guest = await redeem(memberId, "guest-four");
    const remove = () => chair.guests.remove({ key: newKey(), memberId });
    await expect(remove()).rejects.toMatchObject(told("still-in-post"));
    await end(postId);
    expect(await guest.posts.mine()).toEqual([]);
    await remove();
    await expect(guest.posts.mine()).rejects.toMatchObject(told("not-a-member"));
    await expect(desk.guests.issueSlip({ memberId })).rejects.toMatchObject(told("not-found"));
    await expect(appoint(memberId, "expert")).rejects.toMatchObject(told("not-found"));
  });

  test("whose slip was not used when they were removed cannot use it any more", async () => {
    const memberId = await enter("丙戊");
    const { code, slipId } = await desk.guests.issueSlip({ memberId });
    expect((await desk.slips.history({ slipId })).slip).toMatchObject({
      ...{ name: "丙戊", building: "", door: "", residentId: null, memberId, standing: "printed" },
    });
    await chair.guests.remove({ key: newKey(), memberId });
    const nowhere = house.door.caller({ sessionToken: null, slug: null });
    await expect(nowhere.accounts.redeem({ code, name: "guest-five", password })).rejects.toMatchObject(
      told("slip-revoked"),
    );
  });

  test("is not both removed and appointed, whoever comes first", async () => {
    const memberId = await enter("丙己");
    const answers = await atOnce<unknown>([
      () => chair.guests.remove({ key: newKey(), memberId }),
      () => appoint(memberId, "expert"),
    ]);
    expect(done(answers)).toHaveLength(1);
  });

  test("is entered and removed by whoever records posts, and by nobody beside a chair", async () => {
    await expect(enter("丙庚", desk)).rejects.toMatchObject(told("post-needed"));
    await give(chair, "甲二", "viceChair");
    await expect(enter("丙庚", vice)).rejects.toMatchObject(told("chair-records-posts"));
  });

  test("is forgotten in time: why they served goes, and the name of whoever never held a post", async () => {
    const [served, never] = [await enter("丙辛"), await enter("丙壬")];
    const { postId } = await appoint(served, "expert");
    await end(postId);
    for (const memberId of [served, never]) await chair.guests.remove({ key: newKey(), memberId });
    const names = async () =>
      (
        await house.base.owner.query<{ name: string; servesAs: string | null }>(
          `select name, serves_as as "servesAs" from members where member_id = any($1) order by name desc`,
          [[served, never]],
        )
      ).rows;
    await sweep({ db: house.base.db });
    expect((await names()).every(({ servesAs }) => servesAs !== null)).toBe(true);
    await house.moveDays(3 * 366);
    await sweep({ db: house.base.db });
    expect(await names()).toEqual(
      expect.arrayContaining([
        { name: "丙辛", servesAs: null },
        { name: "—", servesAs: null },
      ]),
    );
  });
});

describe("a post for which one lives here", () => {
  test("asks for the age of those who vote (post-for-adults)", async () => {
    const other = await openHouse({ slug: "chengrenli", beside: house });
    const residentId = other.roll.find((one) => one.name === "甲零")?.residentId ?? "";
    await house.base.owner.query("update residents set born = '2020-01-01' where resident_id = $1", [
      residentId,
    ]);
    const today = await other.today();
    const asked = {
      ...{ residentId, appointedBy: "居民会议", reference: "第1号决定" },
      ...{ appointedOn: today, untilDay: addDays(today, 300), kin: [] },
    };
    await expect(
      other.registrar.posts.appoint({ key: newKey(), ...asked, post: "groupLeader" }),
    ).rejects.toMatchObject(told("post-for-adults"));
    await other.registrar.posts.appoint({ key: newKey(), ...asked, post: "expert" });
  });
});
