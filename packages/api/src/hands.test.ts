import { addDays, instantAt } from "@yishi/domain/calendar";
import type { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { first, times } from "./testing/at-once.ts";
import { newKey } from "./testing/house.ts";
import { openVoteMeeting, type VoteMeeting } from "./testing/vote-meeting.ts";

let here: VoteMeeting;
let motionId: string;
beforeAll(async () => {
  here = await openVoteMeeting(2);
  motionId = here.motionId;
}, 120_000);
afterAll(() => here.house.close());

const told = (code: Parameters<typeof refuse>[0], values?: object) => ({
  cause: { refusal: { refused: code, ...(values && { values }) } },
});
const line = async () => first(await here.house.stranger.hands.ofMeeting({ meetingId: here.meetingId }));

describe("a vote is put to a meeting", () => {
  test("as its notice says, on whose agenda it stands, within its time", async () => {
    const { motion } = await here.house.stranger.proposals.byNumber({
      ...{ year: 2026, number: first(here.proposals).number },
    });
    expect(motion?.meeting).toMatchObject({
      ...here.numbered,
      ...{ status: "called", startsAt: instantAt(here.day, "19:00"), openedAt: null, hands: null },
    });
    expect(await line()).toMatchObject({
      ...{ motionId, item: 1, seats: 24, needed: 16, present: 0, voting: false, openedAt: null, hands: null },
    });
  });

  test("of its own body alone, and of one that is on the agenda and lies within the vote", async () => {
    const { house, vote, day } = here;
    const { proposalId, number } = await vote.proposal();
    await vote.supportAndReview(proposalId);
    const called = async (kind: "committee" | "residentsByHousehold", at: typeof day, about = true) => {
      const numbered = await vote.convener.meetings.announce({
        ...{ key: newKey(), kind, day: at, time: "09:00", place: "居委会活动室", title: "商量楼道的事" },
        ...{ notice: "请按时到。", lang: "zh-CN" },
        items: [{ title: "楼道不堆杂物", ...(about && { about: { year: 2026, number } }) }],
      });
      return (await house.stranger.meetings.byNumber(numbered)).meetingId;
    };
    const put = (meetingId: string) =>
      vote.announce({ opensIn: 11, closesIn: 13 }, proposalId, {}, meetingId);
    const committee = await called("committee", day);
    await expect(put(committee)).rejects.toMatchObject(told("another-body-meets"));
    const without = await called("residentsByHousehold", day, false);
    await expect(put(without)).rejects.toMatchObject(told("not-on-the-agenda"));
    const late = await called("residentsByHousehold", addDays(day, 9));
    await expect(put(late)).rejects.toMatchObject(told("meeting-outside-the-vote"));
    await expect(put(newKey())).rejects.toMatchObject(told("not-found"));
    const [drawn] = (await house.stranger.proposals.byNumber({ year: 2026, number })).motions;
    expect(drawn?.stage).toBe("priorStudied"); // nothing of it was announced
  });
});

describe("it is opened", () => {
  test("not before the meeting begins, and not where it is put to none", async () => {
    await expect(here.open(motionId)).rejects.toMatchObject(told("meeting-not-begun"));
    const elsewhere = await here.vote.announce();
    await expect(here.open(elsewhere)).rejects.toMatchObject(told("vote-not-at-a-meeting"));
  });

  test("not below the quorum of its own roll, and it is said how many are missing", async () => {
    await here.begin();
    for (const index of times(15)) await here.comes(index);
    await expect(here.open(motionId)).rejects.toMatchObject(
      told("vote-below-quorum", { base: 24, needed: 16, present: 15, missing: 1 }),
    );
    expect(await line()).toMatchObject({ present: 15, needed: 16, voting: true });
    const counting = here.vote.scrutineers[0].hands.counting({ motionId });
    expect(await counting).toMatchObject({ opened: false, may: 15 });
    await expect(here.count(0, motionId, here.hands(15))).rejects.toMatchObject(told("vote-not-opened"));
  });

  test("below it not even by who writes into the database, unless its guard is taken away", async () => {
    const { owner, db } = here.house.base;
    const { rows } = await owner.query<{ id: string; member: string; fact: string }>(
      `select m.committee_id as id, m.member_id as member, f.fact_id as fact from members m
       join motion_meetings f on f.committee_id = m.committee_id limit 1`,
    );
    const { id, member, fact } = first(rows);
    const write = (present: number) =>
      db.transaction(id, async (tx) => {
        await tx.raw.query("insert into hand_openings values ($1, $2, $3, $4, yishi_now(), $5)", [
          ...[id, motionId, member, present, fact],
        ]);
        throw new Error("written, and taken back");
      });
    await expect(write(15)).rejects.toThrow("too few are there");
    await expect(write(16)).rejects.toThrow("too few are there");
    await owner.query("alter table hand_openings disable trigger opened_with_quorum");
    await expect(write(15)).rejects.toThrow("written, and taken back");
    await owner.query("alter table hand_openings enable trigger opened_with_quorum");
  });

  test("with enough of them, once, and it is public how many were there", async () => {
    await here.comes(15);
    expect(await here.open(motionId)).toEqual({ present: 16 });
    await expect(here.open(motionId)).rejects.toMatchObject(told("vote-opened-there"));
    expect(await line()).toMatchObject({ presentThen: 16, hands: null, outcome: null });
  });
});

describe("a show of hands", () => {
  test("is of those who are there and have not voted: who voted in the app or on paper raises none", async () => {
    const counting = () => here.vote.scrutineers[0].hands.counting({ motionId });
    expect(await counting()).toEqual({
      ...{ present: 16, may: 16, opened: true, mine: false, others: 0, counted: null },
    });
    await here.cast(0, motionId);
    const { seat } = (await first(here.vote.elders, 1).ballots.seat({ motionId })) ?? { seat: 0 };
    const paper = { motionId, seat, choice: "against", channel: "meeting" } as const;
    await here.vote.clerks[0].ballots.transcribe({ key: newKey(), ...paper });
    expect(await counting()).toMatchObject({ present: 16, may: 14 }); // a paper that waits was given
    await here.vote.clerks[1].ballots.transcribe({ key: newKey(), ...paper });
    expect(await counting()).toMatchObject({ may: 14 });
    await expect(here.leaves(1)).rejects.toMatchObject(told("voted-there"));
  });

  test("is not counted by who announced it, nor by its author", async () => {
    const form = { key: newKey(), motionId, hands: here.hands(14) };
    await expect(here.vote.convener.hands.count(form)).rejects.toMatchObject(told("post-needed"));
    await here.house.base.owner.query(
      `update proposals set author_id = (select resident_id from residents where name = '甲二一'), fact_id = (select fact_id from facts limit 1)
       where proposal_id = $1`,
      [first(here.proposals).proposalId],
    );
    await expect(here.count(0, motionId, here.hands(14))).rejects.toMatchObject(
      told("scrutineer-interested"),
    );
    await here.house.base.owner.query(
      `update proposals set author_id = (select resident_id from residents where name = '乙二三'), fact_id = (select fact_id from facts offset 1 limit 1)
       where proposal_id = $1`,
      [first(here.proposals).proposalId],
    );
  });

  test("comes to exactly those who may, counted by two, each by themselves; where they differ both count again", async () => {
    const { hands, count } = here;
    await expect(count(0, motionId, hands(15))).rejects.toMatchObject(
      told("hands-not-as-many", { may: 14, sum: 15 }),
    );
    expect(await count(0, motionId, hands(8, 4, 1, 1))).toEqual({ answer: "FIRST" });
    expect(await count(0, motionId, hands(7, 5, 1, 1))).toEqual({ answer: "FIRST" }); // the newest stands
    expect(await here.vote.scrutineers[1].hands.counting({ motionId })).toMatchObject({
      mine: false,
      others: 1,
    });
    expect(await count(1, motionId, hands(8, 4, 1, 1))).toEqual({ answer: "DIFFERS" });
    expect(await here.vote.scrutineers[0].hands.counting({ motionId })).toMatchObject({
      mine: false,
      others: 0,
    });
    expect(await count(1, motionId, hands(8, 4, 1, 1))).toEqual({ answer: "FIRST" });
    expect(await count(0, motionId, hands(8, 4, 1, 1))).toEqual({ answer: "NEW" });
    expect(await line()).toMatchObject({ hands: 14, outcome: null });
    await expect(count(1, motionId, hands(14))).rejects.toMatchObject(told("hands-already-counted"));
  });

  test("takes those seats: who raised a hand is told so when they vote again, and is not struck any more", async () => {
    await expect(here.cast(5, motionId)).rejects.toMatchObject(told("ballot-taken"));
    await expect(here.cast(5, motionId)).rejects.toMatchObject({
      cause: { refusal: { values: { channel: "meeting" } } },
    });
    await expect(here.leaves(5)).rejects.toMatchObject(told("voted-there"));
    await expect(
      here.vote.convener.meetings.callOff({
        ...{ key: newKey(), meetingId: here.meetingId, reason: "开不成了。", lang: "zh-CN" },
      }),
    ).rejects.toMatchObject(told("meeting-was-quorate"));
  });

  test("a paper of the meeting is of somebody who is there; others vote at the desk", async () => {
    const paper = { key: newKey(), motionId, seat: 24, choice: "for" } as const;
    const read = here.vote.clerks[0].ballots;
    await expect(read.transcribe({ ...paper, channel: "meeting" })).rejects.toMatchObject(
      told("not-at-the-meeting"),
    );
    expect(await read.transcribe({ ...paper, channel: "desk" })).toEqual({ answer: "FIRST" });
    expect(
      await here.vote.clerks[1].ballots.transcribe({ ...paper, key: newKey(), channel: "desk" }),
    ).toEqual({
      answer: "NEW",
    });
  });

  test("what was voted is in no minutes before the count", async () => {
    const resolved = { resolution: "楼道不堆杂物。", for: 8, against: 4, abstain: 2 };
    const entries = times(2).map((index) => ({ item: index + 1, said: "投票表决了。" }));
    const form = { key: newKey(), meetingId: here.meetingId, lang: "zh-CN" } as const;
    await expect(
      here.vote.secretary.minutes.write({
        ...form,
        entries: [{ ...first(entries), resolved }, first(entries, 1)],
      }),
    ).rejects.toMatchObject(told("item-is-voted-on", { item: 1 }));
    await here.vote.secretary.minutes.write({ ...form, key: newKey(), entries });
    await expect(here.open(first(here.motionIds, 1))).rejects.toMatchObject(told("meeting-not-at-this-step"));
  });
});

describe("the count", () => {
  test("adds the hands to the papers and to the app, and says how many there were, never how they voted apart", async () => {
    await here.house.moveTo(instantAt(addDays(here.day, 4), "18:00"));
    const sheet = { motionId, desk: 1, homeBox: 0, meeting: 1 };
    for (const scrutineer of here.vote.scrutineers)
      await scrutineer.ballots.count({ key: newKey(), ...sheet });
    const { number } = first(here.proposals);
    const { motion, timeline } = await here.house.stranger.proposals.byNumber({ year: 2026, number });
    // 8 hands, one in the app and one at the desk; 4 hands and one paper; one abstained and one raised no hand.
    expect(motion?.outcome).toMatchObject({
      ...{ result: "passed", hands: 14, channels: { app: 1, desk: 1, homeBox: 0, meeting: 1 } },
      majority: { for: 10, against: 5, abstain: 2, invalid: 0, present: 17, needed: 9 },
    });
    expect(await line()).toMatchObject({ hands: 14, outcome: { result: "passed", for: 10, against: 5 } });
    const steps = timeline.map(({ kind, figures }) => [kind, figures]);
    expect(steps).toContainEqual(["vote.opened", { present: 16, base: 24, needed: 16 }]);
    expect(steps).toContainEqual(["vote.handsCounted", { seats: 14 }]);
  });

  test("tells who raised a hand that they did, and not which", async () => {
    const { number } = first(here.proposals);
    const { mine } = await first(here.vote.elders, 5).proposals.byNumber({ year: 2026, number });
    expect(mine?.ballot).toMatchObject({ choice: "hands", channel: "meeting" });
    const { rows } = await here.house.base.owner.query<{ choice: string }>(
      "select distinct choice from ballots where motion_id = $1 and seat not in (select seat from ballots where motion_id = $1 and choice <> 'hands')",
      [motionId],
    );
    expect(rows.map(({ choice }) => choice.trim())).toEqual(["hands"]);
  });
});
