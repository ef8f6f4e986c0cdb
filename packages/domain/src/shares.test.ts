import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Share, compareShares, evenPortion, isShare, meets, needed } from "./shares.ts";

const moreThan = (num: number, den: number): Share => ({ cmp: "moreThan", num, den });
const atLeast = (num: number, den: number): Share => ({ cmp: "atLeast", num, den });

const anyCount = fc.oneof(fc.nat(5_000), fc.maxSafeNat());
const anyBase = fc.oneof(
  fc.integer({ min: 1, max: 5_000 }),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
);
const anyShare = fc
  .tuple(fc.constantFrom("moreThan" as const, "atLeast" as const), anyCount, anyCount)
  .map(([cmp, one, other]) => ({ cmp, num: Math.min(one, other), den: Math.max(one, other) }))
  .filter(isShare);

describe("how many a share needs", () => {
  test.each([
    ["a tenth of the residents", atLeast(1, 10), 2_932, 294],
    ["a fifth of the residents", atLeast(1, 5), 2_932, 587],
    ["more than half of the residents", moreThan(1, 2), 2_932, 1_467],
    ["a tenth of the households", atLeast(1, 10), 1_486, 149],
    ["more than half of the households", moreThan(1, 2), 1_486, 744],
    ["two thirds of the households", atLeast(2, 3), 1_486, 991],
    ["two thirds of the representatives' meeting", atLeast(2, 3), 50, 34],
    ["a fifth of the representatives", atLeast(1, 5), 43, 9],
    ["a third of the representatives", atLeast(1, 3), 43, 15],
    ["a fifth of 1,003 residents", atLeast(1, 5), 1_003, 201],
    ["more than half of 100", moreThan(1, 2), 100, 51],
    ["more than half of 1,012 present", moreThan(1, 2), 1_012, 507],
    ["more than half of 36 present", moreThan(1, 2), 36, 19],
    ["two thirds of 60 heads", atLeast(2, 3), 60, 40],
    ["two thirds of 4,860 m² in cm²", atLeast(2, 3), 48_600_000, 32_400_000],
  ])("%s", (_, share, base, least) => {
    expect(needed(share, base)).toBe(least);
    expect(meets(share, least, base)).toBe(true);
    expect(meets(share, least - 1, base)).toBe(false);
  });

  test("806 of 1,486 households are enough under the law of 2018 and too few for two thirds", () => {
    expect(meets(moreThan(1, 2), 806, 1_486)).toBe(true);
    expect(meets(atLeast(2, 3), 806, 1_486)).toBe(false);
  });

  test("以上 includes the number itself and 过半 does not (Civil Code 1259)", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 51 }), (half) => {
        expect(meets(atLeast(1, 2), half, 2 * half)).toBe(true);
        expect(meets(moreThan(1, 2), half, 2 * half)).toBe(false);
        expect(meets(moreThan(1, 2), half + 1, 2 * half)).toBe(true);
      }),
    );
  });

  test("it is the least count that satisfies the fraction, exactly, however large the base", () => {
    fc.assert(
      fc.property(anyShare, anyCount, (share, base) => {
        const satisfies = (count: number) => {
          const [left, right] = [BigInt(count) * BigInt(share.den), BigInt(base) * BigInt(share.num)];
          return share.cmp === "moreThan" ? left > right : left >= right;
        };
        const least = needed(share, base);
        expect(satisfies(least)).toBe(true);
        if (least > 0) expect(satisfies(least - 1)).toBe(false);
        expect(meets(share, least, base)).toBe(true);
      }),
    );
  });

  test("a larger base never needs fewer, and one more is never too many", () => {
    fc.assert(
      fc.property(anyShare, anyCount, anyCount, (share, one, other) => {
        const [smaller, larger] = [Math.min(one, other), Math.max(one, other)];
        expect(needed(share, smaller)).toBeLessThanOrEqual(needed(share, larger));
        expect(!meets(share, smaller, 7) || meets(share, larger, 7)).toBe(true);
      }),
    );
  });

  test("no figure is rounded at 2^31 and at the largest safe integer", () => {
    expect(needed(moreThan(1, 2), 2 ** 31)).toBe(2 ** 30 + 1);
    expect(needed(moreThan(1, 2), 2 ** 32 + 1)).toBe(2 ** 31 + 1);
    expect(needed(atLeast(2, 3), Number.MAX_SAFE_INTEGER)).toBe(6_004_799_503_160_661);
    expect(needed(moreThan(1, 2), Number.MAX_SAFE_INTEGER)).toBe(2 ** 52);
    expect(needed(atLeast(1, 1), Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(meets(atLeast(2, 3), 6_004_799_503_160_660, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  test.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])("a count of %d is a defect", (count) => {
    expect(() => needed(moreThan(1, 2), count)).toThrow(RangeError);
    expect(() => meets(moreThan(1, 2), count, 10)).toThrow(RangeError);
    expect(() => meets(moreThan(1, 2), 10, count)).toThrow(RangeError);
  });
});

describe("what a share is", () => {
  test.each([
    moreThan(1, 1),
    moreThan(3, 2),
    atLeast(3, 2),
    atLeast(1, 0),
    atLeast(-1, 2),
    atLeast(0.5, 1),
    atLeast(1, 2 ** 53),
    { cmp: "over", num: 1, den: 2 },
    { num: 1, den: 2 },
    null,
    "1/2",
  ])("%j is a share that no count could meet, or none at all", (value) => {
    expect(isShare(value)).toBe(false);
  });

  test("counting with a share that no count could meet is a defect", () => {
    expect(() => needed(moreThan(1, 1), 10)).toThrow(RangeError);
    expect(() => evenPortion(atLeast(1, 0), 10)).toThrow(RangeError);
  });

  test("half of 1,012 is 506 and half of 1,013 is not a number of households", () => {
    expect(evenPortion(moreThan(1, 2), 1_012)).toBe(506);
    expect(evenPortion(moreThan(1, 2), 1_013)).toBeNull();
    expect(evenPortion(atLeast(2, 3), 1_486)).toBeNull();
  });
});

describe("which share asks for more", () => {
  test("two thirds ask for more than half, more than half for more than half or more, and 2/4 is 1/2", () => {
    expect(compareShares(atLeast(2, 3), moreThan(1, 2))).toBeGreaterThan(0);
    expect(compareShares(moreThan(1, 2), atLeast(1, 2))).toBeGreaterThan(0);
    expect(compareShares(atLeast(1, 10), atLeast(1, 5))).toBeLessThan(0);
    expect(compareShares(moreThan(2, 4), moreThan(1, 2))).toBe(0);
  });

  test("a share that asks for more never needs fewer of anything but nothing", () => {
    fc.assert(
      fc.property(anyShare, anyShare, anyBase, (one, other, base) => {
        const [less, more] = compareShares(one, other) <= 0 ? [one, other] : [other, one];
        expect(needed(less, base)).toBeLessThanOrEqual(needed(more, base));
        expect(compareShares(one, other) + compareShares(other, one)).toBe(0);
      }),
    );
  });
});
