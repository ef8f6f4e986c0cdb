import { addDays, startOf, type Day } from "@yishi/domain/calendar";
import type { Post } from "@yishi/domain/roles";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { done, atOnce, refused } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";

let house: House;
let chair: Caller;
const people = new Map<string, Caller>();
beforeAll(async () => {
  house = await openHouse({ households: 12 });
  // Slips before there is a chair: with the chair's appointment the registrar's post lapses.
  for (const name of ["甲零", "甲一", "甲二", "甲三", "甲五", "甲七"])
    people.set(name, await house.person(name));
  chair = person("甲零");
  await give(house.registrar, "甲零", "chair");
}, 60_000);
afterAll(() => house.close());

function person(name: string): Caller {
  const caller = people.get(name);
  if (!caller) throw new Error(`${name} has no account`);
  return caller;
}
const told = (code: string) => ({ cause: { refusal: { refused: code } } });
const residentId = (name: string) => house.roll.find((one) => one.name === name)?.residentId ?? "";

interface Wanted {
  readonly fromDay?: Day;
  readonly untilDay?: Day;
  readonly near?: readonly string[];
  readonly record?: "election" | "paper" | "resolution";
  readonly reference?: string;
}

/** Appoints as the form does: whoever has to be asked about is asked about, and is no near kin where nothing else is said. */
async function give(by: Caller, name: string, post: Post, wanted: Wanted = {}) {
  const { near = [], untilDay = addDays(await house.today(), 700), ...rest } = wanted;
  const asked = { residentId: residentId(name), post };
  const { concerned } = await by.posts.appointing(asked);
  return by.posts.appoint({
    ...{ key: newKey(), ...asked, appointedBy: "居民会议", reference: "第1号决定" },
    ...{ appointedOn: await house.today(), untilDay, ...rest },
    kin: concerned.map((one) => ({ memberId: one.memberId, near: near.includes(one.name) })),
  });
}

const ending = (postId: string) => ({
  ...{ key: newKey(), postId, reason: "resigned" as const },
  ...{ decidedBy: "本人", reference: "辞职信" },
});

async function clock(): Promise<Date> {
  const { rows } = await house.base.owner.query<{ now: Date }>("select yishi_now() as now");
  return rows[0]?.now ?? new Date(0);
}

/** Lets the clock stand still at a moment, to the microsecond: every transaction begins then. */
async function standStill(at: Date): Promise<void> {
  await house.base.owner.query(
    `create or replace function yishi_now() returns timestamptz language sql volatile as $$ select '${at.toISOString()}'::timestamptz $$`,
  );
  // Sessions end by themselves; here nobody is kept out but by the term.
  await house.base.owner.query("update auth.sessions set expires_at = yishi_now() + interval '10 days'");
}

async function runOn(): Promise<void> {
  await house.base.owner.query(
    "create or replace function yishi_now() returns timestamptz language sql volatile as $$ select clock_timestamp() + ahead from public.yishi_clock $$",
  );
}

describe("a term, to the millisecond, with the session open all the while", () => {
  /** What somebody is told a millisecond before a moment, at it, and a millisecond after. */
  const around = async (at: Date, asks: () => Promise<unknown>) => {
    const answers: string[] = [];
    for (const off of [-1, 0, 1]) {
      await standStill(new Date(at.getTime() + off));
      const [answer] = await atOnce([asks]);
      answers.push(answer && "refused" in answer ? answer.refused.refused : "yes");
    }
    await runOn();
    return answers;
  };
  const looks = (caller: Caller) => () => caller.roll.find({ building: "1", name: "甲" });

  test("gives nothing before its first moment, everything from it on, and nothing at its last", async () => {
    const today = await house.today();
    const [fromDay, untilDay] = [addDays(today, 3), addDays(today, 5)];
    const keeper = person("甲一");
    await give(chair, "甲一", "secretary", { fromDay, untilDay });
    await expect(looks(keeper)()).rejects.toMatchObject(told("post-needed"));
    expect(await around(startOf(fromDay), looks(keeper))).toEqual(["post-needed", "yes", "yes"]);
    expect(await around(startOf(untilDay), looks(keeper))).toEqual(["yes", "post-needed", "post-needed"]);
    await standStill(startOf(untilDay));
    await expect(looks(keeper)()).rejects.toMatchObject(told("post-needed"));
    await runOn();
  });

  test("that is ended early gives nothing from that very moment, and a request that began before it is carried out", async () => {
    const secretary = person("甲二");
    const { postId } = await give(chair, "甲二", "secretary");
    expect(await looks(secretary)()).toBeInstanceOf(Array);
    const at = await clock();
    await standStill(at);
    await chair.posts.end(ending(postId));
    await expect(looks(secretary)()).rejects.toMatchObject(told("post-needed"));
    await standStill(new Date(at.getTime() - 1));
    expect(await looks(secretary)()).toBeInstanceOf(Array);
    await runOn();
    await expect(looks(secretary)()).rejects.toMatchObject(told("post-needed"));
  });

  test("that was ended before it began gives nothing on any day", async () => {
    const today = await house.today();
    const later = person("甲三");
    const fromDay = addDays(today, 2);
    const { postId } = await give(chair, "甲三", "secretary", { fromDay });
    await chair.posts.end(ending(postId));
    expect(await around(startOf(fromDay), looks(later))).toEqual([
      "post-needed",
      "post-needed",
      "post-needed",
    ]);
  });

  test("is never made longer, begun otherwise or removed, by whoever reaches the table", async () => {
    const { postId } = await give(chair, "甲四", "expert");
    const change = (set: string) =>
      house.base.owner.query(`update posts set ${set}, fact_id = gen_random_uuid() where post_id = $1`, [
        postId,
      ]);
    await expect(change("until_at = until_at + interval '1 millisecond'")).rejects.toThrow("ended early");
    await expect(change("from_at = from_at - interval '1 day'")).rejects.toThrow("ended early");
    await expect(change("post = 'secretary'")).rejects.toThrow("ended early");
    await expect(house.base.owner.query("delete from posts where post_id = $1", [postId])).rejects.toThrow(
      "append-only",
    );
  });
});

describe("who records posts", () => {
  test("the registrar's post lapsed with the chair's appointment, and the vice-chair records nothing beside a chair", async () => {
    await expect(give(house.registrar, "甲五", "expert")).rejects.toMatchObject(told("post-needed"));
    const vice = person("甲五");
    await give(chair, "甲五", "viceChair");
    await expect(give(vice, "甲六", "expert")).rejects.toMatchObject(told("chair-records-posts"));
  });

  test("a recalled chair does not have to record it: the vice-chair does, and then records posts", async () => {
    const other = await openHouse({ slug: "luntanli", beside: house });
    const asked = async (caller: Caller, name: string, post: Post) => {
      const who = { residentId: other.roll.find((one) => one.name === name)?.residentId ?? "", post };
      const { concerned } = await caller.posts.appointing(who);
      return caller.posts.appoint({
        ...{ key: newKey(), ...who, appointedBy: "居民会议", reference: "第1号决定" },
        ...{ appointedOn: await other.today(), untilDay: addDays(await other.today(), 300) },
        kin: concerned.map(({ memberId }) => ({ memberId, near: false })),
      });
    };
    const vice = await other.person("甲一", "viceChair");
    const head = await other.person("甲零");
    const { postId } = await asked(other.registrar, "甲零", "chair");
    await expect(vice.posts.end(ending(postId))).rejects.toMatchObject(told("chair-records-posts"));
    await vice.posts.end({ ...ending(postId), reason: "recalled", decidedBy: "居民会议" });
    await expect(asked(head, "甲二", "expert")).rejects.toMatchObject(told("post-needed"));
    await asked(vice, "甲二", "secretary");
    const { over, vacancies } = await other.stranger.posts.register();
    expect(over.find((one) => one.post === "registrar")).toMatchObject({ name: "登记员", ended: "lapsed" });
    expect(over.find((one) => one.post === "chair")).toMatchObject({
      ended: "recalled",
      endedBy: "居民会议",
    });
    expect(vacancies).toContainEqual({ organisation: "committee", post: "chair", missing: 1 });
    const { serving } = await other.stranger.posts.register();
    expect(serving.find((one) => one.post === "secretary")).toMatchObject({
      ...{ recordedBy: "甲一", recordedBySelf: false, record: "paper", reference: "第1号决定" },
    });
  });

  test("of two who are appointed chair at once one is", async () => {
    const other = await openHouse({ slug: "zhengxuanli", beside: house });
    const today = await other.today();
    const names = ["甲零", "甲一", "甲二", "甲三", "甲四", "甲五"];
    const all = await atOnce(
      names.map((name) => async () => {
        return other.registrar.posts.appoint({
          ...{ key: newKey(), post: "chair", appointedBy: "居民会议", reference: "第1号决定" },
          ...{ residentId: other.roll.find((one) => one.name === name)?.residentId ?? "" },
          ...{ appointedOn: today, untilDay: addDays(today, 300) },
        });
      }),
    );
    expect(done(all)).toHaveLength(1);
    // Whoever came later found a chair in office, or no longer holds the registrar's post that lapsed with it.
    for (const { refused: code } of refused(all))
      expect(["chair-in-office", "chair-records-posts", "post-needed"]).toContain(code);
    const { rows } = await house.base.owner.query(
      `select from posts join communities c using (committee_id) where c.slug = 'zhengxuanli' and post = 'chair'`,
    );
    expect(rows).toHaveLength(1);
  });
});

describe("what an appointment rests on", () => {
  test("a resolution of this platform has to be passed and published, and is named by its number", async () => {
    const by = { record: "resolution", reference: "2026-9" } as const;
    await expect(give(chair, "甲六", "expert", by)).rejects.toMatchObject(told("resolution-unknown"));
    await expect(give(chair, "甲六", "expert", { ...by, reference: "第九号" })).rejects.toMatchObject(
      told("resolution-unknown"),
    );
  });

  test("a term does not begin in the past, nor last longer than its law lets it: mediators three years", async () => {
    const today = await house.today();
    const fromDay = addDays(today, -1);
    await expect(give(chair, "甲六", "expert", { fromDay })).rejects.toMatchObject(
      told("term-begins-in-the-past"),
    );
    const untilDay = addDays(today, 4 * 365);
    await expect(give(chair, "甲六", "mediator", { untilDay })).rejects.toMatchObject(told("term-too-long"));
    await give(chair, "甲六", "representative", { untilDay });
    await expect(give(chair, "甲六", "representative", { untilDay })).rejects.toMatchObject(
      told("already-in-post"),
    );
  });
});

describe("near kin", () => {
  test("are asked about, and one who is near kin of a member is neither member nor supervisor", async () => {
    const { concerned } = await chair.posts.appointing({
      residentId: residentId("乙零"),
      post: "supervisor",
    });
    expect(concerned.find((one) => one.name === "甲零")).toMatchObject({
      ...{ post: "chair", sameHousehold: true, declaredKin: false },
    });
    await expect(give(chair, "乙零", "supervisor", { near: ["甲零"] })).rejects.toMatchObject(
      told("near-relative"),
    );
    const silent = chair.posts.appoint({
      ...{ key: newKey(), residentId: residentId("乙零"), post: "supervisor" },
      ...{ appointedBy: "居民会议", appointedOn: await house.today(), reference: "第1号决定" },
      untilDay: addDays(await house.today(), 300),
    });
    await expect(silent).rejects.toMatchObject(told("kin-not-declared"));
  });

  test("once declared keeps out until it is struck out, from whichever side it was declared", async () => {
    const pair = { residentId: residentId("甲零"), otherId: residentId("乙零") };
    const { kinshipId } = await chair.kinships.declare({ key: newKey(), ...pair, relation: "parent" });
    await expect(give(chair, "乙零", "committeeMember")).rejects.toMatchObject(told("near-relative"));
    expect(await chair.kinships.of({ residentId: pair.otherId })).toMatchObject([
      { name: "甲零", relation: "parent" },
    ]);
    expect(await chair.kinships.of({ residentId: pair.residentId })).toMatchObject([
      { name: "乙零", relation: "child" },
    ]);
    await chair.kinships.strike({ key: newKey(), kinshipId });
    await give(chair, "乙零", "committeeMember");
  });
});

describe("somebody who leaves", () => {
  test("holds no post from that moment, whatever they held and would have held", async () => {
    const { endPostsOf } = await import("@yishi/db/posts");
    const leaver = person("甲七");
    await give(chair, "甲七", "scrutineer");
    await give(chair, "甲七", "groupLeader", { fromDay: addDays(await house.today(), 10) });
    const { rows } = await house.base.owner.query<{ committee: string; member: string }>(
      "select committee_id as committee, member_id as member from members where resident_id = $1",
      [residentId("甲七")],
    );
    const [who] = rows;
    if (!who) throw new Error("the leaver is a member");
    const ended = await house.base.db.transaction(who.committee, (tx) =>
      endPostsOf(tx, [who.member], tx.now, "movedAway", {
        ...{ actorId: who.member, subjectId: null, channel: "app", at: tx.now },
      }),
    );
    expect(ended).toHaveLength(2);
    expect(await leaver.posts.mine()).toEqual([]);
    await house.moveDays(11);
    expect(await leaver.posts.mine()).toEqual([]);
    await expect(leaver.ballots.sheets({ motionId: newKey() })).rejects.toMatchObject(told("post-needed"));
  });
});
