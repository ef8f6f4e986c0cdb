import { castOutcome, isChoice, oneChoice, paperChoices, transcribeOutcome } from "@yishi/domain/ballots";
import { fewestOptions, forms, mostOptions, type Question } from "@yishi/domain/motions/forms";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cast, transcribe } from "./ballots.ts";
import { newId } from "./ids.ts";
import { committeeId, day, elector, now, openHand, soon, yesNo } from "./testing/ballot-hand.ts";
import type { Hand } from "./testing/hand.ts";
import type { TestDatabase } from "./testing/database.ts";

// Which choices answer which question, by the domain and by the database: the same, over every question and every choice.

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

let base: TestDatabase;
let hand: Hand;
beforeAll(async () => {
  ({ base, hand } = await openHand());
});
afterAll(() => base.close());

test("a choice answers every question by the database as by the domain", async () => {
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

test.each(questions)(
  "a choice is taken or refused as the domain says: $form of $options",
  async (question) => {
    const window = { when: "", opensAt: soon(-day), closesAt: soon(day), counted: false };
    const motionId = await hand.motion(window, true, question);
    const before = await hand.size(motionId);
    let [seat, taken] = [1, 0];
    let accountId = await elector(hand, motionId, seat, "holder");
    for (const choice of everyChoice) {
      const key = newId();
      const asked = {
        seat: true,
        recused: false,
        struck: false,
        existingKey: null,
        key,
        window,
        question,
        choice,
      };
      const { answer } = await cast(base.db, { committeeId, accountId, motionId, choice, key });
      expect([choice, answer]).toEqual([choice, castOutcome(asked, now)]);
      if (answer !== "NEW") continue;
      taken += 1;
      seat += 1;
      accountId = await elector(hand, motionId, seat, "holder");
    }
    const answers = { yesNo: 2, oneOf: question.options, approval: 2 ** question.options - 1 }[question.form];
    expect(taken).toBe(answers + 1);
    // A choice that was refused changed nothing.
    const after = { ballots: before.ballots + taken, facts: before.facts + taken, readings: 0 };
    expect(await hand.size(motionId)).toEqual(after);
  },
);

test.each(questions)(
  "a choice is read from paper as the domain says: $form of $options",
  async (question) => {
    const window = { when: "", opensAt: soon(-day), closesAt: soon(day), counted: false };
    const motionId = await hand.motion(window, true, question);
    await hand.seats(motionId, everyChoice.length);
    const clerkId = newId();
    let read = 0;
    for (const [at, choice] of everyChoice.entries()) {
      const mine = { clerkId, choice, channel: "desk" } as const;
      const paper = { committeeId, motionId, seat: at + 1, key: newId(), ...mine };
      const { answer } = await transcribe(base.db.pool, paper);
      const asked = { seat: true, taken: false, struck: false, first: null, mine, window, question };
      expect([choice, answer]).toEqual([choice, transcribeOutcome(asked, now)]);
      if (answer === "FIRST") read += 1;
    }
    expect(read).toBeGreaterThan(3);
    expect(await hand.size(motionId)).toMatchObject({ ballots: 0, readings: read });
  },
);

test("a database that took another choice would be noticed", async () => {
  const answering = await base.owner.query<{ source: string }>(
    "select pg_get_functiondef('is_choice'::regproc) as source",
  );
  const whole = answering.rows[0]?.source ?? "";
  const loose = whole.replace("generate_series(1, options)", "generate_series(1, options + 1)");
  expect(loose).not.toBe(whole);
  const open = { when: "", opensAt: now, closesAt: soon(day), counted: false };
  const oneOfTwo = await hand.motion(open, true, { form: "oneOf", options: 2 });
  const holder = await elector(hand, oneOfTwo, 1, "holder");
  const third = { committeeId, accountId: holder, motionId: oneOfTwo, choice: "o3", key: newId() };
  expect((await cast(base.db, third)).answer).toBe("WRONG");
  await base.owner.query(loose);
  expect((await cast(base.db, third)).answer).toBe("NEW");
  await base.owner.query(whole);
});
