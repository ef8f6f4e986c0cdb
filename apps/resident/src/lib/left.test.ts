import { instantAt, startOf } from "@yishi/domain/calendar";
import { expect, test } from "vitest";
import { byWords, fromWords } from "./left.ts";

test("what begins with a day begins on it, and what ends with a day ends on the one before that midnight", () => {
  const midnight = startOf("2026-12-02");
  expect(fromWords(midnight)).toBe("12月2日（星期三）");
  expect(byWords(midnight)).toBe("12月1日（星期二）");
});

test("any other moment has its hour, from which and until which it is", () => {
  const evening = instantAt("2026-12-02", "18:00");
  expect(fromWords(evening)).toBe(byWords(evening));
  expect(fromWords(evening)).toContain("18:00");
});
