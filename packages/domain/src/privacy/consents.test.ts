import { expect, test } from "vitest";
import { changesLedger } from "./consents.ts";

test("the ledger of consents has a line for each change of mind, and none for saying the same again", () => {
  expect(changesLedger(null, true)).toBe(true);
  expect(changesLedger(true, false)).toBe(true);
  expect(changesLedger(false, true)).toBe(true);
  expect(changesLedger(null, false)).toBe(false);
  expect(changesLedger(true, true)).toBe(false);
  expect(changesLedger(false, false)).toBe(false);
});
