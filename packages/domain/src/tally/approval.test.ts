import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { approvalChoice, placesIn } from "../ballots.ts";
import { setting } from "../rulebook.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import type { ShareOf } from "../shares.ts";
import { approval } from "./approval.ts";
import { majority } from "./majority.ts";
import { measure, winnerOf, type Heap } from "./options.ts";

const half = setting(cnUrban2025, "meeting.residents.majority");
const exactlyHalf: ShareOf<"present"> = { cmp: "atLeast", num: 1, den: 2, base: "present" };
const nobody = { rule: "undecided", costs: [] } as const;
const heap = (weight: number, ...places: readonly number[]): Heap => ({
  choice: approvalChoice(places),
  weight,
});
function decided(some: readonly Heap[], options: number, share: ShareOf<"present"> = half) {
  const measured = measure(approval(some, options), share);
  return { ...measured, ...winnerOf([measured], nobody) };
}

describe("of all that one can accept", () => {
  test("whoever accepts two weighs for both, and is present once", () => {
    expect(decided([heap(300, 1, 2), heap(250, 2), heap(200, 1, 3), heap(50)], 3)).toMatchObject({
      present: 800,
      needed: 401,
      options: [
        { count: 500, reached: true },
        { count: 550, reached: true },
        { count: 200, reached: false },
      ],
      abstain: 50,
      winner: 2,
      tied: [],
    });
  });

  test("none is decided where none is accepted by the majority of those present", () => {
    expect(decided([heap(40, 1), heap(40, 2), heap(20)], 2)).toMatchObject({ winner: null, tied: [] });
  });

  test("过半 does not include the half, 以上 does", () => {
    expect(decided([heap(50, 1), heap(50, 2, 3)], 3).winner).toBeNull();
    expect(decided([heap(50, 1), heap(30, 2), heap(20)], 2, exactlyHalf).winner).toBe(1);
  });

  test("two that as many accept tie, and nobody breaks it", () => {
    expect(decided([heap(60, 1, 2), heap(10, 3)], 3)).toMatchObject({ winner: null, tied: [1, 2] });
  });

  test("who ticks none abstains, and is present", () => {
    expect(decided([heap(2, 1), heap(2)], 2)).toMatchObject({ present: 4, abstain: 2, winner: null });
  });

  test("of owners an option that has more heads and less area than another is not decided before it", () => {
    const measures = [
      measure(approval([heap(60, 1), heap(10, 1, 2), heap(55, 2)], 2), exactlyHalf),
      measure(approval([heap(500, 1), heap(600, 1, 2), heap(100, 2)], 2), exactlyHalf),
    ] as const;
    expect(winnerOf(measures, nobody)).toEqual({ winner: 1, tied: [] });
    const crossed = [
      measure(approval([heap(70, 1, 2), heap(10, 1)], 2), exactlyHalf),
      measure(approval([heap(700, 1, 2), heap(10, 2)], 2), exactlyHalf),
    ] as const;
    expect(winnerOf(crossed, nobody)).toEqual({ winner: null, tied: [1, 2] });
  });

  test("a ballot that names no option of this vote is a defect", () => {
    for (const choice of ["--x----", "o1", "for", "-------"])
      expect(() => approval([{ choice, weight: 1 }], 2)).toThrow(RangeError);
  });
});

const anyBallots = fc.integer({ min: 2, max: 7 }).chain((options) =>
  fc.record({
    options: fc.constant(options),
    ballots: fc.array(
      fc.oneof(
        fc.constant("invalid"),
        fc.uniqueArray(fc.integer({ min: 1, max: options })).map(approvalChoice),
      ),
      { maxLength: 40 },
    ),
  }),
);
const anyShare = fc.constantFrom<ShareOf<"present">>(half, exactlyHalf);
const each = (ballots: readonly string[]) => ballots.map((choice) => ({ choice, weight: 1 }));

describe("whatever the ballots are", () => {
  test("their order never matters", () => {
    const shuffled = anyBallots.chain(({ options, ballots }) =>
      fc.tuple(
        fc.constant({ options, ballots }),
        fc.shuffledSubarray(ballots, { minLength: ballots.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyShare, ([{ options, ballots }, others], share) => {
        expect(decided(each(others), options, share)).toEqual(decided(each(ballots), options, share));
      }),
    );
  });

  test("other places for the options give the same result in other places, and change nothing else", () => {
    const permuted = anyBallots.chain(({ options, ballots }) => {
      const places = Array.from({ length: options }, (_, at) => at + 1);
      return fc.tuple(fc.constant({ options, ballots }), fc.shuffledSubarray(places, { minLength: options }));
    });
    fc.assert(
      fc.property(permuted, anyShare, ([{ options, ballots }, places], share) => {
        const moved = (place: number) => places[place - 1] ?? 0;
        const relabelled = ballots.map((choice) => {
          const named = placesIn(choice);
          return named.length === 0 ? choice : approvalChoice(named.map(moved));
        });
        const [before, after] = [
          decided(each(ballots), options, share),
          decided(each(relabelled), options, share),
        ];
        before.options.forEach((line, at) => expect(after.options[moved(at + 1) - 1]).toEqual(line));
        expect(after.winner).toBe(before.winner === null ? null : moved(before.winner));
        expect([...after.tied].sort()).toEqual(before.tied.map(moved).sort());
        const rest = { options: [], winner: null, tied: [] };
        expect({ ...after, ...rest }).toEqual({ ...before, ...rest });
      }),
    );
  });

  test("each option reaches it exactly where a vote by yes or no over it alone would pass", () => {
    fc.assert(
      fc.property(anyBallots, anyShare, ({ options, ballots }, share) => {
        const { options: lines } = decided(each(ballots), options, share);
        lines.forEach(({ count, reached }, at) => {
          const own = ballots.filter((choice) => placesIn(choice).includes(at + 1)).length;
          expect(count).toBe(own);
          const tally = { for: own, against: ballots.length - own, abstain: 0, invalid: 0 };
          expect(majority(tally, share).passed).toBe(reached);
        });
      }),
    );
  });

  test("nothing overflows at 2^31 and beyond, and a sum that is no longer exact is a defect", () => {
    const many = 2 ** 31;
    expect(decided([heap(many, 1, 2), heap(many, 2)], 2)).toMatchObject({ present: 2 ** 32, winner: 2 });
    const vast = 2 ** 52;
    expect(decided([heap(vast, 1), heap(vast - 1, 2)], 2).winner).toBe(1);
    expect(() => approval([heap(vast, 1), heap(vast, 1)], 2)).toThrow(RangeError);
  });
});
