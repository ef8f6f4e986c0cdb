import {
  castOutcome,
  isChoice,
  oneChoice,
  paperChannels,
  paperChoices,
  transcribeOutcome,
  type PaperReading,
  type Window,
} from "@yishi/domain/ballots";
import { fewestOptions, forms, mostOptions, type Question } from "@yishi/domain/motions/forms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cast, transcribe } from "./ballots.ts";
import { newId } from "./ids.ts";
import { testDatabase, type TestDatabase } from "./testing/database.ts";

// What the domain decides and what the database's two functions do is the same, over every combination. The clock of
// this database stands still, so that "at its very end" is one instant and not a race.

const now = new Date("2026-08-10T04:00:00Z");
const soon = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const day = 86_400_000;
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

const yesNo: Question = { form: "yesNo", options: 0 };
const questions: readonly Question[] = forms.flatMap((form) =>
  form === "yesNo"
    ? [yesNo]
    : Array.from({ length: mostOptions - fewestOptions + 1 }, (_, at) => ({
        form,
        options: fewestOptions + at,
      })),
);
/** Every choice that there can be, and some that there cannot. */
const everyChoice = [
  ...paperChoices,
  ...Array.from({ length: mostOptions + 2 }, (_, place) => oneChoice(place)),
  ...Array.from({ length: 2 ** mostOptions }, (_, mask) =>
    Array.from({ length: mostOptions }, (_, at) => (mask & (1 << at) ? "x" : "-")).join(""),
  ),
  ...["", " ", "FOR", "for ", "o", "o01", "O1", "x", "xxxxxxxx", "x-x-x-y", "x-----", "--", "%", "x------\n"],
];

const committeeId = newId();
const householdId = newId();
const districtId = newId();
const subdistrictId = newId();
let base: TestDatabase;
let hand: Hand;

beforeAll(async () => {
  base = await testDatabase();
  await base.owner.query(
    `create or replace function yishi_now() returns timestamptz language sql volatile as $$ select timestamptz '${now.toISOString()}' $$`,
  );
  hand = handOf(base);
  await hand.insert("districts", { district_id: districtId, name: "测试区" });
  const subdistrict = { subdistrict_id: subdistrictId, district_id: districtId };
  await hand.insert("subdistricts", { ...subdistrict, name: "测试街道" });
  await hand.insert("communities", {
    committee_id: committeeId,
    slug: "pingjia",
    name: "评价里社区",
    subdistrict_id: subdistrictId,
    phone: "0472-555 0100",
    window_place: "",
    founded_at: now,
  });
  const home = { household_id: householdId, building: "1", stairwell: "1", door: "101" };
  await hand.insert("households", { committee_id: committeeId, ...home });
});
afterAll(() => base.close());

const askers = ["holder", "recused", "noSeat", "left", "stranger"] as const;
type Asker = (typeof askers)[number];

/** Somebody with an account who has this seat, was left out of it, never had one, moved away, or is nobody here. */
async function elector(motionId: string, seat: number, asker: Asker): Promise<string> {
  const accountId = newId();
  const account = { account_id: accountId, name: accountId, password_hash: "none", created_at: now };
  await hand.insert("auth.accounts", account);
  const holder = await hand.resident();
  const recused = asker === "recused";
  await hand.seat(motionId, seat, asker === "noSeat" ? await hand.resident() : holder, recused);
  if (asker === "stranger") return accountId;
  await hand.insert("members", {
    committee_id: committeeId,
    member_id: newId(),
    account_id: accountId,
    resident_id: holder,
    name: "某人",
    joined_at: now,
    left_at: asker === "left" ? now : null,
  });
  return accountId;
}

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
          const accountId = await elector(motionId, seat, asker);
          const existing = { thisForm: key, anotherForm: newId(), inTheOtherBox: newId(), none: null }[
            before
          ];
          if (existing) {
            const binding = before === "inTheOtherBox" ? !one.appBallotsCount : one.appBallotsCount;
            await hand.ballot(motionId, seat, binding, existing);
          }
          const asked = {
            seat: asker === "holder" || asker === "recused",
            recused: asker === "recused",
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
    const cases = [true, false].flatMap((seated) =>
      befores.flatMap((before) =>
        firsts.flatMap((first) =>
          readings
            .filter((_, index) => index % 5 === 0 || (first && before === "none"))
            .map((mine) => ({ seated, before, first, mine })),
        ),
      ),
    );
    await hand.seats(motionId, cases.length);
    for (const [index, { seated, before, first }] of cases.entries()) {
      if (!seated) continue;
      if (before !== "none") await hand.ballot(motionId, index + 1, before === "taken", newId());
      if (first) await hand.reading(motionId, index + 1, first);
    }
    const expected = { ballots: 0, facts: 0, readings: 0 };
    const had = await hand.size(motionId);
    for (const [index, { seated, before, first, mine }] of cases.entries()) {
      const seat = seated ? index + 1 : cases.length + index + 1;
      const paper = { committeeId, clerkId: mineId, motionId, seat, ...mine, key: newId() };
      const { answer } = await transcribe(base.db.pool, paper);
      const asked = {
        seat: seated,
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
    expect(cases.length).toBeGreaterThan(700);
  });
});

describe("a choice", () => {
  test("answers every question by the database as by the domain", async () => {
    for (const { form, options } of questions) {
      const told = await base.owner.query<{ app: boolean; paper: boolean }>(
        `select is_choice($1, $2, choice, false) as app, is_choice($1, $2, choice, true) as paper
         from unnest($3::text[]) with ordinality one (choice, place) order by place`,
        [form, options, everyChoice],
      );
      const said = everyChoice.map((choice) => ({
        app: isChoice({ form, options }, choice, "app"),
        paper: isChoice({ form, options }, choice, "paper"),
      }));
      expect(told.rows).toEqual(said);
    }
  });

  test.each(questions)("is taken or refused as the domain says: $form of $options", async (question) => {
    const window = { when: "", opensAt: soon(-day), closesAt: soon(day), counted: false };
    const motionId = await hand.motion(window, true, question);
    const before = await hand.size(motionId);
    let [seat, taken] = [1, 0];
    let accountId = await elector(motionId, seat, "holder");
    for (const choice of everyChoice) {
      const key = newId();
      const asked = { seat: true, recused: false, existingKey: null, key, window, question, choice };
      const { answer } = await cast(base.db, { committeeId, accountId, motionId, choice, key });
      expect([choice, answer]).toEqual([choice, castOutcome(asked, now)]);
      if (answer !== "NEW") continue;
      taken += 1;
      seat += 1;
      accountId = await elector(motionId, seat, "holder");
    }
    const answers = { yesNo: 2, oneOf: question.options, approval: 2 ** question.options - 1 }[question.form];
    expect(taken).toBe(answers + 1);
    // A choice that was refused changed nothing.
    const after = { ballots: before.ballots + taken, facts: before.facts + taken, readings: 0 };
    expect(await hand.size(motionId)).toEqual(after);
  });

  test.each(questions)("is read from paper as the domain says: $form of $options", async (question) => {
    const window = { when: "", opensAt: soon(-day), closesAt: soon(day), counted: false };
    const motionId = await hand.motion(window, true, question);
    await hand.seats(motionId, everyChoice.length);
    const clerkId = newId();
    let read = 0;
    for (const [at, choice] of everyChoice.entries()) {
      const mine = { clerkId, choice, channel: "desk" } as const;
      const paper = { committeeId, motionId, seat: at + 1, key: newId(), ...mine };
      const { answer } = await transcribe(base.db.pool, paper);
      const asked = { seat: true, taken: false, first: null, mine, window, question };
      expect([choice, answer]).toEqual([choice, transcribeOutcome(asked, now)]);
      if (answer === "FIRST") read += 1;
    }
    expect(read).toBeGreaterThan(3);
    expect(await hand.size(motionId)).toMatchObject({ ballots: 0, readings: read });
  });
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

  const answering = await base.owner.query<{ source: string }>(
    "select pg_get_functiondef('is_choice'::regproc) as source",
  );
  const whole = answering.rows[0]?.source ?? "";
  const loose = whole.replace("generate_series(1, options)", "generate_series(1, options + 1)");
  expect(loose).not.toBe(whole);
  const open = { when: "", opensAt: now, closesAt: soon(day), counted: false };
  const oneOfTwo = await hand.motion(open, true, { form: "oneOf", options: 2 });
  const holder = await elector(oneOfTwo, 1, "holder");
  const third = { committeeId, accountId: holder, motionId: oneOfTwo, choice: "o3", key: newId() };
  expect((await cast(base.db, third)).answer).toBe("WRONG");
  await base.owner.query(loose);
  expect((await cast(base.db, third)).answer).toBe("NEW");
  await base.owner.query(whole);
});

type Hand = ReturnType<typeof handOf>;

/** Rows written by the owner's hand, to set any scene at all. */
function handOf({ owner }: TestDatabase) {
  const insert = async (table: string, row: Readonly<Record<string, unknown>>) => {
    const columns = Object.keys(row);
    const values = columns.map((_, index) => `$${index + 1}`).join(", ");
    await owner.query(
      `insert into ${table} (${columns.join(", ")}) values (${values})`,
      columns.map((column) => row[column]),
    );
  };
  const here = { committee_id: committeeId };
  const fact = async () => {
    const factId = newId();
    const [kind, body] = ["test.made", {}];
    const nobody = { object_id: newId(), actor_id: newId(), channel: "app" };
    await insert("facts", { ...here, ...nobody, fact_id: factId, kind, at: now, body });
    return factId;
  };
  const resident = async () => {
    const residentId = newId();
    const born = "1980-01-01";
    const living = { household_id: householdId, joined_on: "2026-01-01" };
    await insert("residents", { ...here, ...living, resident_id: residentId, name: residentId, born });
    return residentId;
  };
  return {
    insert,
    resident,
    async motion(window: Window, appBallotsCount: boolean, question = yesNo) {
      const [proposalId, motionId, factId] = [newId(), newId(), await fact()];
      const authorId = await resident();
      const proposal = { proposal_id: proposalId, author_id: authorId, status: "withdrawn", version: 1 };
      await insert("proposals", {
        ...here,
        ...proposal,
        author_named: false,
        changed_at: now,
        fact_id: factId,
      });
      const motion = { motion_id: motionId, proposal_id: proposalId, ordinal: 1, status: "scheduled" };
      await insert("motions", {
        ...here,
        ...motion,
        version: 1,
        electorate: "household",
        ...question,
        opens_at: window.opensAt,
        closes_at: window.closesAt,
        seats: 0,
        app_ballots_count: appBallotsCount,
        counted_at: window.counted ? now : null,
        outcome: window.counted ? {} : null,
        fact_id: factId,
      });
      return motionId;
    },
    async seat(motionId: string, seat: number, residentId: string, recused: boolean) {
      await insert("seats", { ...here, motion_id: motionId, seat, kind: "household", building: "1" });
      await insert("seat_holders", {
        ...here,
        motion_id: motionId,
        seat,
        resident_id: residentId,
        recused,
      });
    },
    async seats(motionId: string, count: number) {
      await owner.query(
        "insert into seats (committee_id, motion_id, seat, kind, building) select $1, $2, s, 'household', '1' from generate_series(1, $3::int) s",
        [committeeId, motionId, count],
      );
    },
    async ballot(motionId: string, seat: number, binding: boolean, key: string) {
      const given = { choice: "against", channel: "app", actor_id: newId(), resident_id: newId() };
      const ids = { motion_id: motionId, seat, binding, key, fact_id: newId() };
      await insert("ballots", { ...here, ...ids, ...given, at: now });
    },
    async reading(motionId: string, seat: number, { clerkId, ...read }: PaperReading) {
      await insert("paper_readings", {
        ...here,
        motion_id: motionId,
        seat,
        clerk_id: clerkId,
        ...read,
        at: now,
      });
    },
    async size(motionId: string) {
      const { rows } = await owner.query<{ ballots: number; facts: number; readings: number }>(
        `select (select count(*)::int from ballots where motion_id = $1) as ballots,
           (select count(*)::int from facts where object_id = $1) as facts,
           (select count(*)::int from paper_readings where motion_id = $1) as readings`,
        [motionId],
      );
      return rows[0] ?? { ballots: -1, facts: -1, readings: -1 };
    },
  };
}
