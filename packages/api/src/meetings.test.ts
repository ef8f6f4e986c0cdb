import { forVote } from "@yishi/db/meetings/attendance";
import { addDays } from "@yishi/domain/calendar";
import { mayVote } from "@yishi/domain/meetings";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { notice, openGathering, said, type Gathering } from "./testing/gathering.ts";
import { nameOf, newKey } from "./testing/house.ts";

let here: Gathering;
beforeAll(async () => {
  here = await openGathering();
}, 120_000);
afterAll(() => here.house.close());

const told = (code: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused: code } } });

describe("a meeting", () => {
  test("is announced to everybody and told to those it calls, household by household", async () => {
    const { view, numbered } = await here.called(here.chair, "residentsByHousehold", 11);
    expect(await view()).toMatchObject({
      ...{ stage: "called", kind: "residentsByHousehold", notice: notice.notice, place: notice.place },
      quorum: { base: 12, needed: 8, present: 0, met: false },
      items: [{ title: "停车位怎么划", entry: null }, { title: "谁来管" }],
      mine: null,
    });
    const awaiting = await first(here.people).meetings.awaiting();
    expect(awaiting).toContainEqual(expect.objectContaining({ what: "come", ...numbered }));
    expect((await view(first(here.people))).mine).toMatchObject({ called: true, seatTaken: false });
    expect((await here.house.stranger.meetings.list({})).coming.map(({ number }) => number)).toContain(
      numbered.number,
    );
  });

  test("of a group calls that group alone, by its head; another body's they cannot call", async () => {
    const { view, meetingId } = await here.called(here.head, "groupByPerson", 11, { group: "一组" });
    expect(await view()).toMatchObject({ group: "一组", quorum: { base: 12, needed: 8 } });
    expect((await view(first(here.people, 1))).mine).toMatchObject({ called: false });
    await expect(here.called(here.head, "committee", 9)).rejects.toMatchObject(told("only-own-group"));
    await expect(here.called(here.chair, "groupByPerson", 11, { group: "没有的组" })).rejects.toMatchObject(
      told("nobody-called"),
    );
    await here.chair.meetings.callOff({ key: newKey(), meetingId, reason: "改到下个月。", lang: "zh-CN" });
  });

  test("has to be announced in time, and tells whoever calls it from when on", async () => {
    const { bodies } = await here.chair.meetings.calling();
    const today = await here.house.today();
    expect(bodies.find(({ kind }) => kind === "committee")).toEqual({
      ...{ kind: "committee", seats: 1, earliest: addDays(today, 2), noticeDays: 1 },
    });
    await expect(here.called(here.chair, "committee", 1)).rejects.toMatchObject(
      told("meeting-notice-too-short"),
    );
    expect((await here.head.meetings.calling()).bodies.map(({ kind }) => kind)).toEqual([
      "groupByHousehold",
      "groupByPerson",
    ]);
  });

  test("is moved and called off in public, with the reason", async () => {
    const { meetingId, view, day } = await here.called(here.chair, "committee", 5);
    const moved = { key: newKey(), meetingId, day, time: "19:00", lang: "zh-CN" } as const;
    await expect(
      here.chair.meetings.move({ ...moved, place: notice.place, reason: "什么也没变。" }),
    ).rejects.toMatchObject(told("nothing-moved"));
    await here.chair.meetings.move({ ...moved, key: newKey(), place: "2号楼门厅", reason: "活动室在修。" });
    await here.chair.meetings.callOff({ key: newKey(), meetingId, reason: "停电，开不了。", lang: "zh-CN" });
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
    const { meetingId, view, day } = await here.called(here.chair, "residentsByHousehold", 11);
    await expect(here.come(first(here.people), meetingId)).rejects.toMatchObject(told("attendance-not-open"));
    await here.moveTo(day, "19:05");
    const votes = async () => {
      const committeeId = (
        await here.house.base.owner.query<{ id: string }>("select committee_id as id from communities")
      ).rows[0]?.id;
      return here.house.base.db.transaction(committeeId ?? "", async (tx) => {
        const ready = await forVote(tx, meetingId);
        return ready && mayVote(ready.meeting, ready.present, tx.now);
      });
    };
    for (const index of times(7)) await here.take(here.secretary, meetingId, `甲${nameOf(index)}`);
    expect(await view()).toMatchObject({ quorum: { base: 12, needed: 8, present: 7, met: false } });
    expect(await votes()).toEqual(refuse("meeting-below-quorum", { base: 12, needed: 8, present: 7 }));
    await here.clerk.attendance.enter({
      key: newKey(),
      meetingId,
      holderId: here.residentOf(`乙${nameOf(7)}`),
    });
    expect(await view()).toMatchObject({ quorum: { present: 8, met: true } });
    expect(await votes()).toBeNull();
    await here.clerk.attendance.strike({
      key: newKey(),
      meetingId,
      holderId: here.residentOf(`乙${nameOf(7)}`),
    });
    expect(await votes()).toMatchObject({ refused: "meeting-below-quorum" });
    await expect(
      here.clerk.attendance.strike({ key: newKey(), meetingId, holderId: here.residentOf(`乙${nameOf(7)}`) }),
    ).rejects.toMatchObject(told("not-present"));
    const { rows } = await here.house.base.owner.query(
      "select kind, channel from facts where object_id = $1 and kind like 'meeting.attend%' order by at desc, fact_id desc limit 2",
      [meetingId],
    );
    expect(rows).toEqual([
      { kind: "meeting.attendanceStruck", channel: "meeting" },
      { kind: "meeting.attended", channel: "paper" },
    ]);
    await here.chair.meetings.callOff({ key: newKey(), meetingId, reason: "人数不够。", lang: "zh-CN" });
  });

  test("of one seat by everybody at once is taken once, however they come", async () => {
    const { meetingId, view, day } = await here.called(here.chair, "residentsByHousehold", 11);
    await here.moveTo(day, "18:50");
    const ways = [
      () => here.come(first(here.people), meetingId),
      () => here.come(first(here.others), meetingId),
      () => here.take(here.chair, meetingId, `甲${nameOf(0)}`),
      () => here.take(here.secretary, meetingId, `乙${nameOf(0)}`),
      () =>
        here.clerk.attendance.enter({
          key: newKey(),
          meetingId,
          holderId: here.residentOf(`甲${nameOf(0)}`),
        }),
      () =>
        here.clerk.attendance.take({ key: newKey(), meetingId, holderId: here.residentOf(`乙${nameOf(0)}`) }),
    ];
    const answers = await atOnce(ways);
    expect(done(answers)).toHaveLength(1);
    expect(refused(answers).map((one) => one.refused)).toEqual(times(5).map(() => "already-present"));
    const count = async () =>
      (
        await here.house.base.owner.query(
          "select from facts where object_id = $1 and kind = 'meeting.attended'",
          [meetingId],
        )
      ).rowCount;
    expect(await count()).toBe(1);
    // The control: seats that are not the same do not stand in each other's way.
    expect(
      done(await atOnce(here.people.slice(1).map((one) => () => here.come(one, meetingId)))),
    ).toHaveLength(5);
    expect([await count(), (await view()).quorum.present]).toEqual([6, 6]);
    await here.chair.meetings.callOff({ key: newKey(), meetingId, reason: "人数不够。", lang: "zh-CN" });
  });

  test("and a draft of minutes at once: who was there is who the minutes count", async () => {
    const { meetingId, view, day } = await here.called(here.chair, "residentsByHousehold", 11);
    await here.moveTo(day, "19:30");
    await here.take(here.secretary, meetingId, `甲${nameOf(9)}`);
    const answers = await atOnce<unknown>([
      ...here.people.map((one) => () => here.come(one, meetingId)),
      () =>
        here.secretary.minutes.write({
          key: newKey(),
          meetingId,
          entries: [said(1), said(2)],
          lang: "zh-CN",
        }),
    ]);
    expect(new Set(refused(answers).map((one) => one.refused))).not.toContain("already-present");
    const { rows } = await here.house.base.owner.query<{ count: number; present: number }>(
      `select m.present, (select count(*)::int from meeting_attendance a where a.meeting_id = m.meeting_id and a.present) as count
       from meetings m where m.meeting_id = $1`,
      [meetingId],
    );
    expect(first(rows).count).toBe(first(rows).present);
    expect((await view()).quorum.present).toBe(first(rows).present);
  });

  test("shows names to the committee, to those who oversee and to those who were there; to others numbers", async () => {
    const { meetingId, view } = await here.minuted();
    const names = times(3).map((index) => `甲${nameOf(index)}`);
    const listed = await here.supervisor.attendance.names({ meetingId });
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(await first(here.people, 4).attendance.companions({ meetingId })).toEqual([]);
    expect(await first(here.people).attendance.companions({ meetingId })).toHaveLength(8);
    // Of a household it is who came that was there: the other one of it reads no names.
    expect(await first(here.others).attendance.companions({ meetingId })).toEqual([]);
    await expect(here.clerk.attendance.names({ meetingId })).rejects.toMatchObject(told("post-needed"));
    await expect(here.head.attendance.seats({ meetingId })).rejects.toMatchObject(told("only-own-group"));
    for (const caller of [here.house.stranger, first(here.people, 4)])
      expect(JSON.stringify(await view(caller))).not.toContain(`甲${nameOf(0)}`);
    expect((await view()).buildings).toBeNull(); // four of six came: the cells are small
    const { rows } = await here.house.base.owner.query(
      "select distinct post from sightings where what = 'namedList' and resident_id = $1 and post = 'supervisor'",
      [here.residentOf(`甲${nameOf(0)}`)],
    );
    expect(rows).toHaveLength(1);
  });
});

describe("a petition", () => {
  test("ends in the meeting that was called for it, on the day that was named", async () => {
    const asked = await first(here.people).petitions.open({
      ...{ key: newKey(), meeting: "residents", title: "开会议一议停车", lang: "zh-CN" },
      asks: "请开居民会议，定下院里停车怎么管。",
    });
    const { petitionId, stage } = await here.house.stranger.petitions.byNumber(asked);
    if (stage === "open") await first(here.people, 1).petitions.sign({ key: newKey(), petitionId });
    const meetingOn = addDays(await here.house.today(), 12);
    await here.chair.petitions.convene({
      ...{ key: newKey(), petitionId, meetingOn, answer: "在活动室开。", lang: "zh-CN" },
    });
    expect((await here.house.stranger.petitions.byNumber(asked)).called).toBeNull();
    await here.house.moveDays(3);
    await expect(here.called(here.chair, "representatives", 12, { petition: asked })).rejects.toMatchObject(
      told("petition-asks-another-meeting"),
    );
    // Nine days from now, and named twelve days before: that answer was the notice.
    const { view, numbered } = await here.called(here.chair, "residentsByHousehold", 9, { petition: asked });
    expect((await view()).petition).toEqual(asked);
    expect((await here.house.stranger.petitions.byNumber(asked)).called).toMatchObject(numbered);
    await expect(
      here.called(here.chair, "residentsByHousehold", 9, { petition: asked }),
    ).rejects.toMatchObject(told("petition-has-its-meeting"));
  });
});
