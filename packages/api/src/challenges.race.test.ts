import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { residentOf } from "./testing/actors.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { nameOf, newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

// A strike and a ballot of the same seat at once, on a real PostgreSQL, round after round.

let house: House;
let vote: VotingHouse;
let keeper: Caller;
let supervisor: Caller;
const rounds = 12;
const names = times(rounds).map((index) => `甲${nameOf(index)}`);
const said = { words: "他早就不住这里了。", lang: "zh-CN" } as const;
const reason = { answer: "看过户口簿，确实早已不在。", lang: "zh-CN" } as const;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: rounds });
  keeper = vote.secretary;
  supervisor = await house.person("甲一三", "supervisor");
}, 120_000);
afterAll(() => house.close());

/** A vote that is open, with a strike for each elector that its second person has only to confirm. */
async function proposedStrikes() {
  await house.moveDays(3);
  const motionId = await vote.announce();
  const [clerk] = vote.clerks;
  const gone = names.map((name) => residentOf(house, name));
  await house.base.owner.query("update residents set left_on = $2 where resident_id = any($1)", [
    gone,
    addDays(await house.today(), -1),
  ]);
  const strikes = [];
  for (const [index, ofResident] of gone.entries()) {
    const forResident = residentOf(house, `乙${nameOf(index + rounds)}`);
    const { challengeId } = await clerk.challenges.file({
      ...{ key: newKey(), motionId, ground: "notEntitled", ...said, forResident },
    });
    await keeper.challengeAnswers.propose({
      key: newKey(),
      challengeId,
      verdict: "struck",
      ofResident,
      ...reason,
    });
    strikes.push(challengeId);
  }
  await house.moveDays(12);
  return { motionId, strikes };
}

/** Holds the vote as a cast does until the strike waits for it, and lets the ballot come behind. */
async function strikeFirst(motionId: string, strike: () => Promise<unknown>, cast: () => Promise<unknown>) {
  const { owner } = house.base;
  const holder = await owner.connect();
  try {
    await holder.query("begin");
    await holder.query("select pg_advisory_xact_lock_shared(motion_lock($1))", [motionId]);
    const struck = atOnce<unknown>([strike]);
    const waits =
      "select from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock' and not granted";
    while ((await owner.query(waits)).rowCount === 0) await new Promise((resolve) => setImmediate(resolve));
    const given = atOnce<unknown>([cast]);
    await holder.query("commit");
    return [...(await struck), ...(await given)];
  } finally {
    holder.release();
  }
}

describe("a strike and a ballot of the same seat at once", () => {
  test("either the ballot is in the box and nothing is struck, or the seat is struck and has none", async () => {
    const { motionId, strikes } = await proposedStrikes();
    const ways = { ballot: 0, strike: 0 };
    for (const [index, challengeId] of strikes.entries()) {
      const name = first(names, index);
      const residentId = residentOf(house, name);
      const cast = () => first(vote.elders, index).ballots.cast({ key: newKey(), motionId, choice: "for" });
      const strike = () => supervisor.challengeAnswers.confirm({ key: newKey(), challengeId });
      // Every other time the strike has asked for the lock of the vote before the ballot comes.
      const answers =
        index % 2 === 0 ? await atOnce<unknown>([cast, strike]) : await strikeFirst(motionId, strike, cast);
      const { rows } = await house.base.owner.query<{ ballots: number; strikes: number }>(
        `select (select count(*)::int from ballots b join seat_holders h using (committee_id, motion_id, seat)
             where b.motion_id = $1 and h.resident_id = $2) as ballots,
           (select count(*)::int from seat_changes where motion_id = $1 and resident_id = $2) as strikes`,
        [motionId, residentId],
      );
      const [found] = rows;
      expect([found?.ballots, found?.strikes]).toEqual(found?.ballots === 1 ? [1, 0] : [0, 1]);
      expect(done(answers)).toHaveLength(1);
      expect(refused(answers).map((one) => one.refused)).toEqual([
        found?.ballots === 1 ? "seat-has-voted" : "no-seat",
      ]);
      ways[found?.ballots === 1 ? "ballot" : "strike"] += 1;
    }
    expect(ways.ballot).toBeGreaterThan(0);
    expect(ways.strike).toBeGreaterThanOrEqual(rounds / 2);
  });
});
