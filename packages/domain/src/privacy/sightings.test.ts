import { expect, test } from "vitest";
import { postFor } from "./sightings.ts";

test("somebody looks by the first of their posts that lets them, and by none when none does", () => {
  expect(postFor("roll.search", new Set(["deskClerk", "chair"]))).toBe("chair");
  expect(postFor("roll.search", new Set(["deskClerk"]))).toBe("deskClerk");
  expect(postFor("roll.search", new Set(["expert"]))).toBeNull();
});
