import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { setting } from "../rulebook.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import type { ShareOf } from "../shares.ts";
import { type Tally, majority } from "./majority.ts";

const half = setting(cnUrban2025, "meeting.residents.majority");
const twoThirds: ShareOf<"present"> = { cmp: "atLeast", num: 2, den: 3, base: "present" };

describe("by those present", () => {
  test("640 of 1,012 households present pass a motion, which takes 507 (P-04)", () => {
    expect(majority({ for: 640, against: 251, abstain: 108, invalid: 13 }, half)).toEqual({
      for: 640,
      against: 251,
      abstain: 108,
      invalid: 13,
      share: half,
      present: 1_012,
      portion: 506,
      needed: 507,
      passed: true,
    });
  });

  test("17 of 36 do not pass although more are for it than against, for it takes 19 (P-07)", () => {
    const answer = majority({ for: 17, against: 13, abstain: 6, invalid: 0 }, half);
    expect(answer).toMatchObject({ present: 36, portion: 18, needed: 19, passed: false });
  });

  test("exactly half do not pass", () => {
    expect(majority({ for: 18, against: 18, abstain: 0, invalid: 0 }, half).passed).toBe(false);
    expect(majority({ for: 19, against: 17, abstain: 0, invalid: 0 }, half).passed).toBe(true);
  });

  test("six of six members pass (P-03)", () => {
    const share = setting(cnUrban2025, "committee.majority");
    const answer = majority({ for: 6, against: 0, abstain: 0, invalid: 0 }, share);
    expect(answer).toMatchObject({ present: 6, portion: 3, needed: 4, passed: true });
  });

  test("an odd number present has no half in whole households, and needs the next whole one", () => {
    const answer = majority({ for: 507, against: 506, abstain: 0, invalid: 0 }, half);
    expect(answer).toMatchObject({ present: 1_013, portion: null, needed: 507, passed: true });
  });

  test("where nobody is present nothing passes", () => {
    const nobody = { for: 0, against: 0, abstain: 0, invalid: 0 };
    expect(majority(nobody, half)).toMatchObject({ needed: 1, passed: false });
    expect(majority(nobody, twoThirds)).toMatchObject({ needed: 1, passed: false });
  });

  test("a count that is no count is a defect, even where the sum would hide it", () => {
    expect(() => majority({ for: 10, against: -2, abstain: 0, invalid: 0 }, half)).toThrow(RangeError);
    expect(() => majority({ for: 1.5, against: 0.5, abstain: 0, invalid: 0 }, half)).toThrow(RangeError);
    const most = Number.MAX_SAFE_INTEGER;
    expect(() => majority({ for: most, against: most, abstain: 0, invalid: 0 }, half)).toThrow(RangeError);
  });
});

const choices = ["for", "against", "abstain", "invalid"] as const;
const anyShare = fc.constantFrom(half, twoThirds);
const anyTally = fc.record({
  for: fc.nat(2_000),
  against: fc.nat(2_000),
  abstain: fc.nat(2_000),
  invalid: fc.nat(2_000),
});

function counted(ballots: readonly (typeof choices)[number][]): Tally {
  const of = (choice: string) => ballots.filter((ballot) => ballot === choice).length;
  return { for: of("for"), against: of("against"), abstain: of("abstain"), invalid: of("invalid") };
}

describe("whatever the ballots are", () => {
  test("the order in which they are drawn from the box never matters", () => {
    const anyBallots = fc.array(fc.constantFrom(...choices), { maxLength: 60 });
    const shuffled = anyBallots.chain((ballots) =>
      fc.tuple(fc.constant(ballots), fc.shuffledSubarray(ballots, { minLength: ballots.length })),
    );
    fc.assert(
      fc.property(shuffled, anyShare, ([ballots, others], share) => {
        expect(majority(counted(others), share)).toEqual(majority(counted(ballots), share));
      }),
    );
  });

  test("which label the ballots not in favour carry never matters: an abstention weighs like a vote against", () => {
    const anyOrder = fc.constantFrom(
      ["abstain", "invalid", "against"] as const,
      ["invalid", "abstain", "against"] as const,
      ["abstain", "against", "invalid"] as const,
    );
    fc.assert(
      fc.property(anyTally, anyOrder, anyShare, (tally, [first, second, third], share) => {
        const relabelled = { ...tally, against: tally[first], abstain: tally[second], invalid: tally[third] };
        const allAgainst = {
          for: tally.for,
          against: tally.against + tally.abstain + tally.invalid,
          abstain: 0,
          invalid: 0,
        };
        for (const other of [relabelled, allAgainst]) {
          const { passed, needed, present } = majority(other, share);
          expect(majority(tally, share)).toMatchObject({ passed, needed, present });
        }
      }),
    );
  });

  test("one more ballot in favour never undoes a passed motion, and one more against never saves a rejected one", () => {
    fc.assert(
      fc.property(anyTally, anyShare, (tally, share) => {
        const { passed } = majority(tally, share);
        if (passed) expect(majority({ ...tally, for: tally.for + 1 }, share).passed).toBe(true);
        else expect(majority({ ...tally, against: tally.against + 1 }, share).passed).toBe(false);
      }),
    );
  });

  test("it passes exactly when those in favour outnumber all others together", () => {
    fc.assert(
      fc.property(anyTally, (tally) => {
        const others = tally.against + tally.abstain + tally.invalid;
        expect(majority(tally, half).passed).toBe(tally.for > others);
      }),
    );
  });

  test("nothing overflows at 2^31 and beyond", () => {
    const many = 2 ** 31;
    expect(majority({ for: many, against: many, abstain: 0, invalid: 0 }, half)).toMatchObject({
      present: 2 ** 32,
      portion: many,
      needed: many + 1,
      passed: false,
    });
    expect(majority({ for: many + 1, against: many, abstain: 0, invalid: 0 }, half).passed).toBe(true);
    const vast = 2 ** 52;
    expect(majority({ for: vast, against: vast - 1, abstain: 0, invalid: 0 }, half).passed).toBe(true);
  });
});
