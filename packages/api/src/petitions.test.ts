import { factsOf } from "@yishi/db/facts";
import { lock } from "@yishi/db/petitions";
import type { AnyFact } from "@yishi/domain/facts";
import { apply, type Petition, type PetitionFact } from "@yishi/domain/petitions";
import { refuse } from "@yishi/domain/outcome";
import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { nameOf, newKey, openHouse, type House } from "./testing/house.ts";

let house: House;
let chair: Caller;
let clerk: Caller;
let secretary: Caller;
const people: Caller[] = [];
/** Of 40 households and 80 people: eight people, four households, one of two representatives. */
const households = 40;

beforeAll(async () => {
  house = await openHouse({ households });
  secretary = await house.person(`甲${nameOf(39)}`, "secretary");
  clerk = await house.person(`甲${nameOf(38)}`, "deskClerk");
  people.push(await house.person(`甲${nameOf(0)}`, "representative"));
  people.push(await house.person(`甲${nameOf(1)}`, "representative"));
  for (const index of times(10)) people.push(await house.person(`甲${nameOf(index + 2)}`));
  // The registrar prints nobody's slip any more once a chair is in office.
  chair = await house.person(`甲${nameOf(37)}`);
  await house.registrar.posts.appoint({
    ...{ key: newKey(), residentId: residentOf(`甲${nameOf(37)}`), post: "chair" },
    ...{ appointedBy: "居民会议", appointedOn: await house.today(), reference: "第1号决定" },
    untilDay: addDays(await house.today(), 700),
  });
}, 120_000);
afterAll(() => house.close());

const told = (code: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused: code } } });
const residentOf = (name: string) => house.roll.find((one) => one.name === name)?.residentId ?? "";
const text = { title: "开会议一议停车", lang: "zh-CN", asks: "请开居民会议，定下院里停车怎么管。" } as const;

async function opened(by: Caller, meeting: "residents" | "representatives" = "residents") {
  const numbered = await by.petitions.open({ key: newKey(), meeting, ...text });
  const { petitionId } = await house.stranger.petitions.byNumber(numbered);
  const view = (caller = house.stranger) => caller.petitions.byNumber(numbered);
  return { petitionId, numbered, view };
}
const sign = (by: Caller, petitionId: string) => by.petitions.sign({ key: newKey(), petitionId });
const atDesk = (petitionId: string, name: string) =>
  clerk.petitions.sign({ key: newKey(), petitionId, forResident: residentOf(name) });
const countsOf = async (view: () => ReturnType<Caller["petitions"]["byNumber"]>) =>
  Object.fromEntries((await view()).ways.map(({ way, count }) => [way, count]));

describe("a petition", () => {
  test("is counted three ways at once, each over its own base, and whoever opened it signed first", async () => {
    const { view } = await opened(first(people, 5));
    expect((await view()).ways.map(({ way, count, base, needed }) => [way, count, base, needed])).toEqual([
      ["persons", 1, 80, 8],
      ["households", 1, 40, 4],
      ["representatives", 0, 2, 1],
    ]);
    expect((await view(first(people, 5))).mine).toEqual({
      author: true,
      signed: true,
      representative: false,
    });
  });

  test("counts a household once, whoever of it signs", async () => {
    const { petitionId, view } = await opened(first(people, 6));
    await atDesk(petitionId, `乙${nameOf(6)}`);
    expect(await countsOf(view)).toEqual({ persons: 2, households: 1, representatives: 0 });
  });

  test("becomes the committee's duty with the household that is enough, and awaits the chair with its date", async () => {
    const { petitionId, view } = await opened(first(people, 7));
    for (const index of [8, 9]) await sign(first(people, index), petitionId);
    expect(await view()).toMatchObject({ stage: "open", dueOn: null });
    expect(await chair.petitions.awaiting()).toEqual([]);
    await atDesk(petitionId, `乙${nameOf(20)}`);
    const due = await view();
    expect(due).toMatchObject({ stage: "due", metBy: "households", daysLate: 0 });
    expect(due.dueOn).toBe("2026-09-02"); // thirty days after 2026-08-03
    expect((await chair.petitions.awaiting()).map((one) => one.petitionId)).toEqual([petitionId]);
    expect(await secretary.petitions.awaiting()).toEqual([]);
    await expect(sign(first(people, 4), petitionId)).rejects.toMatchObject(told("petition-not-at-this-step"));
    await expect(first(people, 8).petitions.unsign({ key: newKey(), petitionId })).rejects.toMatchObject(
      told("petition-not-at-this-step"),
    );
    const today = await house.today();
    const form = { petitionId, answer: "九月一日晚七点，在活动室。", lang: "zh-CN" } as const;
    await expect(
      chair.petitions.convene({ key: newKey(), ...form, meetingOn: addDays(today, 10) }),
    ).rejects.toMatchObject(told("notice-too-short"));
    await chair.petitions.convene({ key: newKey(), ...form, meetingOn: "2026-09-01" });
    expect(await view()).toMatchObject({ stage: "convened", meetingOn: "2026-09-01", answer: form.answer });
    expect(await chair.petitions.awaiting()).toEqual([]);
  });

  test("is met by one representative in office, and their own meeting by representatives alone", async () => {
    const theirs = await opened(first(people, 0), "representatives");
    expect(await theirs.view()).toMatchObject({ stage: "due", metBy: "representatives" });
    await expect(opened(first(people, 5), "representatives")).rejects.toMatchObject(
      told("only-representatives"),
    );
    const { petitionId, view } = await opened(first(people, 5));
    await sign(first(people, 1), petitionId);
    expect(await view()).toMatchObject({ stage: "due", metBy: "representatives" });
    await chair.petitions.decline({
      ...{ key: newKey(), petitionId, ground: "decidedRecently", lang: "zh-CN" },
      answer: "三个月前的居民会议定过停车的事。",
    });
    expect(await view()).toMatchObject({ stage: "declined", ground: "decidedRecently" });
  });

  test("is signed once, taken back once, and by nobody twice through the desk", async () => {
    const { petitionId, view } = await opened(first(people, 5));
    await sign(first(people, 6), petitionId);
    await expect(sign(first(people, 6), petitionId)).rejects.toMatchObject(told("already-signed"));
    await expect(atDesk(petitionId, `甲${nameOf(6)}`)).rejects.toMatchObject(told("already-signed"));
    await first(people, 6).petitions.unsign({ key: newKey(), petitionId });
    expect(await countsOf(view)).toEqual({ persons: 1, households: 1, representatives: 0 });
    await expect(first(people, 6).petitions.unsign({ key: newKey(), petitionId })).rejects.toMatchObject(
      told("not-signed"),
    );
    await first(people, 5).petitions.withdraw({ key: newKey(), petitionId });
    expect((await view()).stage).toBe("withdrawn");
  });

  test("shows names to the committee alone, and writes down who looked", async () => {
    const { petitionId, view } = await opened(first(people, 5));
    expect(JSON.stringify(await view(first(people, 6)))).not.toContain(`甲${nameOf(5)}`);
    await expect(clerk.petitions.signers({ petitionId })).rejects.toMatchObject(told("post-needed"));
    expect((await secretary.petitions.signers({ petitionId })).map((one) => one.name)).toEqual([
      `甲${nameOf(5)}`,
    ]);
    const { rows } = await house.base.owner.query(
      "select post, what from sightings where resident_id = $1 and what = 'namedList'",
      [residentOf(`甲${nameOf(5)}`)],
    );
    expect(rows).toEqual([{ post: "secretary", what: "namedList" }]);
  });

  test("says what was signed for good: its words may be erased, never changed", async () => {
    const { petitionId } = await opened(first(people, 5));
    const other = `with f as (insert into facts select committee_id, gen_random_uuid(), 'petition.erased', petition_id, author_id, null, 'app', yishi_now(), '{}'
        from petitions where petition_id = $1 returning fact_id)
      update petitions set fact_id = (select fact_id from f), `;
    const { owner } = house.base;
    await expect(
      owner.query(`${other} title = '别的题目', asks = '别的话，别的话，别的话。' where petition_id = $1`, [
        petitionId,
      ]),
    ).rejects.toThrow("not edited");
    await owner.query(
      `${other} title = null, asks = null, erased_at = yishi_now(), erased_ground = 'request' where petition_id = $1`,
      [petitionId],
    );
  });

  test("is folded from its facts to the very row that is kept", async () => {
    const { rows } = await house.base.owner.query<{ committeeId: string; petitionId: string }>(
      `select committee_id as "committeeId", petition_id as "petitionId" from petitions`,
    );
    const folded = new Set<string>();
    for (const { committeeId, petitionId } of rows)
      await house.base.db.transaction(committeeId, async (tx) => {
        const facts = (await factsOf(tx, petitionId)).filter(isOfPetition);
        expect(facts.reduce<Petition | null>(apply, null)).toEqual(await lock(tx, petitionId));
        for (const { kind } of facts) folded.add(kind);
      });
    expect([...folded].sort()).toEqual([
      ...["petition.convened", "petition.declined", "petition.opened", "petition.signed"],
      ...["petition.unsigned", "petition.withdrawn"],
    ]);
  });
});

/** Facts of a petition are written by its own rules alone; erasing its words is the law's. */
function isOfPetition(fact: AnyFact): fact is PetitionFact {
  return fact.kind.startsWith("petition.") && fact.kind !== "petition.erased";
}

describe("at once", () => {
  test("everybody signs: it is a duty exactly once, and every name that was taken is counted", async () => {
    const { petitionId, view } = await opened(first(people, 2));
    const answers = await atOnce(people.slice(3).map((person) => () => sign(person, petitionId)));
    expect(done(answers).filter(({ status }) => status === "due")).toHaveLength(1);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(
      new Set(["petition-not-at-this-step"]),
    );
    const { rows } = await house.base.owner.query<{ count: number }>(
      "select count(*)::int as count from petition_signatures where petition_id = $1",
      [petitionId],
    );
    expect(rows[0]?.count).toBe(done(answers).length + 1);
    expect(await countsOf(view)).toMatchObject({ households: 4 });
  });

  test("the last signature and a withdrawal: either it is enough, or the name is off, never both", async () => {
    for (const round of times(4)) {
      const { petitionId, view } = await opened(first(people, 2));
      for (const index of [3, 4]) await sign(first(people, index), petitionId);
      await atOnce<unknown>([
        () => sign(first(people, 5 + round), petitionId),
        () => first(people, 4).petitions.unsign({ key: newKey(), petitionId }),
      ]);
      const { stage, ways } = await view();
      const given = ways.find(({ way }) => way === "households")?.count ?? 0;
      expect([stage, given]).toEqual(stage === "due" ? ["due", 4] : ["open", 3]);
    }
  });

  test("one form ten times is one signature, answered alike", async () => {
    const { petitionId } = await opened(first(people, 2));
    const form = { key: newKey(), petitionId };
    const answers = await atOnce(times(10).map(() => () => first(people, 3).petitions.sign(form)));
    expect(done(answers)).toHaveLength(10);
    const { rows } = await house.base.owner.query(
      "select from facts where object_id = $1 and kind = 'petition.signed'",
      [petitionId],
    );
    expect(rows).toHaveLength(2);
  });
});

test("who left the roll counts no more, and the window ends", async () => {
  const { petitionId, numbered, view } = await opened(first(people, 2));
  await sign(first(people, 3), petitionId);
  await house.base.owner.query("update residents set left_on = joined_on where resident_id = $1", [
    residentOf(`甲${nameOf(3)}`),
  ]);
  expect(await countsOf(view)).toEqual({ persons: 1, households: 1, representatives: 0 });
  await house.moveDays(61);
  expect((await house.stranger.petitions.byNumber(numbered)).stage).toBe("open"); // 2026-10-03 is a holiday
  await house.moveDays(6);
  expect((await house.stranger.petitions.byNumber(numbered)).stage).toBe("lapsed");
  await expect(sign(first(people, 4), petitionId)).rejects.toMatchObject(told("petition-window-over"));
  const late = (await chair.petitions.awaiting())[0];
  expect(late?.daysLate).toBe(37); // due on 2026-09-02, and it is 2026-10-09
});
