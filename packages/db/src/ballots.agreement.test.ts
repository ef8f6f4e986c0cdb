import {
  castOutcome,
  paperChannels,
  paperChoices,
  transcribeOutcome,
  type PaperReading,
  type Window,
} from "@yishi/domain/ballots";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cast, transcribe } from "./ballots.ts";
import { newId } from "./ids.ts";
import { askers, committeeId, day, elector, now, openHand, soon, yesNo } from "./testing/ballot-hand.ts";
import type { TestDatabase } from "./testing/database.ts";
import type { Hand } from "./testing/hand.ts";

// What the domain decides and what the database's two functions do is the same, over every combination.

const stretches = [
  { when: "before it opens", opensAt: soon(1), closesAt: soon(day) },
  { when: "at its first instant", opensAt: now, closesAt: soon(day) },
  { when: "in its middle", opensAt: soon(-day), closesAt: soon(day) },
  { when: "in its last millisecond", opensAt: soon(-day), closesAt: soon(1) },
  { when: "at its end", opensAt: soon(-day), closesAt: now },
  { when: "after its end", opensAt: soon(-2 * day), closesAt: soon(-day) },
];
const windows: readonly (Window & { readonly when: string })[] = stretches.flatMap((stretch) =>
  [false, true].map((counted) => ({
    ...stretch,
    counted,
    when: `${stretch.when}${counted ? ", counted" : ""}`,
  })),
);

let base: TestDatabase;
let hand: Hand;
beforeAll(async () => {
  ({ base, hand } = await openHand());
});
afterAll(() => base.close());

describe("a ballot from the app", () => {
  const befores = ["none", "thisForm", "anotherForm", "inTheOtherBox"] as const;
  const charters = [true, false];

  test.each(windows.flatMap((window) => charters.map((appBallotsCount) => ({ ...window, appBallotsCount }))))(
    "$when, app ballots count: $appBallotsCount",
    async (one) => {
      const motionId = await hand.motion(one, one.appBallotsCount);
      let seat = 0;
      for (const asker of askers) {
        for (const before of befores) {
          seat += 1;
          const key = newId();
          const accountId = await elector(hand, motionId, seat, asker);
          const existing = { thisForm: key, anotherForm: newId(), inTheOtherBox: newId(), none: null }[
            before
          ];
          if (existing) {
            const binding = before === "inTheOtherBox" ? !one.appBallotsCount : one.appBallotsCount;
            await hand.ballot(motionId, seat, binding, existing);
          }
          const asked = {
            seat: !["noSeat", "left", "stranger"].includes(asker),
            recused: asker === "recused",
            struck: asker === "struck" || asker === "seatStruck",
            existingKey: before === "inTheOtherBox" ? null : existing,
            key,
            window: one,
            question: yesNo,
            choice: ["for", "against", "abstain", "o1"][seat % 4] ?? "for",
          };
          const { choice } = asked;
          const had = await hand.size(motionId);
          const reply = await cast(base.db, { committeeId, accountId, motionId, choice, key });
          const expected = castOutcome(asked, now);
          expect([asker, before, reply.answer]).toEqual([asker, before, expected]);
          const added = expected === "NEW" ? 1 : 0;
          expect(await hand.size(motionId)).toEqual({
            ballots: had.ballots + added,
            facts: had.facts + added,
            readings: 0,
          });
        }
      }
      expect(seat).toBe(askers.length * befores.length);
    },
  );
});

describe("a signed paper", () => {
  const [mineId, otherId] = [newId(), newId()];
  const readings = paperChoices.flatMap((choice) => paperChannels.map((channel) => ({ choice, channel })));
  const firsts: readonly (PaperReading | null)[] = [
    null,
    ...[mineId, otherId].flatMap((clerkId) => readings.map((reading) => ({ clerkId, ...reading }))),
  ];
  const befores = ["none", "taken", "advisory"] as const;

  test.each(windows)("$when", async (window) => {
    const motionId = await hand.motion(window, false);
    const cases = ([true, "struck", false] as const).flatMap((seated) =>
      befores.flatMap((before) =>
        firsts.flatMap((first) =>
          readings
            .filter((_, index) => index % 5 === 0 || (first && before === "none" && seated !== "struck"))
            .map((mine) => ({ seated, before, first, mine })),
        ),
      ),
    );
    await hand.seats(motionId, cases.length);
    for (const [index, { seated, before, first }] of cases.entries()) {
      if (!seated) continue;
      if (before !== "none") await hand.ballot(motionId, index + 1, before === "taken", newId());
      if (first) await hand.reading(motionId, index + 1, first);
      if (seated === "struck") await hand.strike(motionId, index + 1, null);
    }
    const expected = { ballots: 0, facts: 0, readings: 0 };
    const had = await hand.size(motionId);
    for (const [index, { seated, before, first, mine }] of cases.entries()) {
      const seat = seated ? index + 1 : cases.length + index + 1;
      const paper = { committeeId, clerkId: mineId, motionId, seat, ...mine, key: newId() };
      const { answer } = await transcribe(base.db.pool, paper);
      const asked = {
        seat: seated !== false,
        struck: seated === "struck",
        taken: before === "taken",
        first: seated ? first : null,
        mine: { ...mine, clerkId: mineId },
        window,
        question: yesNo,
      };
      const outcome = transcribeOutcome(asked, now);
      expect({ seated, before, first, mine, answer }).toMatchObject({ answer: outcome });
      if (outcome === "NEW") expected.ballots += 1;
      if (outcome === "FIRST") expected.readings += 1;
      if (outcome === "NEW" || outcome === "DIFFERS") expected.readings -= 1;
      if (outcome === "NEW" || outcome === "DIFFERS" || outcome === "FIRST") expected.facts += 1;
    }
    expect(await hand.size(motionId)).toEqual({
      ballots: had.ballots + expected.ballots,
      facts: had.facts + expected.facts,
      readings: had.readings + expected.readings,
    });
    expect(cases.length).toBeGreaterThan(900);
  });
});

test("a struck seat that were still seen would be noticed", async () => {
  const window = { when: "", opensAt: soon(-day), closesAt: soon(day), counted: false };
  const motionId = await hand.motion(window, true);
  await hand.seats(motionId, 1);
  await hand.strike(motionId, 1, null);
  const paper = { committeeId, clerkId: newId(), motionId, seat: 1, choice: "for", channel: "desk" } as const;
  expect((await transcribe(base.db.pool, { ...paper, key: newId() })).answer).toBe("NONE");
  const { rows } = await base.owner.query<{ seen: string }>(
    "select qual as seen from pg_policies where tablename = 'seats' and policyname = 'not_struck'",
  );
  await base.owner.query("drop policy not_struck on seats");
  expect((await transcribe(base.db.pool, { ...paper, key: newId() })).answer).toBe("FIRST");
  await base.owner.query(
    `create policy not_struck on seats as restrictive for select to yishi_app, yishi_ballots using (${rows[0]?.seen})`,
  );
});

test("a database that decided otherwise would be noticed", async () => {
  const body = await base.owner.query<{ source: string }>(
    "select pg_get_functiondef('cast_ballot'::regproc) as source",
  );
  const source = body.rows[0]?.source ?? "";
  const late = source.replace("at >= m.closes_at", "at > m.closes_at");
  expect(late).not.toBe(source);
  const window = { when: "", opensAt: soon(-day), closesAt: now, counted: false };
  const motionId = await hand.motion(window, true);
  const accountId = newId();
  await hand.insert("auth.accounts", {
    account_id: accountId,
    name: accountId,
    password_hash: "none",
    created_at: now,
  });
  const resident = await hand.resident();
  const member = { member_id: newId(), account_id: accountId, resident_id: resident };
  await hand.insert("members", { committee_id: committeeId, ...member, name: "某人", joined_at: now });
  await hand.seat(motionId, 1, resident, false);
  const ballot = { committeeId, accountId, motionId, choice: "for" as const, key: newId() };
  expect((await cast(base.db, ballot)).answer).toBe("CLOSED");
  await base.owner.query(late);
  expect((await cast(base.db, ballot)).answer).toBe("NEW");
  await base.owner.query(source);
});
