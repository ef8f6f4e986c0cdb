import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  approvalChoice,
  castOutcome,
  choiceShape,
  isChoice,
  isOpen,
  oneChoice,
  paperChannels,
  paperChoices,
  placesIn,
  transcribeOutcome,
  type PaperReading,
  type Window,
} from "./ballots.ts";
import { fewestOptions, forms, mostOptions, type Question } from "./motions/forms.ts";

const opensAt = new Date("2026-02-19T16:00:00Z");
const closesAt = new Date("2026-02-24T10:00:00Z");
const uncounted: Window = { opensAt, closesAt, counted: false };
const soon = (instant: Date, milliseconds: number) => new Date(instant.getTime() + milliseconds);

const moments = [
  { name: "before it opens", now: soon(opensAt, -1), open: false, window: uncounted },
  { name: "from its first instant", now: opensAt, open: true, window: uncounted },
  { name: "in its last millisecond", now: soon(closesAt, -1), open: true, window: uncounted },
  { name: "at its end", now: closesAt, open: false, window: uncounted },
  { name: "once counted", now: opensAt, open: false, window: { ...uncounted, counted: true } },
] as const;
const no = [true, false];
const yesNo: Question = { form: "yesNo", options: 0 };
const several: Question = { form: "oneOf", options: 3 };

test.each(moments)("$name the vote is open: $open", ({ now, open, window }) => {
  expect(isOpen(window, now)).toBe(open);
});

describe("a ballot from the app", () => {
  const cases = moments.flatMap((moment) =>
    no.flatMap((seat) =>
      no.flatMap((recused) =>
        no.flatMap((struck) =>
          [null, "this form", "another form"].flatMap((existingKey) =>
            ["for", "o3"].map((choice) => ({
              ...moment,
              ...{ seat, recused, struck, existingKey, choice, question: yesNo },
            })),
          ),
        ),
      ),
    ),
  );

  test.each(cases)(
    "$name, seat $seat, recused $recused, struck $struck, given before by $existingKey, $choice",
    (one) => {
      const answer = castOutcome({ ...one, key: "this form" }, one.now);
      const seated = one.seat && !one.recused && !one.struck;
      // The six answers, each by its own condition: exactly one of them holds.
      const conditions = {
        NONE: !seated,
        SAME: seated && one.existingKey === "this form",
        TAKEN: seated && one.existingKey === "another form",
        NEW: seated && one.existingKey === null && one.open && one.choice === "for",
        WRONG: seated && one.existingKey === null && one.open && one.choice !== "for",
        CLOSED: seated && one.existingKey === null && !one.open,
      };
      expect(Object.entries(conditions).filter(([, holds]) => holds)).toEqual([[answer, true]]);
    },
  );

  test("a lost answer loses nothing: the same form is told SAME even after the count", () => {
    const asked = {
      ...{ seat: true, recused: false, struck: false, existingKey: "k", key: "k" },
      ...{ question: yesNo, choice: "for" },
    };
    expect(castOutcome({ ...asked, window: { ...uncounted, counted: true } }, soon(closesAt, 1))).toBe(
      "SAME",
    );
  });
});

describe("a signed paper", () => {
  const mine: PaperReading = { clerkId: "second", choice: "for", channel: "desk" };
  const readings = paperChoices.flatMap((choice) => paperChannels.map((channel) => ({ choice, channel })));
  const firsts: readonly (PaperReading | null)[] = [
    null,
    ...readings.map((reading) => ({ ...reading, clerkId: "first" })),
    ...readings.map((reading) => ({ ...reading, clerkId: "second" })),
  ];
  const cases = moments.flatMap((moment) =>
    no.flatMap((seat) =>
      no.flatMap((struck) =>
        no.flatMap((taken) =>
          firsts.flatMap((first) =>
            [yesNo, several].map((question) => ({ ...moment, seat, struck, taken, first, question })),
          ),
        ),
      ),
    ),
  );

  test("whatever was read before, exactly one answer fits", () => {
    for (const { seat: kept, struck, taken, first, window, now, open, question } of cases) {
      const answer = transcribeOutcome({ seat: kept, struck, taken, first, mine, window, question }, now);
      const seat = kept && !struck;
      const asked = question.form === "yesNo";
      const readable = seat && !taken && open && asked;
      const other = readable && first !== null && first.clerkId !== mine.clerkId;
      const agrees = first?.choice === mine.choice && first.channel === mine.channel;
      const conditions = {
        NONE: !seat,
        TAKEN: seat && taken,
        CLOSED: seat && !taken && !open,
        WRONG: seat && !taken && open && !asked,
        FIRST: readable && first === null,
        OWN: readable && first?.clerkId === mine.clerkId,
        NEW: other && agrees,
        DIFFERS: other && !agrees,
      };
      expect(Object.entries(conditions).filter(([, holds]) => holds)).toEqual([[answer, true]]);
    }
    expect(cases).toHaveLength(5 * 2 * 2 * 2 * 25 * 2);
  });

  test("one clerk never makes a ballot alone, however often they read it", () => {
    const own = {
      ...{ seat: true, struck: false, taken: false, first: mine, mine },
      ...{ window: uncounted, question: yesNo },
    };
    expect(transcribeOutcome(own, opensAt)).toBe("OWN");
  });
});

describe("a choice", () => {
  const questions: readonly Question[] = forms.flatMap((form) =>
    form === "yesNo"
      ? [yesNo]
      : Array.from({ length: mostOptions - fewestOptions + 1 }, (_, at) => ({
          form,
          options: at + fewestOptions,
        })),
  );
  const all = [
    ...paperChoices,
    ...Array.from({ length: 9 }, (_, at) => oneChoice(at)),
    ...Array.from({ length: 2 ** mostOptions }, (_, mask) =>
      Array.from({ length: mostOptions }, (_, at) => (mask & (1 << at) ? "x" : "-")).join(""),
    ),
  ];

  test("answers what was asked, and nothing else does", () => {
    for (const { form, options } of questions) {
      const fits = all.filter((choice) => isChoice({ form, options }, choice, "app"));
      const many = { yesNo: 2, oneOf: options, approval: 2 ** options - 1 }[form];
      expect([form, options, fits.length]).toEqual([form, options, many + 1]);
      expect(all.filter((choice) => isChoice({ form, options }, choice, "paper"))).toHaveLength(many + 2);
    }
  });

  test("that was never written so is none, whatever else it is", () => {
    const strange = [
      "",
      " for",
      "for ",
      "o",
      "o0",
      "o8",
      "o10",
      "O1",
      "-------",
      "x",
      "xxxxxxxx",
      "x-x-x-y",
      "yes",
    ];
    for (const question of questions)
      for (const choice of strange)
        expect([choice, isChoice(question, choice, "paper")]).toEqual([choice, false]);
    for (const choice of strange) expect([choice, choiceShape.test(choice)]).toEqual([choice, false]);
    fc.assert(
      fc.property(fc.string({ maxLength: 9 }), fc.constantFrom(...questions), (choice, question) => {
        if (isChoice(question, choice, "paper")) expect(choiceShape.test(choice)).toBe(true);
      }),
    );
  });

  test("takes seven characters at most, and names the places that it was made of", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: mostOptions })), (places) => {
        const choice = approvalChoice(places);
        expect(choice).toHaveLength(7);
        expect(placesIn(choice)).toEqual([...places].sort());
      }),
    );
    expect(approvalChoice([])).toBe("abstain");
    expect(placesIn(oneChoice(7))).toEqual([7]);
    for (const choice of paperChoices) expect(placesIn(choice)).toEqual([]);
  });
});
