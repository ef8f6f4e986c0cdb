import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { oneChoice } from "../ballots.ts";
import { setting } from "../rulebook.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import type { ShareOf } from "../shares.ts";
import { majority } from "./majority.ts";
import { oneOf } from "./one-of.ts";
import { measure, winnerOf, type Heap, type TieRule } from "./options.ts";

const half = setting(cnUrban2025, "meeting.residents.majority");
const exactlyHalf: ShareOf<"present"> = { cmp: "atLeast", num: 1, den: 2, base: "present" };
const threeQuarters = setting(cnUrban2025, "owners.special");
const nobody = { rule: "undecided", costs: [] } as const;

const heaps = (...weights: readonly number[]): readonly Heap[] =>
  weights.map((weight, at) => ({ choice: oneChoice(at + 1), weight }));
const abstained = (weight: number): Heap => ({ choice: "abstain", weight });
function decided(some: readonly Heap[], options: number, share: ShareOf<"present"> = half) {
  const measured = measure(oneOf(some, options), share);
  return { ...measured, ...winnerOf([measured], nobody) };
}

describe("of one of several", () => {
  test("the one with most is decided where more than half of all present named it", () => {
    expect(decided([...heaps(520, 300, 80), abstained(100)], 3)).toMatchObject({
      present: 1_000,
      portion: 500,
      needed: 501,
      options: [
        { count: 520, reached: true },
        { count: 300, reached: false },
        { count: 80, reached: false },
      ],
      winner: 1,
      tied: [],
    });
  });

  test("the one with most is not enough: below the majority no option reached it", () => {
    expect(decided(heaps(450, 350, 200), 3)).toMatchObject({ needed: 501, winner: null, tied: [] });
  });

  test("过半 does not include the half, 以上 does", () => {
    expect(decided([...heaps(500, 400), abstained(100)], 2).winner).toBeNull();
    expect(decided([...heaps(500, 400), abstained(100)], 2, exactlyHalf).winner).toBe(1);
  });

  test("two with exactly half each tie, and nobody breaks it", () => {
    expect(decided(heaps(500, 500), 2, exactlyHalf)).toMatchObject({ winner: null, tied: [1, 2] });
    expect(decided(heaps(500, 500), 2)).toMatchObject({ winner: null, tied: [] });
  });

  test("two that tie below the majority are no tie that would decide", () => {
    expect(decided([...heaps(40, 40), abstained(20)], 2)).toMatchObject({ winner: null, tied: [] });
  });

  test("what cannot be read and who abstains are present, and weigh like a ballot for another one", () => {
    const spoilt = { choice: "invalid", weight: 1 };
    expect(decided([...heaps(2, 1), abstained(0)], 2).winner).toBe(1);
    expect(decided([...heaps(2, 1), spoilt], 2)).toMatchObject({ present: 4, invalid: 1, winner: null });
  });

  test("where nobody is present nothing is decided", () => {
    expect(decided([], 2)).toMatchObject({ present: 0, needed: 1, winner: null, tied: [] });
  });

  test("a ballot that names no option of this vote is a defect", () => {
    for (const choice of ["o3", "for", "x------", ""])
      expect(() => oneOf([{ choice, weight: 1 }], 2)).toThrow(RangeError);
    expect(() => oneOf([{ choice: "o1", weight: -1 }], 2)).toThrow(RangeError);
  });
});

describe("a tie", () => {
  const costing = (rule: TieRule, ...costs: readonly (number | null)[]) =>
    winnerOf([measure(oneOf(heaps(50, 50), 2), exactlyHalf)], { rule, costs });

  test("is broken by what it costs only where the rules say so, both say it, and one costs less", () => {
    expect(costing("undecided", 1, 2)).toEqual({ winner: null, tied: [1, 2] });
    expect(costing("lessCost", 300, 200)).toEqual({ winner: 2, tied: [] });
    expect(costing("lessCost", 0, 200)).toEqual({ winner: 1, tied: [] });
    expect(costing("lessCost", 200, 200)).toEqual({ winner: null, tied: [1, 2] });
    expect(costing("lessCost", null, 200)).toEqual({ winner: null, tied: [1, 2] });
    expect(costing("lessCost")).toEqual({ winner: null, tied: [1, 2] });
  });

  test("is none where one has more, whatever it costs", () => {
    const measured = measure(oneOf([...heaps(51, 49)], 2), exactlyHalf);
    expect(winnerOf([measured], { rule: "lessCost", costs: [9, 1] }).winner).toBe(1);
  });
});

describe("of owners", () => {
  const both = (heads: readonly number[], area: readonly number[], share = threeQuarters) =>
    winnerOf([measure(oneOf(heaps(...heads), 2), share), measure(oneOf(heaps(...area), 2), share)], nobody);

  test("one and the same option has to reach it by heads and by area", () => {
    expect(both([75, 25], [7_500, 2_500])).toEqual({ winner: 1, tied: [] });
    expect(both([74, 26], [7_500, 2_500])).toEqual({ winner: null, tied: [] });
    expect(both([75, 25], [7_499, 2_501])).toEqual({ winner: null, tied: [] });
    expect(both([80, 20], [2_000, 8_000])).toEqual({ winner: null, tied: [] });
  });
});

const anyShare = fc.constantFrom<ShareOf<"present">>(half, exactlyHalf, {
  ...{ cmp: "atLeast", num: 1, den: 3, base: "present" },
});
const anyTie = fc.record({
  rule: fc.constantFrom<TieRule>("undecided", "lessCost"),
  costs: fc.array(fc.option(fc.nat(3)), { minLength: 7, maxLength: 7 }),
});
const anyBallots = fc.integer({ min: 2, max: 7 }).chain((options) =>
  fc.record({
    options: fc.constant(options),
    ballots: fc.array(
      fc.constantFrom("abstain", "invalid", ...Array.from({ length: options }, (_, at) => oneChoice(at + 1))),
      { maxLength: 40 },
    ),
  }),
);
const each = (ballots: readonly string[]) => ballots.map((choice) => ({ choice, weight: 1 }));

describe("whatever the ballots are", () => {
  test("their order never matters, nor how they are heaped", () => {
    const shuffled = anyBallots.chain(({ options, ballots }) =>
      fc.tuple(
        fc.constant({ options, ballots }),
        fc.shuffledSubarray(ballots, { minLength: ballots.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyShare, ([{ options, ballots }, others], share) => {
        expect(decided(each(others), options, share)).toEqual(decided(each(ballots), options, share));
        const heaped = [...new Set(ballots)].map((choice) => ({
          choice,
          weight: ballots.filter((one) => one === choice).length,
        }));
        expect(oneOf(heaped, options)).toEqual(oneOf(each(ballots), options));
      }),
    );
  });

  test("other places for the options give the same result in other places, and change nothing else", () => {
    const permuted = anyBallots.chain(({ options, ballots }) => {
      const places = Array.from({ length: options }, (_, at) => at + 1);
      return fc.tuple(fc.constant({ options, ballots }), fc.shuffledSubarray(places, { minLength: options }));
    });
    fc.assert(
      fc.property(permuted, anyShare, anyTie, ([{ options, ballots }, places], share, tie) => {
        const moved = (place: number) => places[place - 1] ?? 0;
        const relabelled = ballots.map((choice) =>
          choice.startsWith("o") ? oneChoice(moved(Number(choice.slice(1)))) : choice,
        );
        const before = measure(oneOf(each(ballots), options), share);
        const after = measure(oneOf(each(relabelled), options), share);
        before.options.forEach((line, at) => expect(after.options[moved(at + 1) - 1]).toEqual(line));
        expect({ ...after, options: [] }).toEqual({ ...before, options: [] });
        const costs: (number | null)[] = [];
        places.forEach((place, at) => (costs[place - 1] = tie.costs[at] ?? null));
        const one = winnerOf([before], { ...tie, costs: tie.costs.slice(0, options) });
        const other = winnerOf([after], { ...tie, costs });
        expect(other.winner).toBe(one.winner === null ? null : moved(one.winner));
        expect([...other.tied].sort()).toEqual(one.tied.map(moved).sort());
      }),
    );
  });

  test("an option is decided exactly where a vote by yes or no over it alone would pass, by more than half", () => {
    fc.assert(
      fc.property(anyBallots, ({ options, ballots }) => {
        const { winner } = decided(each(ballots), options);
        for (let place = 1; place <= options; place += 1) {
          const own = ballots.filter((choice) => choice === oneChoice(place)).length;
          const tally = { for: own, against: ballots.length - own, abstain: 0, invalid: 0 };
          expect(majority(tally, half).passed).toBe(winner === place);
        }
      }),
    );
  });

  test("nothing overflows at 2^31 and beyond, and a sum that is no longer exact is a defect", () => {
    const many = 2 ** 31;
    expect(decided(heaps(many, many), 2)).toMatchObject({ present: 2 ** 32, needed: many + 1, winner: null });
    expect(decided(heaps(many + 1, many), 2).winner).toBe(1);
    const vast = 2 ** 52;
    expect(decided(heaps(vast, vast - 1), 2).winner).toBe(1);
    expect(() => oneOf(heaps(vast, vast), 2)).toThrow(RangeError);
    expect(() => measure({ options: [2, 0], abstain: 0, invalid: 0, present: 1 }, half)).toThrow(RangeError);
    expect(() => measure({ options: [0.5], abstain: 0, invalid: 0, present: 1 }, half)).toThrow(RangeError);
  });
});
