import { factsOf } from "@yishi/db/facts";
import { lock } from "@yishi/db/meetings";
import { addDays, type Day } from "@yishi/domain/calendar";
import type { AnyFact } from "@yishi/domain/facts";
import type { Meeting } from "@yishi/domain/meetings/meeting";
import { apply, type MeetingFact } from "@yishi/domain/meetings/facts";
import type { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { decided, notice, openGathering, said, type Gathering } from "./testing/gathering.ts";
import { nameOf, newKey } from "./testing/house.ts";

let here: Gathering;
beforeAll(async () => {
  here = await openGathering();
}, 120_000);
afterAll(() => here.house.close());

const told = (code: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused: code } } });

describe("minutes", () => {
  test("hold no resolution of a meeting to which too few came", async () => {
    const { meetingId, day } = await here.called(here.chair, "residentsByHousehold", 11);
    await here.moveTo(day, "19:30");
    for (const index of times(7)) await here.take(here.secretary, meetingId, `甲${nameOf(index)}`);
    const write = (entries: Parameters<Caller["minutes"]["write"]>[0]["entries"]) =>
      here.secretary.minutes.write({ key: newKey(), meetingId, entries, lang: "zh-CN" });
    await expect(write([decided(6, addDays(day, 9)), said(2)])).rejects.toMatchObject(
      told("meeting-below-quorum"),
    );
    expect(await write([said(1), said(2)])).toEqual({ status: "minuted" });
  });

  test("are read by those who were there, corrected, signed by two, and then public for good", async () => {
    const { meetingId, view, dueOn } = await here.minuted();
    expect((await view()).items[0]?.entry).toBeNull();
    expect((await view(first(here.people, 4))).items[0]?.entry).toBeNull();
    expect((await view(first(here.people))).items[0]?.entry).toMatchObject({ said: "大家都说要划清楚。" });
    const wrong = { meetingId, item: 2, wrong: "漏了老张说的话。", lang: "zh-CN" } as const;
    await expect(first(here.people, 4).minutes.ask({ key: newKey(), ...wrong })).rejects.toMatchObject(
      told("was-not-there"),
    );
    const { correctionId } = await first(here.people).minutes.ask({ key: newKey(), ...wrong });
    await expect(first(here.people).minutes.ask({ key: newKey(), ...wrong })).rejects.toMatchObject(
      told("correction-already-asked"),
    );
    const { correctUntil } = await view();
    await here.moveTo(addDays(correctUntil ?? "2026-01-01", 1), "09:00");
    const sign = (by: Caller) => by.minutes.sign({ key: newKey(), meetingId });
    await expect(sign(here.chair)).rejects.toMatchObject(told("corrections-wait"));
    const mended = { item: 2, said: "老张说：晚上要有人看着。" };
    const answer = { correctionId, reason: "补上了。", lang: "zh-CN" } as const;
    await expect(
      here.secretary.minutes.answer({ key: newKey(), ...answer, accepted: true, entry: said(2) }),
    ).rejects.toMatchObject(told("minutes-not-changed"));
    await here.secretary.minutes.answer({ key: newKey(), ...answer, accepted: true, entry: mended });
    expect(await first(here.people).minutes.corrections({ meetingId })).toMatchObject([
      { status: "accepted", reason: "补上了。", mine: true },
    ]);
    expect(await first(here.people, 4).minutes.corrections({ meetingId })).toEqual([]);

    expect(await sign(here.chair)).toEqual({ status: "minuted" });
    await expect(sign(here.chair)).rejects.toMatchObject(told("minutes-already-signed"));
    await expect(sign(first(here.people, 4))).rejects.toMatchObject(told("was-not-there"));
    expect(await sign(first(here.people, 1))).toEqual({ status: "recorded" });
    const signed = await view();
    expect(signed).toMatchObject({ stage: "recorded", quorum: { base: 12, present: 8 } });
    expect(signed.items.map(({ entry }) => entry?.said)).toEqual(["大家都说要划清楚。", mended.said]);
    expect(signed.items[0]?.entry).toMatchObject({ dueOn, followed: true, doneOn: null, flagged: false });
    expect(signed.signatures.map(({ as }) => as)).toEqual(["convener", "present"]);
    const { rows } = await here.house.base.owner.query<{ hash: string }>(
      "select distinct encode(hash, 'hex') as hash from minute_signatures where meeting_id = $1",
      [meetingId],
    );
    expect(rows).toEqual([{ hash: signed.hash }]);

    await here.secretary.minutes.supplement({
      key: newKey(),
      meetingId,
      text: "车位是十一个。",
      lang: "zh-CN",
    });
    expect((await view()).supplements).toMatchObject([{ ordinal: 1, text: "车位是十一个。" }]);
    expect((await view()).hash).toBe(signed.hash);
  });

  test("that are signed are changed by nobody, not even past the door; their words may be erased under the law", async () => {
    const { owner } = here.house.base;
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
    const { meetingId, view, dueOn } = await here.minuted();
    const { correctUntil } = await view();
    await here.moveTo(addDays(correctUntil ?? "2026-01-01", 1), "09:00");
    for (const by of [here.chair, first(here.people)]) await by.minutes.sign({ key: newKey(), meetingId });
    const entry = async () => (await view()).items[0]?.entry;
    const awaits = async () => (await here.secretary.meetings.awaiting()).map(({ what }) => what);
    expect(await awaits()).toContain("undertaking");
    await here.moveTo(addDays(dueOn, 30), "09:00");
    const late = await entry();
    expect(late?.flagged).toBe(true);
    const finish = (on: Day) => here.secretary.minutes.done({ key: newKey(), meetingId, item: 1, on });
    await expect(finish(addDays(await here.house.today(), 1))).rejects.toMatchObject(
      told("day-in-the-future"),
    );
    const answers = await atOnce(times(4).map(() => async () => finish(addDays(dueOn, 2))));
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(
      new Set(["undertaking-already-done"]),
    );
    expect(await entry()).toMatchObject({ doneOn: addDays(dueOn, 2), flagged: false });
  });

  test("that two sign at once as the other are signed by one of them", async () => {
    const { meetingId, view } = await here.minuted();
    await here.moveTo(addDays((await view()).correctUntil ?? "2026-01-01", 1), "09:00");
    const sign = (by: Caller) => () => by.minutes.sign({ key: newKey(), meetingId });
    const answers = await atOnce([...here.people.slice(0, 3).map(sign), sign(here.chair)]);
    expect(done(answers)).toHaveLength(2);
    const codes = new Set(refused(answers).map((one) => one.refused));
    expect(["minutes-already-signed", "meeting-not-at-this-step"]).toEqual(
      expect.arrayContaining([...codes]),
    );
    expect((await view()).stage).toBe("recorded");
  });
});

test("a meeting is folded from its facts to the very row that is kept", async () => {
  const { meetingId, day } = await here.called(here.chair, "committee", 5);
  const moved = { key: newKey(), meetingId, day, time: "20:00", place: notice.place } as const;
  await here.chair.meetings.move({ ...moved, day: addDays(day, 1), reason: "换到后一天。", lang: "zh-CN" });
  await here.chair.meetings.callOff({ key: newKey(), meetingId, reason: "停电，开不了。", lang: "zh-CN" });
  const { rows } = await here.house.base.owner.query<{ committeeId: string; meetingId: string }>(
    `select committee_id as "committeeId", meeting_id as "meetingId" from meetings`,
  );
  const folded = new Set<string>();
  for (const { committeeId, meetingId } of rows)
    await here.house.base.db.transaction(committeeId, async (tx) => {
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
