import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { author, every, resident, residentOf, single } from "./testing/actors.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { raiseTwo, type Settlement } from "./testing/settlement.ts";

let house: House;
let here: Settlement;
let there: Settlement;
let committeeId: string;
beforeAll(async () => {
  house = await openHouse({ households: 12 });
  [here, there] = await raiseTwo(house, await openHouse({ slug: "linli", beside: house }));
  const { rows } = await house.base.owner.query<{ id: string }>(
    "select committee_id as id from communities where slug = $1",
    [house.slug],
  );
  committeeId = rows[0]?.id ?? "";
}, 180_000);
afterAll(() => house.close());

const as = (name: string): Caller => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
const told = (refused: string) => ({ cause: { refusal: { refused } } });
const count = async (statement: string, ...values: readonly unknown[]) =>
  (
    await house.base.owner.query<{ count: number }>(`select count(*)::int as count from ${statement}`, [
      ...values,
    ])
  ).rows[0]?.count ?? 0;
const clerk = () => as(single.deskClerk);
const neighbour = () => residentOf(house, "乙六");

describe("one's own entry", () => {
  test("is one's own line and nothing of those behind the same door but their number", async () => {
    const entry = await as(resident).me.entry({});
    expect(entry).toMatchObject({ name: resident, household: 2, residence: "registered" });
    expect(entry.ofAgeSince?.slice(5)).toBe(entry.born?.slice(5));
    expect(Number(entry.ofAgeSince?.slice(0, 4)) - Number(entry.born?.slice(0, 4))).toBe(18);
    expect(entry.openVotes.length).toBeGreaterThan(0);
  });

  test("no answer about oneself holds anybody else's name, birthday or number, but of those who acted in a post", async () => {
    const me = residentOf(house, resident);
    const { rows: others } = await house.base.owner.query<{ name: string; id: string }>(
      `select name, resident_id as id from residents where committee_id = (select committee_id from residents where resident_id = $1) and resident_id <> $1 and name is not null
       and not exists (select from members m join posts p using (committee_id, member_id) where m.resident_id = residents.resident_id)`,
      [me],
    );
    const api = as(resident);
    const answers = JSON.stringify([
      ...[await api.me.entry({}), await api.me.kept({}), await api.me.seen({}), await api.me.copy({})],
      ...[await api.consents.mine({}), await api.contests.mine({}), await api.me.closing()],
    ]);
    expect(others.length).toBeGreaterThan(5);
    for (const other of others) {
      expect([other.name, answers.includes(`"${other.name}"`)]).toEqual([other.name, false]);
      expect([other.name, answers.includes(other.id)]).toEqual([other.name, false]);
    }
    expect(answers.includes(`"${resident}"`)).toBe(true);
  });
});

describe("what is kept", () => {
  test("is told class by class with its number and its beginning, and the day on which it goes", async () => {
    const kept = await as(author).me.kept({});
    const of = (what: string) => kept.find((line) => line.what === what);
    expect(of("rollEntry")).toMatchObject({ count: 1, goes: null });
    expect(of("drafts")).toMatchObject({ count: 1 });
    expect(of("drafts")?.goes).toMatch(/^2027-/);
    expect(of("proposals")?.count).toBeGreaterThan(5);
    expect(of("account")?.count).toBe(1);
    expect(of("sightings")?.goes).toMatch(/^2028-/);
    expect(of("contests")).toMatchObject({ count: 1 });
  });

  test("is one's own count: a neighbour who only lives here has an entry, seats and little else", async () => {
    const before = (await clerk().me.kept({ forResident: neighbour() })).map(({ what }) => what);
    expect(before).toContain("rollEntry");
    expect(before).not.toContain("account");
    expect(before).not.toContain("drafts");
  });
});

describe("who has seen it", () => {
  test("a search writes one line for each who was found, in the same moment, and none for whoever searched", async () => {
    const before = await count("sightings where what = 'found'");
    const found = await clerk().roll.find({ building: "", name: "甲" });
    const self = found.filter(({ residentId }) => residentId === residentOf(house, single.deskClerk));
    expect(self).toHaveLength(1);
    expect((await count("sightings where what = 'found'")) - before).toBe(found.length - 1);
  });

  test("the resident reads by which post, on which day and for what; a second look on the same day is counted", async () => {
    const { residentId } = { residentId: residentOf(house, resident) };
    await clerk().roll.resident({ residentId });
    await clerk().roll.resident({ residentId });
    const [line] = (await as(resident).me.seen({})).filter(({ what }) => what === "opened");
    expect(line).toMatchObject({ name: single.deskClerk, post: "deskClerk", times: 2 });
  });

  test("opening somebody's own page at the desk asks several things and is one look", async () => {
    const whose = { forResident: residentOf(house, "乙八") };
    await clerk().me.entry(whose);
    await Promise.all([clerk().me.kept(whose), clerk().consents.mine(whose), clerk().contests.mine(whose)]);
    const looks = await count("sightings where what = 'ownPage' and resident_id = $1", whose.forResident);
    expect(looks).toBe(1);
  });

  test("a look that was refused is not listed: nothing was seen", async () => {
    const before = await count("sightings");
    const elsewhere = there.things.neighbour;
    await expect(clerk().roll.resident({ residentId: elsewhere })).rejects.toMatchObject(told("not-found"));
    await expect(as(resident).me.entry({ forResident: neighbour() })).rejects.toMatchObject(
      told("post-needed"),
    );
    expect(await count("sightings")).toBe(before);
  });

  test("cannot be changed, and not removed before a year has passed, by the server's own login neither", async () => {
    const change = (statement: string) =>
      house.base.db.transaction(committeeId, async (tx) => tx.raw.query(statement));
    await expect(change("update sightings set what = 'found'")).rejects.toThrow(/permission|append-only/);
    await expect(change("delete from sightings")).rejects.toThrow("kept for a year");
  });
});

describe("a consent", () => {
  const named = async () => {
    const [year, number] = here.things.lastNumber.split("-").map(Number);
    const stranger = house.door.caller({ sessionToken: null, slug: house.slug });
    return stranger.proposals.byNumber({ year: year ?? 0, number: number ?? 0 });
  };
  const change = (api: Caller, given: boolean, purpose: "authorName" | "cosponsorName" = "authorName") =>
    api.consents.change({ key: newKey(), proposalId: here.things.supported, purpose, given });

  test("to be named as author is in the ledger, is taken back at once in what anyone sees, and can be given again", async () => {
    expect((await named()).author.name).toBe(author);
    await change(as(author), false);
    const hidden = await named();
    expect(hidden.author).toMatchObject({ name: null });
    expect(JSON.stringify(hidden)).not.toContain(author);
    expect(hidden.timeline.map(({ kind }) => kind)).not.toContain("proposal.nameShown");
    await change(as(author), true);
    expect((await named()).author.name).toBe(author);
    const { ledger } = await as(author).consents.mine({});
    expect(ledger.slice(0, 2).map(({ given }) => given)).toEqual([true, false]);
    expect(ledger[0]).toMatchObject({ purpose: "authorName", channel: "app", words: "2026-1" });
  });

  test("to be named as supporter is taken back by the supporter alone, at the desk too", async () => {
    const supporter = neighbour();
    const asked = { proposalId: here.things.supported, forResident: supporter };
    await clerk().proposals.cosponsor({ key: newKey(), ...asked, namePublic: true });
    expect((await named()).cosponsorNames.map(({ name }) => name)).toContain("乙六");
    await expect(change(as(resident), false, "cosponsorName")).rejects.toMatchObject(told("not-found"));
    await clerk().consents.change({ key: newKey(), ...asked, purpose: "cosponsorName", given: false });
    const after = await named();
    expect(after.cosponsorNames.map(({ name }) => name)).not.toContain("乙六");
    expect(after.cosponsors).toBeGreaterThan(0);
    const { ledger } = await clerk().consents.mine({ forResident: supporter });
    expect(ledger.map(({ given, channel }) => [given, channel])).toEqual([
      [false, "desk"],
      [true, "desk"],
    ]);
  });

  test("that says the same again is no new line", async () => {
    const before = await count("consents");
    await change(as(author), true);
    expect(await count("consents")).toBe(before);
  });

  test("is not changed in the ledger, whatever happens", async () => {
    await expect(
      house.base.db.transaction(committeeId, async (tx) => tx.raw.query("delete from consents")),
    ).rejects.toThrow(/permission denied|append-only/);
  });
});

describe("a contest", () => {
  const words = { wrong: "门牌号写错了。", wanted: "应该是二单元。", lang: "zh-CN" } as const;
  const file = (api: Caller) =>
    api.contests.file({ key: newKey(), asks: "correct", about: "door", ...words });

  test("goes from the resident to the registrar or secretary and back with an answer, of which they alone read", async () => {
    const { contestId, dueOn } = await file(as(resident));
    const [waiting] = (await as(single.secretary).contests.open()).filter(
      (one) => one.contestId === contestId,
    );
    expect(waiting).toMatchObject({ name: resident, about: "door", dueOn, late: false, own: false });
    await expect(file(as(resident))).rejects.toMatchObject(told("contest-already-open"));
    const answer = { contestId, status: "accepted", answer: "已经改好。" } as const;
    await as(single.registrar).contests.answer({ key: newKey(), ...answer });
    await expect(as(single.secretary).contests.answer({ key: newKey(), ...answer })).rejects.toMatchObject(
      told("contest-closed"),
    );
    const [mine] = await as(resident).contests.mine({});
    expect(mine).toMatchObject({ status: "accepted", answer: "已经改好。", answeredBy: single.registrar });
    expect((await as(author).contests.mine({})).map((one) => one.contestId)).not.toContain(contestId);
    const seen = (await as(resident).me.seen({})).filter(({ what }) => what === "contestRead");
    expect(seen.map(({ name }) => name)).toContain(single.secretary);
  });

  test("of which two are filed at once is one, and the second is told so", async () => {
    const both = await Promise.allSettled([file(as(every)), file(as(every))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")).toMatchObject({
      reason: told("contest-already-open"),
    });
    expect(await count("contests where about = 'door' and status = 'open'")).toBe(1);
  });

  test("is never answered by whoever filed it", async () => {
    const [own] = (await as(every).contests.open()).filter((one) => one.own);
    await expect(
      as(every).contests.answer({
        key: newKey(),
        contestId: own?.contestId ?? "",
        status: "accepted",
        answer: "可以改。",
      }),
    ).rejects.toMatchObject(told("contest-own"));
  });

  test("about what cannot be asked in that way is bad input", async () => {
    await expect(
      as(resident).contests.file({ key: newKey(), asks: "delete", about: "name", ...words }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("a copy", () => {
  test("says how one voted once it was counted, to the elector alone: neither at the desk nor before the count", async () => {
    const supporter = "乙五";
    const copy = await as(supporter).me.copy({});
    const uncounted = copy.seats.filter(({ countedAt }) => !countedAt);
    expect(uncounted.some(({ givenAt }) => givenAt)).toBe(true);
    expect(uncounted.every(({ choice }) => choice === null)).toBe(true);
    const counted = copy.seats.filter(({ countedAt, givenAt }) => countedAt && givenAt);
    expect(counted.length).toBeGreaterThan(0);
    expect(counted.every(({ choice }) => choice === "for")).toBe(true);
    const printed = await clerk().me.copy({ forResident: residentOf(house, supporter) });
    expect(printed.seats.filter(({ choice }) => choice !== null)).toEqual([]);
    expect(printed.account).toBeNull();
    expect((await as(supporter).me.seen({})).map(({ what }) => what)).toContain("copyMade");
  });
});

describe("a draft", () => {
  const said = {
    ...{ title: "只给自己看的", problem: "这是一份还没有公开的草稿。", wish: "以后再说。" },
    ...{ touches: "全小区", cost: "不花钱" },
    lang: "zh-CN",
    authorNamed: false,
  } as const;

  test("is erased by its author, words and all, and by nobody else; what is public stays", async () => {
    const { proposalId } = await as(resident).proposals.write({ key: newKey(), ...said });
    await expect(as(author).me.eraseDraft({ key: newKey(), proposalId })).rejects.toMatchObject(
      told("not-found"),
    );
    await as(resident).me.eraseDraft({ key: newKey(), proposalId });
    expect(
      await count(
        "proposal_versions where proposal_id = $1 and title is null and erased_ground = 'asked'",
        proposalId,
      ),
    ).toBe(1);
    expect((await as(resident).drafts.mine()).drafts.map((one) => one.draftId)).not.toContain(proposalId);
    await expect(
      as(author).me.eraseDraft({ key: newKey(), proposalId: here.things.supported }),
    ).rejects.toMatchObject(told("not-found"));
    expect(
      await count("proposal_versions where proposal_id = $1 and title is not null", here.things.supported),
    ).toBe(1);
  });
});

describe("closing one's account", () => {
  test("ends every session, erases name and password, unties the member, and leaves ballots, posts and the roll", async () => {
    const name = single.viceChair;
    const caller = as(name);
    const ballots = await count("ballots");
    const closing = await caller.me.closing();
    expect(closing.posts.map(({ post }) => post)).toContain("viceChair");
    const { rows } = await house.base.owner.query<{ id: string }>(
      "select account_id as id from members where resident_id = $1",
      [residentOf(house, name)],
    );
    const accountId = rows[0]?.id;
    await caller.me.close({ understood: true });
    await expect(as(name).me.entry({})).rejects.toMatchObject(told("sign-in-first"));
    expect(await count("auth.sessions where account_id = $1", accountId)).toBe(0);
    expect(
      await count(
        "auth.accounts where account_id = $1 and name = $2 and password_hash = '' and disabled_at is not null",
        accountId,
        accountId,
      ),
    ).toBe(1);
    expect(await count("members where account_id = $1", accountId)).toBe(0);
    expect(await count("facts where kind = 'member.untied'")).toBe(1);
    expect(await count("ballots")).toBe(ballots);
    expect(await count("residents where resident_id = $1 and name = $2", residentOf(house, name), name)).toBe(
      1,
    );
    const posts = await house.door.caller({ sessionToken: null, slug: house.slug }).posts.current();
    expect(posts.some((post) => post.post === "viceChair" && post.name === name)).toBe(true);
  });
});
