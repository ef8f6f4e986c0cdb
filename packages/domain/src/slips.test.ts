import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refuse } from "./outcome.ts";
import { handOut, revoke, sheetsOf, slipStates, standingOf, type Slip } from "./slips.ts";

const now = new Date("2026-08-03T02:00:00Z");
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const standing = { actorId: "clerk", subjectId: null, channel: "app", at: now } as const;
const slip = (state: Slip["state"], expiresAt = later(1)): Slip => ({
  ...{ slipId: "slip", serial: 17, state, expiresAt },
});

describe("a slip", () => {
  test("that nobody used has expired from its last instant on, and one that was used or voided has not", () => {
    expect(slipStates.map((state) => standingOf(slip(state), now))).toEqual(slipStates);
    expect(slipStates.map((state) => standingOf(slip(state, now), now))).toEqual([
      ...["expired", "expired", "used", "revoked"],
    ]);
  });

  test("is handed out once; to note it again changes nothing", () => {
    expect(handOut(slip("printed"), standing)).toMatchObject({ kind: "slip.handedOut", objectId: "slip" });
    expect(handOut(slip("handedOut"), standing)).toBeNull();
  });

  test("that is used, void or past its time is neither handed out nor voided", () => {
    for (const state of ["used", "revoked"] as const) {
      const no = refuse("slip-not-out", { serial: 17, slipState: state });
      expect(handOut(slip(state), standing)).toEqual(no);
      expect(revoke(slip(state), "lost", standing)).toEqual(no);
    }
    const no = refuse("slip-not-out", { serial: 17, slipState: "expired" });
    expect(handOut(slip("printed", now), standing)).toEqual(no);
    expect(revoke(slip("handedOut", now), "lost", standing)).toEqual(no);
  });

  test("is voided with its reason, handed out or not", () => {
    for (const state of ["printed", "handedOut"] as const)
      expect(revoke(slip(state), "wrongPerson", standing)).toMatchObject({
        ...{ kind: "slip.revoked", body: { reason: "wrongPerson" } },
      });
  });
});

describe("sheets", () => {
  test("23 slips take three of them, and 3,000 are printed in six goes", () => {
    expect(sheetsOf(23)).toEqual({ pages: 3, parts: 1 });
    expect(sheetsOf(3000)).toEqual({ pages: 300, parts: 6 });
    expect(sheetsOf(0)).toEqual({ pages: 0, parts: 0 });
  });

  test("always hold every slip, and none of them is empty", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (slips) => {
        const { pages, parts } = sheetsOf(slips);
        expect(pages * 10).toBeGreaterThanOrEqual(slips);
        expect((pages - 1) * 10).toBeLessThan(Math.max(slips, 1));
        expect(parts * 500).toBeGreaterThanOrEqual(slips);
      }),
    );
  });
});
