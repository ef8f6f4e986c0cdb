import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { openVoteMeeting, type VoteMeeting } from "./testing/vote-meeting.ts";

// Everything here happens at once, on a real PostgreSQL with sixteen connections.

const rounds = 8;
let here: VoteMeeting;
beforeAll(async () => {
  here = await openVoteMeeting(2 * rounds);
  await here.begin();
  for (const index of times(16)) await here.comes(index);
}, 240_000);
afterAll(() => here.house.close());

async function rowsOf<Row extends object>(text: string, ...values: readonly unknown[]) {
  return (await here.house.base.owner.query<Row>(text, [...values])).rows;
}
const facts = (motionId: string, kind: string) =>
  rowsOf("select from facts where object_id = $1 and kind = $2", motionId, kind);

describe("opening a vote while somebody is struck", () => {
  test("it is opened with enough or not at all, and nothing breaks, over many rounds", async () => {
    const told: string[] = [];
    for (const motionId of here.motionIds.slice(0, rounds)) {
      // Sixteen are there, as many as it takes; two are struck while it is opened four times over.
      const answers = await atOnce<unknown>([
        () => here.leaves(14),
        ...times(4).map(() => () => here.open(motionId)),
        () => here.leaves(15),
      ]);
      const openings = await rowsOf<{ present: number }>(
        "select present from hand_openings where motion_id = $1",
        motionId,
      );
      expect(await facts(motionId, "vote.opened")).toHaveLength(openings.length);
      for (const { present } of openings) expect(present).toBe(16);
      const no = refused(answers).map((one) => one.refused);
      expect(no.filter((code) => code === "vote-opened-there")).toHaveLength(openings.length === 1 ? 3 : 0);
      expect(no.filter((code) => code === "vote-below-quorum")).toHaveLength(openings.length === 1 ? 0 : 4);
      told.push(...no);
      for (const index of [14, 15]) await here.comes(index);
    }
    expect(told.length).toBeGreaterThan(0);
  });

  test("whoever comes back makes it enough, and the same vote is opened", async () => {
    for (const motionId of here.motionIds) await atOnce([() => here.open(motionId)]);
    const openings = await rowsOf("select from hand_openings where motion_id = any($1)", here.motionIds);
    expect(openings).toHaveLength(2 * rounds);
  });
});

describe("the hands while those who are there vote in the app", () => {
  test("every seat has one ballot, and each is told which: over many rounds", async () => {
    for (const motionId of here.motionIds.slice(0, rounds)) {
      let inApp = 0;
      let counted = false;
      // One after another votes in the app at the very moment in which the second counter hands in; who comes first stands.
      for (const index of times(6)) {
        if (counted) break;
        const hands = here.hands(16 - inApp);
        await here.count(0, motionId, hands);
        const answers = await atOnce<unknown>([
          () => here.cast(index, motionId),
          () => here.count(1, motionId, hands),
        ]);
        const [cast, count] = answers;
        if (!cast || !count) throw new Error("two answers are missing");
        if ("done" in cast) {
          // The ballot came first: the hands are one fewer, and all count again.
          expect(refused([count])).toEqual([
            { refused: "hands-not-as-many", values: { may: 15 - inApp, sum: 16 - inApp } },
          ]);
          inApp += 1;
        } else {
          expect(cast.refused).toMatchObject({ refused: "ballot-taken", values: { channel: "meeting" } });
          expect(done([count])).toEqual([{ answer: "NEW" }]);
          counted = true;
        }
      }
      if (!counted) {
        await here.count(0, motionId, here.hands(16 - inApp));
        expect(await here.count(1, motionId, here.hands(16 - inApp))).toEqual({ answer: "NEW" });
      }
      const given = await rowsOf<{ channel: string; count: number }>(
        "select channel, count(*)::int as count from ballots where motion_id = $1 group by 1 order by 1",
        motionId,
      );
      const hands = { channel: "meeting", count: 16 - inApp };
      expect(given).toEqual(inApp > 0 ? [{ channel: "app", count: inApp }, hands] : [hands]);
      expect(await facts(motionId, "vote.handsCounted")).toHaveLength(1);
    }
  });

  test("two counters at once, many times: the hands are counted once, by two", async () => {
    for (const motionId of here.motionIds.slice(rounds)) {
      const answers = await atOnce(
        times(4).flatMap(() => [
          () => here.count(0, motionId, here.hands(10, 5, 0, 1)),
          () => here.count(1, motionId, here.hands(10, 5, 0, 1)),
        ]),
      );
      const answered = done(answers).map(({ answer }) => answer);
      expect(answered.filter((answer) => answer === "NEW")).toHaveLength(1);
      expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["hands-already-counted"]));
      const seats = await rowsOf<{ actor: string; second: string }>(
        "select actor_id as actor, second_clerk_id as second from ballots where motion_id = $1",
        motionId,
      );
      expect(seats).toHaveLength(16);
      for (const { actor, second } of seats) expect(actor).not.toBe(second);
    }
  });

  test("a ballot that is on its way is waited for: without the lock the hands would not see it", async () => {
    const { owner } = here.house.base;
    const waits = async () => {
      const { rows } = await owner.query<{ waits: boolean }>(
        "select count(*) > 0 as waits from pg_locks where locktype = 'advisory' and not granted",
      );
      return rows[0]?.waits ?? false;
    };
    const client = await owner.connect();
    const motionId = first(here.motionIds, rounds);
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock_shared(motion_lock($1))", [motionId]);
    let answered = false;
    const count = here.count(0, motionId, here.hands(16)).catch(() => (answered = true));
    while (!answered && !(await waits()));
    expect(answered).toBe(false);
    await client.query("rollback");
    client.release();
    await count;
    expect(answered).toBe(true);
  });
});
