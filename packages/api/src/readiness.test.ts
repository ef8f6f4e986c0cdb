import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowOf } from "./authorization.ts";
import type { Caller } from "./door.ts";
import { newKey, openHouse, password, type House } from "./testing/house.ts";
import { undeclared } from "./testing/matrix.ts";
import { motionWords } from "./testing/proposals.ts";
import { said } from "./testing/vote.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ households: 6 });
}, 60_000);
afterAll(() => house.close());

const missing = async () => {
  const { ready, lines } = await house.stranger.ready.now();
  const lacking = lines.filter((line) => line.needed && !line.done).map((line) => line.what);
  expect(ready).toBe(lacking.length === 0);
  return lacking;
};
const idOf = (name: string) => house.roll.find((one) => one.name === name)?.residentId ?? "";

/** Somebody's posts end, and are given back: as the owner of the database, who alone can turn back a term. */
async function without<T>(name: string, work: () => Promise<T>): Promise<T> {
  const set = (value: string) =>
    house.base.owner.query(
      `begin; alter table posts disable trigger user;
       update posts p set until_at = ${value} from members m
         where m.committee_id = p.committee_id and m.member_id = p.member_id and m.name = '${name}';
       alter table posts enable trigger user; commit`,
    );
  await set("date_trunc('milliseconds', yishi_now())");
  try {
    return await work();
  } finally {
    await set("yishi_now() + interval '700 days'");
  }
}

describe("the way to a first vote", () => {
  test("an empty community lacks everything that a vote waits for, and says each with its rule", async () => {
    const empty = await openHouse({ slug: "kongli", beside: house, households: 1 });
    await house.base.owner.query(
      `update residents r set left_on = r.joined_on from communities c where c.committee_id = r.committee_id and c.slug = 'kongli'`,
    );
    const { ready, lines } = await empty.stranger.ready.now();
    expect(ready).toBe(false);
    expect(lines.filter((line) => line.needed && !line.done).map((line) => line.what)).toEqual([
      ...["roll", "convener", "secretary", "reviewers", "branchRecorder", "deskClerks", "scrutineers"],
    ]);
    expect(lines.find(({ what }) => what === "branchRecorder")?.citation?.law).toContain("居委会组织法");
  });

  test("with the fewest people the page says ready and the vote goes through; without any one of them both say no", async () => {
    const people = {
      甲零: ["viceChair", "convener"],
      乙零: ["secretary", "secretary"],
      甲一: ["reviewer", "reviewers"],
      乙一: ["reviewer", "reviewers"],
      甲二: ["branchRecorder", "branchRecorder"],
      乙二: ["deskClerk", "deskClerks"],
      甲三: ["deskClerk", "deskClerks"],
      乙三: ["scrutineer", "scrutineers"],
      乙五: ["scrutineer", "scrutineers"],
    } as const;
    const callers = new Map<string, Caller>();
    for (const [name, [post, line]] of Object.entries(people)) {
      expect(await missing(), name).toContain(line);
      callers.set(name, await house.person(name, post));
    }
    expect(await missing()).toEqual([]);

    const by = (name: keyof typeof people): Caller => {
      const caller = callers.get(name);
      if (!caller) throw new Error(`${name} has no account`);
      return caller;
    };
    /** Somebody's part in the vote: refused while their post is not held, and the page says which line is missing. */
    const part = async <T>(name: keyof typeof people, act: (who: Caller) => Promise<T>): Promise<T> => {
      await without(name, async () => {
        expect(await missing()).toEqual([people[name][1]]);
        await expect(act(by(name)), name).rejects.toMatchObject({
          cause: { refusal: { refused: "post-needed" } },
        });
      });
      expect(await missing()).toEqual([]);
      return act(by(name));
    };

    const forResident = idOf("乙四");
    const { proposalId } = await part("乙二", (clerk) =>
      clerk.proposals.write({ key: newKey(), ...said, forResident }),
    );
    const asked = { key: newKey(), proposalId, firstYes: "allResidents", forResident } as const;
    await by("乙二").decides.keep(asked);
    await by("乙二").proposals.open({ key: newKey(), proposalId, forResident });
    const support = { proposalId, namePublic: false, forResident: idOf("甲四") };
    const { status } = await by("甲三").proposals.cosponsor({ key: newKey(), ...support });
    expect(status).toBe("admissibility");
    for (const reviewer of ["甲一", "乙一"] as const)
      await part(reviewer, (who) =>
        who.proposals.review({ key: newKey(), proposalId, verdict: "admit", reason: "" }),
      );
    const { motionId } = await part("乙零", (secretary) =>
      secretary.motions.draft({ ...motionWords, key: newKey(), proposalId }),
    );
    await by("乙二").agreements.agree({ key: newKey(), motionId, version: 1, forResident });
    const today = await house.today();
    await part("甲二", (branch) =>
      branch.motions.recordPriorStudy({ key: newKey(), motionId, on: today, reference: "支部记录3号" }),
    );
    const [opensOn, closesOn] = [addDays(today, 11), addDays(today, 15)];
    await part("甲零", (convener) =>
      convener.motions.schedule({ key: newKey(), motionId, opensOn, closesOn, closesAt: "18:00" }),
    );
    await house.moveDays(12);
    const paper = { motionId, choice: "for", channel: "desk" } as const;
    for (const clerk of ["乙二", "甲三"] as const) {
      await part(clerk, (who) => who.ballots.transcribe({ key: newKey(), seat: 1, ...paper }));
      for (const seat of [2, 3, 4]) await by(clerk).ballots.transcribe({ key: newKey(), seat, ...paper });
    }
    await house.moveDays(4);
    for (const scrutineer of ["乙三", "乙五"] as const)
      await part(scrutineer, (who) =>
        who.ballots.count({ key: newKey(), motionId, desk: 4, homeBox: 0, meeting: 0 }),
      );
    await part("乙零", (secretary) => secretary.resolutions.publish({ key: newKey(), motionId }));
    const { proposals: decided } = await house.stranger.proposals.list({ state: "decided" });
    expect(decided.map((one) => one.proposalId)).toEqual([proposalId]);
  }, 60_000);

  test("somebody who was given a post and has not used their slip is counted apart", async () => {
    const line = async () =>
      (await house.stranger.ready.now()).lines.find(({ what }) => what === "supervisors");
    expect(await line()).toMatchObject({ have: 0, waiting: 0, done: false, needed: false });
    const residentId = idOf("甲五");
    const { concerned } = await house.registrar.posts.appointing({ residentId, post: "supervisor" });
    await house.registrar.posts.appoint({
      ...{ key: newKey(), residentId, post: "supervisor", appointedBy: "居民会议", reference: "第2号决定" },
      ...{ appointedOn: await house.today(), untilDay: addDays(await house.today(), 700) },
      kin: concerned.map(({ memberId }) => ({ memberId, near: false })),
    });
    expect(await line()).toMatchObject({ have: 0, waiting: 1 });
    const { code } = await house.registrar.slips.issue({ residentId });
    await house.door
      .caller({ sessionToken: null, slug: null })
      .accounts.redeem({ code, name: "监督员", password });
    expect(await line()).toMatchObject({ have: 1, waiting: 0 });
  });
});

describe("the page of a district", () => {
  const open = () => house.door.caller({ sessionToken: null, slug: null });

  test("counts its districts from the list of communities", async () => {
    expect(await open().districts.all()).toEqual([{ name: "测试区", subdistricts: 1, communities: 2 }]);
  });

  test("tells of each community what is public of it and stands in its row, each by itself", async () => {
    const told = await open().districts.progress({ district: "测试区" });
    expect(undeclared(told, rowOf("districts.progress").fields)).toEqual([]);
    expect(told.map((one) => [one.slug, one.households, one.proposals, one.decisions, one.ready])).toEqual([
      ["ceshili", 6, 1, 1, true],
      ["kongli", 0, 0, 0, false],
    ]);
    const words = JSON.stringify(told);
    for (const { name, residentId } of house.roll) {
      expect(words).not.toContain(name);
      expect(words).not.toContain(residentId);
    }
  });

  test("of a district that nobody named is not found", async () => {
    await expect(open().districts.progress({ district: "别的区" })).rejects.toMatchObject({
      cause: { refusal: { refused: "not-found" } },
    });
  });
});
