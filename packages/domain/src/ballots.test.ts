import { describe, expect, test } from "vitest";
import {
  castOutcome,
  isOpen,
  paperChannels,
  paperChoices,
  transcribeOutcome,
  type PaperReading,
  type Window,
} from "./ballots.ts";

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

test.each(moments)("$name the vote is open: $open", ({ now, open, window }) => {
  expect(isOpen(window, now)).toBe(open);
});

describe("a ballot from the app", () => {
  const cases = moments.flatMap((moment) =>
    no.flatMap((seat) =>
      no.flatMap((recused) =>
        no.flatMap((struck) =>
          [null, "this form", "another form"].map((existingKey) => ({
            ...moment,
            ...{ seat, recused, struck, existingKey },
          })),
        ),
      ),
    ),
  );

  test.each(cases)(
    "$name, seat $seat, recused $recused, struck $struck, given before by $existingKey",
    (one) => {
      const answer = castOutcome({ ...one, key: "this form" }, one.now);
      const seated = one.seat && !one.recused && !one.struck;
      // The five answers, each by its own condition: exactly one of them holds.
      const conditions = {
        NONE: !seated,
        SAME: seated && one.existingKey === "this form",
        TAKEN: seated && one.existingKey === "another form",
        NEW: seated && one.existingKey === null && one.open,
        CLOSED: seated && one.existingKey === null && !one.open,
      };
      expect(Object.entries(conditions).filter(([, holds]) => holds)).toEqual([[answer, true]]);
    },
  );

  test("a lost answer loses nothing: the same form is told SAME even after the count", () => {
    const asked = { seat: true, recused: false, struck: false, existingKey: "k", key: "k" };
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
        no.flatMap((taken) => firsts.map((first) => ({ ...moment, seat, struck, taken, first }))),
      ),
    ),
  );

  test("whatever was read before, exactly one answer fits", () => {
    for (const { seat: kept, struck, taken, first, window, now, open } of cases) {
      const answer = transcribeOutcome({ seat: kept, struck, taken, first, mine, window }, now);
      const seat = kept && !struck;
      const readable = seat && !taken && open;
      const other = readable && first !== null && first.clerkId !== mine.clerkId;
      const agrees = first?.choice === mine.choice && first.channel === mine.channel;
      const conditions = {
        NONE: !seat,
        TAKEN: seat && taken,
        CLOSED: seat && !taken && !open,
        FIRST: readable && first === null,
        OWN: readable && first?.clerkId === mine.clerkId,
        NEW: other && agrees,
        DIFFERS: other && !agrees,
      };
      expect(Object.entries(conditions).filter(([, holds]) => holds)).toEqual([[answer, true]]);
    }
    expect(cases).toHaveLength(5 * 2 * 2 * 2 * 25);
  });

  test("one clerk never makes a ballot alone, however often they read it", () => {
    const own = { seat: true, struck: false, taken: false, first: mine, mine, window: uncounted };
    expect(transcribeOutcome(own, opensAt)).toBe("OWN");
  });
});
