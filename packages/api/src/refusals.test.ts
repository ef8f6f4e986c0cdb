import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { author, every, resident, residentOf, single } from "./testing/actors.ts";
import { newKey, openHouse, password, rollText, type House } from "./testing/house.ts";
import { raiseOne, type Things } from "./testing/settlement.ts";

let house: House;
let things: Things;
beforeAll(async () => {
  house = await openHouse({ households: 12 });
  ({ things } = await raiseOne(house));
}, 120_000);
afterAll(() => house.close());

const as = (name: string): Caller => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
const said = {
  title: "楼道不堆杂物",
  problem: "楼道里堆着旧家具，老人走路不方便。",
  wish: "写进公约，大家都清走。",
  touches: "1号楼2号楼",
  cost: "不花钱",
  lang: "zh-CN",
  authorNamed: true,
} as const;
const told = (refused: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused } } });

describe("who acts for whom", () => {
  test("a resident cannot act for a neighbour, whatever post they hold, but a clerk at the desk can", async () => {
    const form = { proposalId: things.supported, namePublic: false, forResident: things.neighbour };
    for (const name of [resident, single.chair, single.secretary])
      await expect(as(name).proposals.cosponsor({ key: newKey(), ...form })).rejects.toMatchObject(
        told("post-needed"),
      );
    await as(single.deskClerk).proposals.cosponsor({ key: newKey(), ...form });
    const { rows } = await house.base.owner.query(
      `select f.channel, f.subject_id as subject, m.name from facts f
       join members m on m.committee_id = f.committee_id and m.member_id = f.actor_id
       where f.object_id = $1 and f.kind = 'proposal.cosponsored'`,
      [things.supported],
    );
    expect(rows).toEqual([{ channel: "desk", subject: things.neighbour, name: single.deskClerk }]);
  });

  test("a clerk who acts for themselves does so as a resident, through the app", async () => {
    const own = residentOf(house, single.deskClerk);
    const { proposalId } = await as(single.deskClerk).proposals.write({
      ...{ key: newKey(), ...said },
      forResident: own,
    });
    const { rows } = await house.base.owner.query("select channel from facts where object_id = $1", [
      proposalId,
    ]);
    expect(rows).toEqual([{ channel: "app" }]);
  });

  test("a member who is not on the roll has no voice in what residents decide", async () => {
    await expect(as("登记员").proposals.write({ key: newKey(), ...said })).rejects.toMatchObject(
      told("not-on-the-roll"),
    );
  });

  test("whoever is under eighteen neither proposes nor supports, at the desk neither, until their birthday", async () => {
    const today = await house.today();
    const turns = `${Number(today.slice(0, 4)) - 18}-${today.slice(5)}`;
    const tomorrow = new Date(Date.parse(turns) + 86_400_000).toISOString().slice(0, 10);
    const text = `${rollText(12)}\r\n1,1,101,小满,${tomorrow}\r\n1,1,101,小暑,${turns}`;
    const { importId } = await as(every).roll.read({
      fileName: "名册.csv",
      bytes: new TextEncoder().encode(text),
    });
    await as(every).roll.import({ key: newKey(), importId: importId ?? "" });
    const find = async (name: string) =>
      (await as(every).roll.find({ building: "1", name }))[0]?.residentId ?? "";
    const [child, adult] = [await find("小满"), await find("小暑")];
    const support = { proposalId: things.supported, namePublic: false };
    const atDesk = (forResident: string) =>
      as(single.deskClerk).proposals.cosponsor({ key: newKey(), ...support, forResident });
    await expect(atDesk(child)).rejects.toMatchObject(told("under-voting-age"));
    await expect(atDesk(adult)).rejects.toMatchObject(told("proposal-not-at-this-step"));
    const { code } = await as(every).slips.issue({ residentId: child });
    const open = house.door.caller({ sessionToken: null, slug: null });
    const { token } = await open.accounts.redeem({ code, name: "xiaoman", password });
    const childs = house.door.caller({ sessionToken: token, slug: house.slug });
    // They may write; before it is public somebody grown stands beside them.
    const { proposalId } = await childs.proposals.write({ key: newKey(), ...said });
    await childs.decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
    await expect(childs.proposals.open({ key: newKey(), proposalId })).rejects.toMatchObject(
      told("sponsor-needed"),
    );
  });
});

describe("a slip", () => {
  const open = () => house.door.caller({ sessionToken: null, slug: null });
  const slipFor = async (residentId: string) => (await as(every).slips.issue({ residentId })).code;

  test("ties an account to one member of a community and to no second one", async () => {
    const code = await slipFor(things.resident);
    const signedIn = house.door.caller({ sessionToken: house.token(resident), slug: null });
    await expect(signedIn.accounts.join({ code })).rejects.toMatchObject(told("already-a-member"));
  });

  test("stays good when its holder is refused: a name that is taken uses nothing up", async () => {
    const code = await slipFor(things.resident);
    await expect(
      open().accounts.redeem({ code, name: `${house.slug}-${resident}`, password }),
    ).rejects.toMatchObject(told("name-taken"));
    expect(await open().accounts.redeem({ code, name: "xinmingzi", password })).toMatchObject({
      slug: house.slug,
    });
    await expect(open().accounts.redeem({ code, name: "bieren", password })).rejects.toMatchObject(
      told("slip-used"),
    );
  });

  test("joins an account of another community as a member of this one", async () => {
    const other = await openHouse({ slug: "linli", beside: house });
    await other.person("甲零");
    const guest = { sessionToken: other.token("甲零"), slug: house.slug };
    await expect(house.door.caller(guest).home.awaiting()).rejects.toMatchObject(told("not-a-member"));
    const code = await slipFor(residentOf(house, "乙九"));
    expect(await house.door.caller({ ...guest, slug: null }).accounts.join({ code })).toEqual({
      slug: house.slug,
    });
    expect(await house.door.caller(guest).home.awaiting()).toBeInstanceOf(Array);
  });
});

describe("an interested scrutineer", () => {
  const sheet = () => ({ key: newKey(), motionId: things.closed, desk: 9, homeBox: 0, meeting: 0 });

  test("does not count: neither who announced the vote may, nor the author of what is voted on", async () => {
    await expect(as(every).ballots.count(sheet())).rejects.toMatchObject(told("scrutineer-interested"));
    await as(single.chair).posts.appoint({
      ...{ key: newKey(), residentId: residentOf(house, author), post: "scrutineer" },
      ...{ appointedBy: "居民会议", reference: "第4号决定" },
      ...{ appointedOn: await house.today(), untilDay: "2027-01-01" },
    });
    await expect(as(author).ballots.count(sheet())).rejects.toMatchObject(told("scrutineer-interested"));
    expect(await as(single.scrutineer).ballots.count(sheet())).toEqual({ result: "waiting" });
  });
});

describe("whoever has no seat", () => {
  test("is told so, and no ballot comes of it: the roll was frozen before they came", async () => {
    await expect(
      as("登记员").ballots.cast({ key: newKey(), motionId: things.voting, choice: "for" }),
    ).rejects.toMatchObject(told("no-seat"));
    await expect(
      as(single.deskClerk).ballots.transcribe({
        ...{ key: newKey(), motionId: things.voting, seat: 9_999, choice: "for", channel: "desk" },
      }),
    ).rejects.toMatchObject(told("no-seat"));
  });
});
