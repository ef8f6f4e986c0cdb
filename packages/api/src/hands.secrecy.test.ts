import { createHash } from "node:crypto";
import { addDays, instantAt } from "@yishi/domain/calendar";
import { afterAll, beforeAll, expect, test } from "vitest";
import { first, times } from "./testing/at-once.ts";
import { newKey } from "./testing/house.ts";
import { openVoteMeeting, type VoteMeeting } from "./testing/vote-meeting.ts";

// A show of hands is counted in front of everybody; before the count of the whole vote no statement of the server's login
// tells what it was, nor what one counter saw.

let here: VoteMeeting;
let committeeId: string;
const key = newKey();
const seen = { agreed: 11, opposed: 3, withheld: 1, unraised: 1 };
beforeAll(async () => {
  here = await openVoteMeeting(2);
  await here.begin();
  for (const index of times(16)) await here.comes(index);
  for (const motionId of here.motionIds) await here.open(motionId);
  const [counted = "", waiting = ""] = here.motionIds;
  await here.count(0, counted, seen);
  await here.count(1, counted, seen);
  await here.vote.scrutineers[0].hands.count({ key, motionId: waiting, hands: seen });
  const { rows } = await here.house.base.owner.query<{ id: string }>(
    "select committee_id as id from communities",
  );
  committeeId = first(rows).id;
  await here.house.base.owner.query("analyze");
}, 120_000);
afterAll(() => here.house.close());

/** What the server's login is answered, with the community set; whatever it did is taken back. */
async function asServer(statement: string, values: readonly unknown[] = []) {
  const client = await here.house.base.db.pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.committee', $1, true)", [committeeId]);
    const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
    return { rows, error: null };
  } catch (error) {
    return { rows: [], error: error instanceof Error ? error.message : String(error) };
  } finally {
    await client.query("rollback");
    client.release();
  }
}

test.each([
  "select agreed from hand_counts",
  "select * from hand_counts",
  "table hand_readings",
  "select c::text from hand_counts c",
  "select to_jsonb(r) from hand_readings r",
  "select motion_id from hand_counts where agreed > opposed",
  "select motion_id from hand_counts order by opposed",
  "select 1 / (seats - agreed) from hand_counts",
  "select max(unraised) from hand_readings",
  "select pg_column_size(c.*) from hand_counts c",
  "update hand_counts set agreed = agreed returning agreed",
  "delete from hand_readings returning agreed",
  "insert into hand_readings select * from hand_readings",
  "create temp table peek as select agreed from hand_counts",
  "copy hand_counts to stdout",
])("refused: %s", async (statement) => {
  const { rows, error } = await asServer(statement);
  expect(rows).toEqual([]);
  expect(error).toMatch(/permission denied/);
});

test("the owner does see it, and the server sees that hands were counted and how many seats they were", async () => {
  const { rows } = await here.house.base.owner.query(
    "select agreed, opposed, withheld, unraised from hand_counts",
  );
  expect(rows).toEqual([seen]);
  expect((await asServer("select seats from hand_counts")).rows).toEqual([{ seats: 16 }]);
  expect((await asServer("select count(*)::int as waits from hand_readings")).rows).toEqual([{ waits: 1 }]);
});

test("what they say is nowhere among the facts, the statistics, and the forms that were answered", async () => {
  const { rows } = await asServer(
    `select kind, body::text as said from facts where kind like '%hands%'
     union all select procedure, answer::text from submissions where procedure like 'hands.%'
     union all select tablename, most_common_vals::text from pg_stats where tablename like 'hand\\_%'`,
  );
  const said = rows.map((row) => `${String(row["kind"])} ${String(row["said"])}`);
  expect(said.some((one) => one === 'vote.handsCounted {"seats": 16}')).toBe(true);
  expect(said.some((one) => one === 'hands.count {"answer": "NEW"}')).toBe(true);
  expect(said.filter((one) => /agreed|opposed|withheld|unraised|\b(11|3)\b/.test(one))).toEqual([]);
});

test("no hash that is kept of a form can be tried against the figures", async () => {
  const { rows } = await here.house.base.owner.query<{ hash: Buffer }>(
    "select request_hash as hash from submissions where key = $1",
    [key],
  );
  const motionId = first(here.motionIds, 1);
  const kept = first(rows).hash.toString("hex");
  const hashOf = (form: object) =>
    createHash("sha256")
      .update(`hands.count\n${JSON.stringify(Object.entries(form))}`)
      .digest("hex");
  expect(hashOf({ key, motionId, hands: seen })).not.toBe(kept);
  expect(hashOf({ key, motionId })).toBe(kept); // guessed right but for the figures
});

test("what one counter saw is told to no other, and what both saw to nobody, until the vote is counted", async () => {
  const [counted = "", waiting = ""] = here.motionIds;
  for (const caller of [here.vote.scrutineers[1], here.vote.scrutineers[0]])
    for (const motionId of [counted, waiting])
      expect(JSON.stringify(await caller.hands.counting({ motionId }))).not.toMatch(/agreed|11/);
  const shut = await asServer("select * from read_hands($1, $2)", [committeeId, counted]);
  expect(shut).toMatchObject({ rows: [], error: "the vote is not closed" });
  const { number } = first(here.proposals);
  const before = await here.house.stranger.proposals.byNumber({ year: 2026, number });
  expect(before.motion).toMatchObject({ turnout: 16, outcome: null, meeting: { hands: 16 } });
  await here.house.moveTo(instantAt(addDays(here.day, 4), "18:00"));
  const sheet = { motionId: counted, desk: 0, homeBox: 0, meeting: 0 };
  for (const scrutineer of here.vote.scrutineers) await scrutineer.ballots.count({ key: newKey(), ...sheet });
  const after = await here.house.stranger.proposals.byNumber({ year: 2026, number });
  expect(after.motion?.outcome?.majority).toMatchObject({ for: 11, against: 3, abstain: 2, passed: true });
});

test("a vote whose hands are not as many as its seats is not declared", async () => {
  const { owner } = here.house.base;
  const motionId = first(here.motionIds, 1);
  await here.house.base.owner.query("alter table ballots disable trigger no_change");
  await owner.query(
    `insert into ballots select committee_id, $1, seat, binding, choice, channel, actor_id, second_clerk_id, null, key, at, fact_id
     from ballots where motion_id = $2`,
    [motionId, here.motionId],
  );
  const sheet = { motionId, desk: 0, homeBox: 0, meeting: 0 };
  await here.vote.scrutineers[0].ballots.count({ key: newKey(), ...sheet });
  await expect(here.vote.scrutineers[1].ballots.count({ key: newKey(), ...sheet })).rejects.toThrow(
    "the hands are not as many",
  );
});
