import { expect, test } from "vitest";
import { count, share, threes, yuan } from "./numbers.ts";

test("thousands stand apart with a comma", () => {
  expect([0, 999, 1486, 1_000_000].map(count)).toEqual(["0", "999", "1,486", "1,000,000"]);
});

test("whole money has no decimals in a sentence and two in a table", () => {
  expect(yuan(4_600_000)).toBe("46,000");
  expect(yuan(908_730)).toBe("9,087.30");
  expect(yuan(4_600_000, "table")).toBe("46,000.00");
  expect(yuan(-5)).toBe("-0.05");
});

test("a bar never shows more than there is", () => {
  expect(share(1012, 1486)).toBe("68.1%");
  expect(share(17, 36)).toBe("47.22%");
  expect(share(36, 36)).toBe("100%");
  expect(share(2, 3)).toBe("66.66%");
  expect(share(5, 0)).toBe("0%");
});

test("a receipt is read in threes", () => {
  expect(threes("382905174")).toBe("382 905 174");
});
