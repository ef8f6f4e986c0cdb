import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

// Everything here happens at once, on a real PostgreSQL with sixteen connections.

let house: House;
let vote: VotingHouse;
const electors = 12;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors });
}, 120_000);
afterAll(() => house.close());

const choiceOf = (index: number) => (["for", "against", "abstain"] as const)[index % 3] ?? "for";

async function countOf(text: string, motionId: string): Promise<number> {
  const { rows } = await house.base.owner.query<{ count: number }>(
    `select count(*)::int as count from ${text}`,
    [motionId],
  );
  return rows[0]?.count ?? -1;
}
const ballotsOf = (motionId: string) => countOf("ballots where motion_id = $1", motionId);

async function seatOf(asker: Caller, motionId: string): Promise<number> {
  const seat = await asker.ballots.seat({ motionId });
  if (!seat) throw new Error("the elector has no seat");
  return seat.seat;
}

describe("one seat", () => {
  let motionId: string;
  beforeAll(async () => {
    motionId = await vote.announce();
    await house.moveDays(12);
  });

  test("twenty ballots at once: one is taken, nineteen are told when and how, and the first stands", async () => {
    const elder = first(vote.elders);
    const answers = await atOnce(
      times(20).map(
        (index) => () => elder.ballots.cast({ key: newKey(), motionId, choice: choiceOf(index) }),
      ),
    );
    const [taken, ...others] = done(answers);
    expect(others).toEqual([]);
    const told = { refused: "ballot-taken", values: { at: taken?.at.toISOString(), channel: "app" } };
    expect(refused(answers)).toEqual(times(19).map(() => told));
    expect(await ballotsOf(motionId)).toBe(1);
  });

  test("the same form twenty times at once: one ballot, and all are answered alike", async () => {
    const before = await ballotsOf(motionId);
    const key = newKey();
    const elder = first(vote.elders, 1);
    const answers = await atOnce(
      times(20).map((index) => () => elder.ballots.cast({ key, motionId, choice: choiceOf(index) })),
    );
    expect(refused(answers)).toEqual([]);
    expect(done(answers)).toEqual(times(20).map(() => done(answers)[0]));
    expect(await ballotsOf(motionId)).toBe(before + 1);
  });

  test("two adults of each household at once: the household has one ballot, whoever came first", async () => {
    const before = await ballotsOf(motionId);
    const homes = times(4).map((index) => index + 2);
    for (const home of homes) {
      const answers = await atOnce(
        [vote.elders, vote.adults].map((people) => () => {
          return first(people, home).ballots.cast({ key: newKey(), motionId, choice: "for" });
        }),
      );
      expect([done(answers).length, refused(answers).map((one) => one.refused)]).toEqual([
        1,
        ["ballot-taken"],
      ]);
    }
    expect(await ballotsOf(motionId)).toBe(before + homes.length);
  });

  test("the app against two clerks with paper of the desk and of the meeting: one ballot a seat", async () => {
    const before = await ballotsOf(motionId);
    const rounds = times(electors - 6).map((index) => index + 6);
    for (const home of rounds) {
      const seat = await seatOf(first(vote.elders, home), motionId);
      const read = (clerk: 0 | 1, channel: "desk" | "meeting") => async () => {
        const paper = { motionId, seat, choice: "against" as const, channel };
        const { answer } = await vote.clerks[clerk].ballots.transcribe({ key: newKey(), ...paper });
        return answer;
      };
      // Every other household's paper was read by the first clerk already.
      if (home % 2 === 0) expect(await read(0, "meeting")()).toBe("FIRST");
      const cast = async () => {
        await first(vote.elders, home).ballots.cast({ key: newKey(), motionId, choice: "for" });
        return "CAST";
      };
      const channel = home % 3 === 0 ? "desk" : "meeting";
      const answers = await atOnce([read(1, "meeting"), cast, read(0, channel), read(1, channel)]);
      const given = done(answers).filter((answer) => answer === "CAST" || answer === "NEW");
      const { rows } = await house.base.owner.query<{ channel: string; key: string }>(
        "select channel, key from ballots where motion_id = $1 and seat = $2",
        [motionId, seat],
      );
      expect(given).toHaveLength(1);
      expect(rows).toHaveLength(1);
      expect(rows[0]?.channel === "app").toBe(given[0] === "CAST");
    }
    expect(await ballotsOf(motionId)).toBe(before + rounds.length);
    expect(
      await countOf("facts where object_id = $1 and kind in ('ballot.cast', 'ballot.transcribed')", motionId),
    ).toBe(before + rounds.length);
  });

  test("two clerks who read the same paper at once make one ballot, and neither makes it alone", async () => {
    const [seat, key] = [24, newKey()];
    const paper = { motionId, seat, choice: "for" as const, channel: "homeBox" as const };
    const alone = await atOnce(
      times(8).map(() => () => vote.clerks[0].ballots.transcribe({ key: newKey(), ...paper })),
    );
    expect(done(alone)).toEqual([{ answer: "FIRST" }]);
    expect(new Set(refused(alone).map((one) => one.refused))).toEqual(new Set(["paper-own-reading"]));
    const both = await atOnce(times(8).map(() => () => vote.clerks[1].ballots.transcribe({ key, ...paper })));
    expect(done(both)).toEqual(times(8).map(() => ({ answer: "NEW" })));
    // As with a ballot from the app, the form decides and never the choice.
    const otherwise = { ...paper, choice: "against" as const };
    expect(await vote.clerks[1].ballots.transcribe({ key, ...otherwise })).toEqual({ answer: "NEW" });
    const elsewhere = atOnce([() => vote.clerks[1].ballots.transcribe({ key, ...paper, seat: 22 })]);
    expect(refused(await elsewhere)).toMatchObject([{ refused: "form-reused" }]);
    expect(await countOf(`ballots where motion_id = $1 and seat = ${seat}`, motionId)).toBe(1);
  });

  test("without the rule of one ballot a seat the same race leaves several: the test can fail", async () => {
    await house.base.owner.query("create table loose_ballots (like ballots)");
    const elder = first(vote.elders);
    const seat = await seatOf(elder, motionId);
    const cast = async () => {
      const { rowCount } = await house.base.owner.query(
        "select from loose_ballots where motion_id = $1 and seat = $2",
        [motionId, seat],
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (rowCount === 0) {
        await house.base.owner.query(
          "insert into loose_ballots select * from ballots where motion_id = $1 and seat = $2",
          [motionId, seat],
        );
      }
    };
    await Promise.all(times(4).map(cast));
    expect(await countOf("loose_ballots where motion_id = $1", motionId)).toBeGreaterThan(1);
    await house.base.owner.query("drop table loose_ballots");
  });
});

describe("the end of a vote", () => {
  test("ballots given while it closes and is counted are counted or told that it is closed, never neither", async () => {
    const motionId = await vote.announce();
    await house.moveDays(12);
    const paper = { motionId, seat: 23, choice: "for" as const, channel: "desk" as const };
    for (const clerk of vote.clerks) await clerk.ballots.transcribe({ key: newKey(), ...paper });
    const { rows } = await house.base.owner.query<{ closesAt: Date }>(
      `select closes_at as "closesAt" from motions where motion_id = $1`,
      [motionId],
    );
    const closesAt = first(rows).closesAt;
    await house.moveTo(new Date(closesAt.getTime() - 300));
    const acknowledged: Date[] = [];
    let closed = 0;
    let counting = true;
    const casting = vote.elders.map(async (elector, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 50));
      const [answer] = await atOnce([
        () => elector.ballots.cast({ key: newKey(), motionId, choice: choiceOf(index) }),
      ]);
      if (answer && "done" in answer) acknowledged.push(answer.done.at);
      else if (answer?.refused.refused === "vote-closed") closed += 1;
    });
    const sheet = { motionId, desk: 1, homeBox: 0, meeting: 0 };
    const count = async (scrutineer: Caller) => {
      const key = newKey();
      while (counting) {
        const [answer] = await atOnce([() => scrutineer.ballots.count({ key, ...sheet })]);
        if (answer && "done" in answer) return answer.done.result;
        expect(answer?.refused.refused).toBe("vote-still-open");
      }
      return "given up";
    };
    const counts = vote.scrutineers.map(count);
    await Promise.all(casting);
    const results = await Promise.all(counts);
    counting = false;
    expect(results.filter((result) => result === "waiting")).toHaveLength(1);
    const { rows: outcomes } = await house.base.owner.query<{
      outcome: { channels: { app: number; desk: number }; quorum: { present: number } };
    }>("select outcome from motions where motion_id = $1", [motionId]);
    const { channels, quorum } = first(outcomes).outcome;
    expect(channels).toMatchObject({ app: acknowledged.length, desk: 1 });
    expect(quorum.present).toBe(acknowledged.length + 1);
    expect(await ballotsOf(motionId)).toBe(acknowledged.length + 1);
    for (const at of acknowledged) expect(at.getTime()).toBeLessThan(closesAt.getTime());
    expect(acknowledged.length + closed).toBe(electors);
    expect([acknowledged.length > 0, closed > 0]).toEqual([true, true]);
  });

  test("two scrutineers at once: one waits for the other and the result is declared exactly once; published twice at once, it has one number", async () => {
    const motionId = await vote.announce();
    await house.moveDays(17);
    const sheet = { motionId, desk: 0, homeBox: 0, meeting: 0 };
    const counts = await atOnce(
      vote.scrutineers.flatMap((scrutineer) =>
        times(3).map(() => async () => {
          const { result } = await scrutineer.ballots.count({ key: newKey(), ...sheet });
          return result;
        }),
      ),
    );
    expect(await countOf("facts where object_id = $1 and kind = 'motion.counted'", motionId)).toBe(1);
    expect(done(counts).filter((result) => result === "noQuorum")).toHaveLength(1);
    expect(done(counts)).toContain("waiting");
    for (const one of refused(counts)) expect(one.refused).toBe("proposal-not-at-this-step");
    const published = await atOnce(
      times(6).map(() => () => vote.secretary.resolutions.publish({ key: newKey(), motionId })),
    );
    expect(done(published)).toHaveLength(1);
    for (const one of refused(published)) expect(one.refused).toBe("already-published");
    expect(await countOf("resolutions where motion_id = $1", motionId)).toBe(1);
    const { rows } = await house.base.owner.query<{ last: number }>(
      "select last from counters where kind = 'resolution' order by year desc limit 1",
    );
    expect(rows[0]?.last).toBe(done(published)[0]?.number); // the five who came late took no number
  });
});
