import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { nameOf, newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

// Twenty-four households, sixteen needed. Twelve vote in the app, four on paper: nine for it, seven against, nine needed.

let house: House;
let vote: VotingHouse;
let supervisor: Caller;
let motionId: string;
const told = (code: string) => ({ cause: { refusal: { refused: code } } });
const words = { text: "我记得不是这样，请再看一看。", lang: "zh-CN" } as const;
const ask = (by: Caller, more: object) =>
  by.recounts.ask({ key: newKey(), motionId, kind: "ballot", claim: "otherwise", ...words, ...more });
const find = (by: Caller, recountId: string, found: Parameters<Caller["recounts"]["find"]>[0]["found"]) =>
  by.recounts.find({ key: newKey(), recountId, found });

/** A vote that was counted: so many of the twelve for it, the rest and all papers against. */
async function counted(yes: number, papers = 4): Promise<string> {
  const id = await vote.announce();
  await house.moveDays(12);
  const taken = new Set<number>();
  for (const [at, elder] of vote.elders.entries()) {
    const choice = at < yes ? ("for" as const) : ("against" as const);
    taken.add((await elder.ballots.cast({ key: newKey(), motionId: id, choice })).seat);
  }
  const free = Array.from({ length: 24 }, (_, at) => at + 1).filter((seat) => !taken.has(seat));
  for (const seat of free.slice(0, papers))
    for (const clerk of vote.clerks)
      await clerk.ballots.transcribe({
        key: newKey(),
        motionId: id,
        seat,
        choice: "against",
        channel: "desk",
      });
  await house.moveDays(5);
  for (const scrutineer of vote.scrutineers)
    await scrutineer.ballots.count({ key: newKey(), motionId: id, desk: papers, homeBox: 0, meeting: 0 });
  return id;
}

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 12 });
  supervisor = await house.person(`乙${nameOf(13)}`, "supervisor");
}, 120_000);
afterAll(() => house.close());

describe("before the count", () => {
  test("nobody asks, and nobody is given the named list, whatever their post", async () => {
    const id = await vote.announce();
    await house.moveDays(12);
    const [elder] = vote.elders;
    await elder?.ballots.cast({ key: newKey(), motionId: id, choice: "for" });
    for (const by of [supervisor, vote.scrutineers[0]])
      expect(await by.recounts.named({ motionId: id })).toEqual({ ballots: [], next: null });
    await expect(ask(vote.elders[0] ?? supervisor, { motionId: id })).rejects.toMatchObject(
      told("proposal-not-at-this-step"),
    );
    await expect(supervisor.recounts.toLookInto({ motionId: id })).rejects.toThrow("not-found");
  });
});

describe("once counted", () => {
  beforeAll(async () => {
    motionId = await counted(9);
  }, 60_000);

  test("scrutineers and supervisors are given the named list, page by page, and it adds up to what was declared", async () => {
    const { ballots, next } = await supervisor.recounts.named({ motionId });
    expect(next).toBeNull();
    const of = (choice: string) =>
      ballots.filter((one) => one.binding && one.choice.trim() === choice).length;
    expect([of("for"), of("against"), ballots.length]).toEqual([9, 7, 16]);
    expect(ballots.every(({ names }) => names.length === 2)).toBe(true);
    const later = await vote.scrutineers[0].recounts.named({ motionId, afterSeat: ballots[9]?.seat ?? 0 });
    expect(later.ballots).toEqual(ballots.slice(10));
  });

  test("who looked at the list is told to those who stand on it", async () => {
    const { rows } = await house.base.owner.query<{ count: number }>(
      "select count(distinct resident_id)::int as count from sightings where what = 'namedList'",
    );
    expect(rows[0]?.count).toBeGreaterThanOrEqual(31);
  });

  test("nobody else is: not the committee, not who voted, where the charter says nothing of it", async () => {
    await expect(vote.secretary.recounts.named({ motionId })).rejects.toMatchObject(told("post-needed"));
    for (const by of [vote.secretary, ...vote.elders.slice(0, 2)])
      expect(await by.recounts.shown({ motionId })).toEqual({ ballots: [], next: null });
  });

  test("each elector asks of their own ballot, once, and ten times at once is once", async () => {
    const [elder] = vote.elders;
    if (!elder) throw new Error("nobody voted");
    await expect(ask(elder, { claim: "missing" })).rejects.toMatchObject(told("ballot-is-there"));
    const answers = await atOnce(times(10).map(() => () => ask(elder, {})));
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["recount-already-asked"]));
  });

  test("whoever gave none says so, and nothing else of it", async () => {
    const seats = await Promise.all(
      Array.from({ length: 24 }, async (_, at) => {
        const by = house.roll.find(({ name }) => name === `甲${nameOf(at)}`);
        return by?.residentId ?? "";
      }),
    );
    const silent = seats.slice(16, 23);
    const clerk = vote.clerks[0];
    const answers = await Promise.allSettled(
      silent.map((forResident) => ask(clerk, { claim: "otherwise", forResident })),
    );
    expect(answers.some((one) => one.status === "rejected")).toBe(true);
    for (const one of answers)
      if (one.status === "rejected") expect(one.reason).toMatchObject(told("ballot-not-there"));
  });

  test("everybody reads that something is looked at again, and nobody whose ballot it is", async () => {
    const { recounts, papers } = await house.stranger.recounts.of({ motionId });
    expect(recounts[0]).toMatchObject({ kind: "ballot", status: "open", late: false, own: false });
    const text = JSON.stringify(recounts);
    for (const { name } of house.roll) expect(text).not.toContain(name);
    expect(text).not.toContain(words.text);
    expect(papers).toEqual({
      counted: { desk: 4, homeBox: 0, meeting: 0 },
      read: { desk: 4, homeBox: 0, meeting: 0 },
      readOnce: { desk: 0, homeBox: 0, meeting: 0 },
    });
    const mine = await vote.elders[0]?.recounts.of({ motionId });
    expect(mine?.recounts[0]?.own).toBe(true);
  });

  test("two scrutineers look into it, each by themselves, and one wrong ballot where none could be spared takes the result away", async () => {
    const [one, other] = vote.scrutineers;
    const awaitedFor = async (by: Caller) =>
      (await by.home.awaiting()).filter(({ what }) => what === "lookAgain").length;
    expect([await awaitedFor(one), await awaitedFor(vote.secretary)]).toEqual([1, 0]);
    const waiting = await one.recounts.toLookInto({ motionId });
    const first = waiting[0];
    expect(first).toMatchObject({ claim: "otherwise", text: words.text, found: 0, foundByMe: false });
    const recountId = first?.recountId ?? "";
    await expect(find(one, recountId, { desk: 4, homeBox: 0, meeting: 0 })).rejects.toThrow("not-found");
    expect(await find(one, recountId, { holds: true })).toEqual({ result: "waiting" });
    expect(await find(one, recountId, { holds: true })).toEqual({ result: "waiting" });
    expect(await find(other, recountId, { holds: false })).toEqual({ result: "differ" });
    expect(await find(other, recountId, { holds: true })).toEqual({ result: "turns" });
    await expect(find(one, recountId, { holds: true })).rejects.toMatchObject(told("recount-done"));
    const { rows } = await house.base.owner.query<{ status: string }>(
      "select status from motions where motion_id = $1",
      [motionId],
    );
    expect(rows[0]?.status).toBe("setAside");
  });
});

describe("a recount of the whole", () => {
  let recountId: string;
  beforeAll(async () => {
    motionId = await counted(12, 6);
    await vote.secretary.resolutions.publish({ key: newKey(), motionId });
    ({ recountId } = await ask(supervisor, { kind: "count", claim: undefined }));
  }, 60_000);

  test("keeps the decision from being carried out until it is closed", async () => {
    await house.moveDays(9);
    const late = ask(vote.elders[0] ?? supervisor, { kind: "count", claim: undefined });
    await expect(late).rejects.toMatchObject(told("notice-over"));
    const today = await house.today();
    const step = { title: "贴公约", responsible: "甲九", dueOn: today, lang: "zh-CN" } as const;
    const plan = () => vote.secretary.resolutions.plan({ key: newKey(), motionId, milestones: [step] });
    await expect(plan()).rejects.toMatchObject(told("recount-open"));
    const [one, other] = vote.scrutineers;
    const papers = { desk: 7, homeBox: 0, meeting: 0 };
    const awaitedFor = async (by: Caller) =>
      (await by.home.awaiting()).filter((item) => item.what === "lookAgain" && item.by !== null).length;
    const before = [await awaitedFor(one), await awaitedFor(other)];
    await find(one, recountId, papers);
    expect([await awaitedFor(one), await awaitedFor(other)]).toEqual([(before[0] ?? 0) - 1, before[1]]);
    // One paper more than was read: told to everybody, and with twelve to six it turns nothing.
    expect(await find(other, recountId, papers)).toEqual({ result: "stands" });
    const { recounts } = await house.stranger.recounts.of({ motionId });
    expect(recounts).toMatchObject([{ kind: "count", status: "done", wrong: 1, same: true, turns: false }]);
    await expect(plan()).resolves.toEqual({ milestones: 1 });
  });

  test("is counted from the box itself: had a ballot been changed behind everybody's back, the result would not stand", async () => {
    const id = await counted(12);
    motionId = id;
    const { owner } = house.base;
    ({ recountId } = await ask(supervisor, { kind: "count", claim: undefined }));
    await owner.query("alter table ballots disable trigger no_change");
    try {
      await owner.query(
        "update ballots set choice = 'for' where ctid = (select ctid from ballots where motion_id = $1 and choice = 'against' limit 1)",
        [id],
      );
    } finally {
      await owner.query("alter table ballots enable trigger no_change");
    }
    const papers = { desk: 4, homeBox: 0, meeting: 0 };
    await find(vote.scrutineers[0], recountId, papers);
    expect(await find(vote.scrutineers[1], recountId, papers)).toEqual({ result: "turns" });
    const { recounts } = await house.stranger.recounts.of({ motionId: id });
    expect(recounts).toMatchObject([{ wrong: 0, same: false, turns: true }]);
  });
});

describe("who stepped back from the proposal", () => {
  test("is given no named list of it, and looks into nothing", async () => {
    const { rows } = await house.base.owner.query<{ id: string }>(
      "select proposal_id as id from motions where motion_id = $1",
      [motionId],
    );
    const [, other] = vote.scrutineers;
    expect((await other.recounts.named({ motionId })).ballots.length).toBeGreaterThan(0);
    await other.recusals.stepBack({ key: newKey(), proposalId: rows[0]?.id ?? "", reason: "nearRelative" });
    await expect(other.recounts.named({ motionId })).rejects.toMatchObject(told("recused"));
    await expect(other.recounts.toLookInto({ motionId })).rejects.toMatchObject(told("recused"));
  });
});

describe("where the charter says that names are shown", () => {
  test("who has a seat sees the list of a vote announced since, and who has none sees nothing", async () => {
    await vote.secretary.charters.adopt({
      ...{ key: newKey(), text: "点票以后，谁家投了什么，投票的人都可以看。", lang: "zh-CN" },
      ...{ appBallotsCount: true, namesShown: true, adoptedOn: await house.today() },
      resolution: "居民会议第2号决定",
    });
    const before = motionId;
    motionId = await counted(10);
    const [elder] = vote.elders;
    const list = await elder?.recounts.shown({ motionId });
    expect(list?.ballots.filter(({ choice }) => choice.trim() === "for")).toHaveLength(10);
    expect(await elder?.recounts.shown({ motionId: before })).toEqual({ ballots: [], next: null });
    const guest = await house.stranger.recounts.shown({ motionId }).catch((error: unknown) => error);
    expect(guest).toMatchObject(told("sign-in-first"));
  });
});
