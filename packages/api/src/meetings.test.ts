import { factsOf } from "@yishi/db/facts";
import { lock } from "@yishi/db/meetings";
import { forVote } from "@yishi/db/meetings/attendance";
import { addDays, instantAt, type Day } from "@yishi/domain/calendar";
import type { AnyFact } from "@yishi/domain/facts";
import { mayVote, type Kind, type Meeting } from "@yishi/domain/meetings";
import { apply, type MeetingFact } from "@yishi/domain/meetings/facts";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { nameOf, newKey, openHouse, type House } from "./testing/house.ts";

let house: House;
let chair: Caller;
let secretary: Caller;
let clerk: Caller;
let supervisor: Caller;
let head: Caller;
/** One of each of the first six households, and the other of the first two. */
const people: Caller[] = [];
const others: Caller[] = [];

beforeAll(async () => {
  house = await openHouse({ households: 12 });
  await house.base.owner.query("update households set residents_group = '一组' where building = '1'");
  secretary = await house.person(`甲${nameOf(10)}`, "secretary");
  clerk = await house.person(`甲${nameOf(9)}`, "deskClerk");
  supervisor = await house.person(`甲${nameOf(7)}`, "supervisor");
  head = await house.person(`甲${nameOf(6)}`, "groupLeader"); // building 1: the first group
  for (const index of times(6)) people.push(await house.person(`甲${nameOf(index)}`));
  for (const index of times(2)) others.push(await house.person(`乙${nameOf(index)}`));
  chair = await house.person(`甲${nameOf(8)}`);
  const chairing = { residentId: residentOf(`甲${nameOf(8)}`), post: "chair" } as const;
  const { concerned } = await house.registrar.posts.appointing(chairing);
  await house.registrar.posts.appoint({
    ...{ key: newKey(), ...chairing, kin: concerned.map(({ memberId }) => ({ memberId, near: false })) },
    ...{ appointedBy: "居民会议", appointedOn: await house.today(), reference: "第1号决定" },
    untilDay: addDays(await house.today(), 700),
  });
}, 120_000);
afterAll(() => house.close());

const told = (code: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused: code } } });
const residentOf = (name: string) => house.roll.find((one) => one.name === name)?.residentId ?? "";
const notice = {
  place: "居委会活动室",
  title: "商量院里停车",
  notice: "请各户来一人。",
  lang: "zh-CN",
} as const;
const moveTo = (day: Day, time: `${number}:${number}`) => house.moveTo(instantAt(day, time));

async function called(by: Caller, kind: Kind, days: number, more: Partial<Asked> = {}) {
  const day = addDays(await house.today(), days);
  const numbered = await by.meetings.announce({
    ...{ key: newKey(), kind, day, time: "19:00", ...notice },
    items: [{ title: "停车位怎么划" }, { title: "谁来管" }],
    ...more,
  });
  const view = (caller = house.stranger) => caller.meetings.byNumber(numbered);
  const { meetingId } = await view();
  return { meetingId, numbered, day, view };
}
type Asked = Parameters<Caller["meetings"]["announce"]>[0];
const come = (by: Caller, meetingId: string) => by.attendance.come({ key: newKey(), meetingId });
const take = (by: Caller, meetingId: string, name: string) =>
  by.attendance.take({ key: newKey(), meetingId, holderId: residentOf(name) });
const said = (item: number) => ({ item, said: "大家都说要划清楚。" });
const decided = (yes: number, dueOn: Day) => ({
  ...said(1),
  resolved: {
    ...{ resolution: "东边划十个车位。", for: yes, against: 1, abstain: 0, carriedOutBy: "副主任", dueOn },
  },
});

/** A residents' meeting to which eight of twelve households came, with its draft laid open. */
async function minuted() {
  const one = await called(chair, "residentsByHousehold", 11);
  await moveTo(one.day, "19:10");
  for (const person of people.slice(0, 3)) await come(person, one.meetingId);
  for (const index of [3, 4, 5, 6, 7]) await take(secretary, one.meetingId, `乙${nameOf(index)}`);
  const dueOn = addDays(one.day, 20);
  await secretary.minutes.write({
    ...{ key: newKey(), meetingId: one.meetingId, lang: "zh-CN" },
    entries: [decided(6, dueOn), said(2)],
  });
  return { ...one, dueOn };
}

describe("a meeting", () => {
  test("is announced to everybody and told to those it calls, household by household", async () => {
    const { view, numbered } = await called(chair, "residentsByHousehold", 11);
    expect(await view()).toMatchObject({
      ...{ stage: "called", kind: "residentsByHousehold", notice: notice.notice, place: notice.place },
      quorum: { base: 12, needed: 8, present: 0, met: false },
      items: [{ title: "停车位怎么划", entry: null }, { title: "谁来管" }],
      mine: null,
    });
    const awaiting = await first(people).meetings.awaiting();
    expect(awaiting).toContainEqual(expect.objectContaining({ what: "come", ...numbered }));
    expect((await view(first(people))).mine).toMatchObject({ called: true, seatTaken: false });
    expect((await house.stranger.meetings.list({})).coming.map(({ number }) => number)).toContain(
      numbered.number,
    );
  });

  test("of a group calls that group alone, by its head; another body's they cannot call", async () => {
    const { view, meetingId } = await called(head, "groupByPerson", 8, { group: "一组" });
    expect(await view()).toMatchObject({ group: "一组", quorum: { base: 12, needed: 8 } });
    expect((await view(first(people, 1))).mine).toMatchObject({ called: false });
    await expect(called(head, "committee", 9)).rejects.toMatchObject(told("only-own-group"));
    await expect(called(chair, "groupByPerson", 9, { group: "没有的组" })).rejects.toMatchObject(
      told("nobody-called"),
    );
    await chair.meetings.callOff({ key: newKey(), meetingId, reason: "改到下个月。", lang: "zh-CN" });
  });

  test("has to be announced in time, and tells whoever calls it from when on", async () => {
    const { bodies } = await chair.meetings.calling();
    const today = await house.today();
    expect(bodies.find(({ kind }) => kind === "committee")).toEqual({
      ...{ kind: "committee", seats: 1, earliest: addDays(today, 4), noticeDays: 3 },
    });
    await expect(called(chair, "committee", 3)).rejects.toMatchObject(told("meeting-notice-too-short"));
    expect((await head.meetings.calling()).bodies.map(({ kind }) => kind)).toEqual([
      "groupByHousehold",
      "groupByPerson",
    ]);
  });

  test("is moved and called off in public, with the reason", async () => {
    const { meetingId, view, day } = await called(chair, "committee", 5);
    const moved = { key: newKey(), meetingId, day, time: "19:00", lang: "zh-CN" } as const;
    await expect(
      chair.meetings.move({ ...moved, place: notice.place, reason: "什么也没变。" }),
    ).rejects.toMatchObject(told("nothing-moved"));
    await chair.meetings.move({ ...moved, key: newKey(), place: "2号楼门厅", reason: "活动室在修。" });
    await chair.meetings.callOff({ key: newKey(), meetingId, reason: "停电，开不了。", lang: "zh-CN" });
    const { stage, place, changes } = await view();
    expect([stage, place]).toEqual(["calledOff", "2号楼门厅"]);
    expect(changes.map(({ kind, fromPlace, reason }) => [kind, fromPlace, reason])).toEqual([
      ["moved", "居委会活动室", "活动室在修。"],
      ["calledOff", "2号楼门厅", "停电，开不了。"],
    ]);
  });
});

describe("attendance", () => {
  test("makes the quorum as it goes, and below it nothing may be put to the vote", async () => {
    const { meetingId, view, day } = await called(chair, "residentsByHousehold", 11);
    await expect(come(first(people), meetingId)).rejects.toMatchObject(told("attendance-not-open"));
    await moveTo(day, "19:05");
    const votes = async () => {
      const committeeId = (
        await house.base.owner.query<{ id: string }>("select committee_id as id from communities")
      ).rows[0]?.id;
      return house.base.db.transaction(committeeId ?? "", async (tx) => {
        const ready = await forVote(tx, meetingId);
        return ready && mayVote(ready.meeting, ready.present, tx.now);
      });
    };
    for (const index of times(7)) await take(secretary, meetingId, `甲${nameOf(index)}`);
    expect(await view()).toMatchObject({ quorum: { base: 12, needed: 8, present: 7, met: false } });
    expect(await votes()).toEqual(refuse("meeting-below-quorum", { base: 12, needed: 8, present: 7 }));
    await clerk.attendance.enter({ key: newKey(), meetingId, holderId: residentOf(`乙${nameOf(7)}`) });
    expect(await view()).toMatchObject({ quorum: { present: 8, met: true } });
    expect(await votes()).toBeNull();
    await clerk.attendance.strike({ key: newKey(), meetingId, holderId: residentOf(`乙${nameOf(7)}`) });
    expect(await votes()).toMatchObject({ refused: "meeting-below-quorum" });
    await expect(
      clerk.attendance.strike({ key: newKey(), meetingId, holderId: residentOf(`乙${nameOf(7)}`) }),
    ).rejects.toMatchObject(told("not-present"));
    const { rows } = await house.base.owner.query(
      "select kind, channel from facts where object_id = $1 and kind like 'meeting.attend%' order by at desc, fact_id desc limit 2",
      [meetingId],
    );
    expect(rows).toEqual([
      { kind: "meeting.attendanceStruck", channel: "meeting" },
      { kind: "meeting.attended", channel: "paper" },
    ]);
    await chair.meetings.callOff({ key: newKey(), meetingId, reason: "人数不够。", lang: "zh-CN" });
  });

  test("of one seat by everybody at once is taken once, however they come", async () => {
    const { meetingId, view, day } = await called(chair, "residentsByHousehold", 11);
    await moveTo(day, "18:50");
    const ways = [
      () => come(first(people), meetingId),
      () => come(first(others), meetingId),
      () => take(chair, meetingId, `甲${nameOf(0)}`),
      () => take(secretary, meetingId, `乙${nameOf(0)}`),
      () => clerk.attendance.enter({ key: newKey(), meetingId, holderId: residentOf(`甲${nameOf(0)}`) }),
      () => clerk.attendance.take({ key: newKey(), meetingId, holderId: residentOf(`乙${nameOf(0)}`) }),
    ];
    const answers = await atOnce(ways);
    expect(done(answers)).toHaveLength(1);
    expect(refused(answers).map((one) => one.refused)).toEqual(times(5).map(() => "already-present"));
    const count = async () =>
      (
        await house.base.owner.query("select from facts where object_id = $1 and kind = 'meeting.attended'", [
          meetingId,
        ])
      ).rowCount;
    expect(await count()).toBe(1);
    // The control: seats that are not the same do not stand in each other's way.
    expect(done(await atOnce(people.slice(1).map((one) => () => come(one, meetingId))))).toHaveLength(5);
    expect([await count(), (await view()).quorum.present]).toEqual([6, 6]);
    await chair.meetings.callOff({ key: newKey(), meetingId, reason: "人数不够。", lang: "zh-CN" });
  });

  test("and a draft of minutes at once: who was there is who the minutes count", async () => {
    const { meetingId, view, day } = await called(chair, "residentsByHousehold", 11);
    await moveTo(day, "19:30");
    await take(secretary, meetingId, `甲${nameOf(9)}`);
    const answers = await atOnce<unknown>([
      ...people.map((one) => () => come(one, meetingId)),
      () => secretary.minutes.write({ key: newKey(), meetingId, entries: [said(1), said(2)], lang: "zh-CN" }),
    ]);
    expect(new Set(refused(answers).map((one) => one.refused))).not.toContain("already-present");
    const { rows } = await house.base.owner.query<{ count: number; present: number }>(
      `select m.present, (select count(*)::int from meeting_attendance a where a.meeting_id = m.meeting_id and a.present) as count
       from meetings m where m.meeting_id = $1`,
      [meetingId],
    );
    expect(first(rows).count).toBe(first(rows).present);
    expect((await view()).quorum.present).toBe(first(rows).present);
  });

  test("shows names to the committee, to those who oversee and to those who were there; to others numbers", async () => {
    const { meetingId, view } = await minuted();
    const names = times(3).map((index) => `甲${nameOf(index)}`);
    const listed = await supervisor.attendance.names({ meetingId });
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(await first(people, 4).attendance.companions({ meetingId })).toEqual([]);
    expect(await first(people).attendance.companions({ meetingId })).toHaveLength(8);
    // Of a household it is who came that was there: the other one of it reads no names.
    expect(await first(others).attendance.companions({ meetingId })).toEqual([]);
    await expect(clerk.attendance.names({ meetingId })).rejects.toMatchObject(told("post-needed"));
    await expect(head.attendance.seats({ meetingId })).rejects.toMatchObject(told("only-own-group"));
    for (const caller of [house.stranger, first(people, 4)])
      expect(JSON.stringify(await view(caller))).not.toContain(`甲${nameOf(0)}`);
    expect((await view()).buildings).toBeNull(); // four of six came: the cells are small
    const { rows } = await house.base.owner.query(
      "select distinct post from sightings where what = 'namedList' and resident_id = $1 and post = 'supervisor'",
      [residentOf(`甲${nameOf(0)}`)],
    );
    expect(rows).toHaveLength(1);
  });
});

describe("minutes", () => {
  test("hold no resolution of a meeting to which too few came", async () => {
    const { meetingId, day } = await called(chair, "residentsByHousehold", 11);
    await moveTo(day, "19:30");
    for (const index of times(7)) await take(secretary, meetingId, `甲${nameOf(index)}`);
    const write = (entries: Parameters<Caller["minutes"]["write"]>[0]["entries"]) =>
      secretary.minutes.write({ key: newKey(), meetingId, entries, lang: "zh-CN" });
    await expect(write([decided(6, addDays(day, 9)), said(2)])).rejects.toMatchObject(
      told("meeting-below-quorum"),
    );
    expect(await write([said(1), said(2)])).toEqual({ status: "minuted" });
  });

  test("are read by those who were there, corrected, signed by two, and then public for good", async () => {
    const { meetingId, view, dueOn } = await minuted();
    expect((await view()).items[0]?.entry).toBeNull();
    expect((await view(first(people, 4))).items[0]?.entry).toBeNull();
    expect((await view(first(people))).items[0]?.entry).toMatchObject({ said: "大家都说要划清楚。" });
    const wrong = { meetingId, item: 2, wrong: "漏了老张说的话。", lang: "zh-CN" } as const;
    await expect(first(people, 4).minutes.ask({ key: newKey(), ...wrong })).rejects.toMatchObject(
      told("was-not-there"),
    );
    const { correctionId } = await first(people).minutes.ask({ key: newKey(), ...wrong });
    await expect(first(people).minutes.ask({ key: newKey(), ...wrong })).rejects.toMatchObject(
      told("correction-already-asked"),
    );
    const { correctUntil } = await view();
    await moveTo(addDays(correctUntil ?? "2026-01-01", 1), "09:00");
    const sign = (by: Caller) => by.minutes.sign({ key: newKey(), meetingId });
    await expect(sign(chair)).rejects.toMatchObject(told("corrections-wait"));
    const mended = { item: 2, said: "老张说：晚上要有人看着。" };
    const answer = { correctionId, reason: "补上了。", lang: "zh-CN" } as const;
    await expect(
      secretary.minutes.answer({ key: newKey(), ...answer, accepted: true, entry: said(2) }),
    ).rejects.toMatchObject(told("minutes-not-changed"));
    await secretary.minutes.answer({ key: newKey(), ...answer, accepted: true, entry: mended });
    expect(await first(people).minutes.corrections({ meetingId })).toMatchObject([
      { status: "accepted", reason: "补上了。", mine: true },
    ]);
    expect(await first(people, 4).minutes.corrections({ meetingId })).toEqual([]);

    expect(await sign(chair)).toEqual({ status: "minuted" });
    await expect(sign(chair)).rejects.toMatchObject(told("minutes-already-signed"));
    await expect(sign(first(people, 4))).rejects.toMatchObject(told("was-not-there"));
    expect(await sign(first(people, 1))).toEqual({ status: "recorded" });
    const signed = await view();
    expect(signed).toMatchObject({ stage: "recorded", quorum: { base: 12, present: 8 } });
    expect(signed.items.map(({ entry }) => entry?.said)).toEqual(["大家都说要划清楚。", mended.said]);
    expect(signed.items[0]?.entry).toMatchObject({ dueOn, followed: true, doneOn: null, flagged: false });
    expect(signed.signatures.map(({ as }) => as)).toEqual(["convener", "present"]);
    const { rows } = await house.base.owner.query<{ hash: string }>(
      "select distinct encode(hash, 'hex') as hash from minute_signatures where meeting_id = $1",
      [meetingId],
    );
    expect(rows).toEqual([{ hash: signed.hash }]);

    await secretary.minutes.supplement({ key: newKey(), meetingId, text: "车位是十一个。", lang: "zh-CN" });
    expect((await view()).supplements).toMatchObject([{ ordinal: 1, text: "车位是十一个。" }]);
    expect((await view()).hash).toBe(signed.hash);
  });

  test("that are signed are changed by nobody, not even past the door; their words may be erased under the law", async () => {
    const { owner } = house.base;
    const { rows } = await owner.query<{ meetingId: string }>(
      `select meeting_id as "meetingId" from meetings where status = 'recorded'`,
    );
    const [one] = rows;
    const change = (statement: string) => owner.query(statement, [one?.meetingId]);
    await expect(change("update minute_entries set said = '别的' where meeting_id = $1")).rejects.toThrow(
      "append-only",
    );
    await expect(change("delete from minute_entries where meeting_id = $1")).rejects.toThrow("append-only");
    await expect(change("update meetings set title = '别的题目' where meeting_id = $1")).rejects.toThrow();
    await expect(change("update minute_signatures set at = now() where meeting_id = $1")).rejects.toThrow(
      "append-only",
    );
    await change(
      "update minute_entries set said = null, erased_at = yishi_now(), erased_ground = 'request' where meeting_id = $1 and item = 2",
    );
  });

  test("what they resolved is late once its day is past, flagged, and done once", async () => {
    const { meetingId, view, dueOn } = await minuted();
    const { correctUntil } = await view();
    await moveTo(addDays(correctUntil ?? "2026-01-01", 1), "09:00");
    for (const by of [chair, first(people)]) await by.minutes.sign({ key: newKey(), meetingId });
    const entry = async () => (await view()).items[0]?.entry;
    const awaits = async () => (await secretary.meetings.awaiting()).map(({ what }) => what);
    expect(await awaits()).toContain("undertaking");
    await moveTo(addDays(dueOn, 30), "09:00");
    const late = await entry();
    expect(late?.flagged).toBe(true);
    const finish = (on: Day) => secretary.minutes.done({ key: newKey(), meetingId, item: 1, on });
    await expect(finish(addDays(await house.today(), 1))).rejects.toMatchObject(told("day-in-the-future"));
    const answers = await atOnce(times(4).map(() => async () => finish(addDays(dueOn, 2))));
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(
      new Set(["undertaking-already-done"]),
    );
    expect(await entry()).toMatchObject({ doneOn: addDays(dueOn, 2), flagged: false });
  });

  test("that two sign at once as the other are signed by one of them", async () => {
    const { meetingId, view } = await minuted();
    await moveTo(addDays((await view()).correctUntil ?? "2026-01-01", 1), "09:00");
    const sign = (by: Caller) => () => by.minutes.sign({ key: newKey(), meetingId });
    const answers = await atOnce([...people.slice(0, 3).map(sign), sign(chair)]);
    expect(done(answers)).toHaveLength(2);
    const codes = new Set(refused(answers).map((one) => one.refused));
    expect(["minutes-already-signed", "meeting-not-at-this-step"]).toEqual(
      expect.arrayContaining([...codes]),
    );
    expect((await view()).stage).toBe("recorded");
  });
});

describe("a petition", () => {
  test("ends in the meeting that was called for it, on the day that was named", async () => {
    const asked = await first(people).petitions.open({
      ...{ key: newKey(), meeting: "residents", title: "开会议一议停车", lang: "zh-CN" },
      asks: "请开居民会议，定下院里停车怎么管。",
    });
    const { petitionId, stage } = await house.stranger.petitions.byNumber(asked);
    if (stage === "open") await first(people, 1).petitions.sign({ key: newKey(), petitionId });
    const meetingOn = addDays(await house.today(), 12);
    await chair.petitions.convene({
      ...{ key: newKey(), petitionId, meetingOn, answer: "在活动室开。", lang: "zh-CN" },
    });
    expect((await house.stranger.petitions.byNumber(asked)).called).toBeNull();
    await house.moveDays(3);
    await expect(called(chair, "representatives", 12, { petition: asked })).rejects.toMatchObject(
      told("petition-asks-another-meeting"),
    );
    // Nine days from now, and named twelve days before: that answer was the notice.
    const { view, numbered } = await called(chair, "residentsByHousehold", 9, { petition: asked });
    expect((await view()).petition).toEqual(asked);
    expect((await house.stranger.petitions.byNumber(asked)).called).toMatchObject(numbered);
    await expect(called(chair, "residentsByHousehold", 9, { petition: asked })).rejects.toMatchObject(
      told("petition-has-its-meeting"),
    );
  });
});

test("a meeting is folded from its facts to the very row that is kept", async () => {
  const { rows } = await house.base.owner.query<{ committeeId: string; meetingId: string }>(
    `select committee_id as "committeeId", meeting_id as "meetingId" from meetings`,
  );
  const folded = new Set<string>();
  for (const { committeeId, meetingId } of rows)
    await house.base.db.transaction(committeeId, async (tx) => {
      const facts = (await factsOf(tx, meetingId)).filter(isOfMeeting);
      expect(facts.reduce<Meeting | null>(apply, null)).toEqual(await lock(tx, meetingId));
      for (const { kind } of facts) folded.add(kind);
    });
  expect([...folded].sort()).toEqual([
    ...["meeting.called", "meeting.calledOff", "meeting.minuted", "meeting.minutesSigned", "meeting.moved"],
  ]);
});

const ofMeeting: ReadonlySet<string> = new Set([
  ...["meeting.called", "meeting.moved", "meeting.calledOff", "meeting.minuted", "meeting.minutesSigned"],
]);
/** The facts that a meeting's row is made of; those of seats and corrections have rows of their own. */
function isOfMeeting(fact: AnyFact): fact is MeetingFact {
  return ofMeeting.has(fact.kind);
}
