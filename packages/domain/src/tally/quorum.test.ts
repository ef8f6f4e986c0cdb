import fc from "fast-check";
import { expect, test } from "vitest";
import { setting } from "../rulebook.ts";
import { cnUrban2018 } from "../rulebook/cn-urban-2018.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import { quorum } from "./quorum.ts";

const twoThirds = setting(cnUrban2025, "meeting.residents.quorum.households");

test("1,012 of 1,486 households are a quorum, which takes 991 (P-04)", () => {
  expect(quorum(1_012, 1_486, twoThirds)).toEqual({
    share: { kind: "share", cmp: "atLeast", num: 2, den: 3, base: "households" },
    base: 1_486,
    present: 1_012,
    needed: 991,
    met: true,
  });
});

test("991 households are just enough and 990 are not", () => {
  expect(quorum(991, 1_486, twoThirds).met).toBe(true);
  expect(quorum(990, 1_486, twoThirds).met).toBe(false);
});

test("806 households are no quorum today and were one under the law of 2018", () => {
  expect(quorum(806, 1_486, twoThirds)).toMatchObject({ needed: 991, met: false });
  const ofItsTime = setting(cnUrban2018, "meeting.residents.quorum.households");
  expect(quorum(806, 1_486, ofItsTime)).toMatchObject({ needed: 744, met: true });
});

test("36 of the 50 of the representatives' meeting are a quorum, which takes 34 (P-07)", () => {
  const share = setting(cnUrban2025, "meeting.reps.quorum");
  expect(quorum(36, 50, share)).toMatchObject({ needed: 34, met: true });
  expect(quorum(33, 50, share).met).toBe(false);
});

test("six of a committee of seven are a quorum, which takes four (P-03)", () => {
  const share = setting(cnUrban2025, "committee.quorum");
  expect(quorum(6, 7, share)).toMatchObject({ needed: 4, met: true });
  expect(quorum(3, 7, share).met).toBe(false);
});

test("nobody is never a quorum, not even of an empty roll", () => {
  expect(quorum(0, 0, twoThirds)).toMatchObject({ needed: 1, met: false });
  expect(quorum(0, 3, { cmp: "atLeast", num: 0, den: 1 })).toMatchObject({ needed: 1, met: false });
});

test("more present than on the roll, or no count at all, is a defect", () => {
  expect(() => quorum(1_487, 1_486, twoThirds)).toThrow(RangeError);
  expect(() => quorum(-1, 1_486, twoThirds)).toThrow(RangeError);
  expect(() => quorum(Number.NaN, 1_486, twoThirds)).toThrow(RangeError);
});

test("it is met exactly from the figure that it names", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (one, other) => {
      const answer = quorum(Math.min(one, other), Math.max(one, other), twoThirds);
      expect(answer.met).toBe(answer.present >= answer.needed);
    }),
  );
});
