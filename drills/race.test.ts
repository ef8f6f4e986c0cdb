import { describe, expect, test } from "vitest";
import { race } from "./race.ts";

describe(
  "a thousand seats, each raced for by the app, the desk and the meeting",
  { timeout: 150_000 },
  () => {
    test("have one ballot each, and whoever was told that theirs is in is whose it is", async () => {
      const { rounds, notOne, toldWrongly, won } = await race({ rounds: 1_000 });
      expect([rounds, notOne, toldWrongly]).toEqual([1_000, 0, 0]);
      for (const channel of ["app", "desk", "meeting"])
        expect([channel, (won[channel] ?? 0) > 0]).toEqual([channel, true]);
    });

    test("have several where the rule of one ballot a seat is taken away, so the race can fail", async () => {
      const { notOne } = await race({ rounds: 300, loose: true });
      expect(notOne).toBeGreaterThan(0);
    });
  },
);
