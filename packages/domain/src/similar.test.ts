import fc from "fast-check";
import { expect, test } from "vitest";
import { soundsAlike } from "./similar.ts";

test("a proposal sounds alike from two pairs and two of every five on", () => {
  expect(soundsAlike({ shared: 2, pairs: 5 })).toBe(true);
  expect(soundsAlike({ shared: 2, pairs: 6 })).toBe(false);
  expect(soundsAlike({ shared: 1, pairs: 1 })).toBe(false);
  expect(soundsAlike({ shared: 0, pairs: 0 })).toBe(false);
});

test("more that is shared never makes it less alike", () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(60), (shared, pairs) => {
      if (soundsAlike({ shared, pairs })) expect(soundsAlike({ shared: shared + 1, pairs })).toBe(true);
    }),
  );
});
