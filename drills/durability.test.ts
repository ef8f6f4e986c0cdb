import { describe, expect, test } from "vitest";
import { answersTooEarly, durability } from "./durability.ts";

describe("what was acknowledged", { timeout: 40_000 }, () => {
  test("is there exactly once after kill -9 of the server and of PostgreSQL", async () => {
    const outcome = await durability({ kills: 4, seconds: 4 });
    expect(outcome).toMatchObject({ lost: 0, repeated: 0, invented: 0 });
    expect(outcome.acknowledged).toBeGreaterThan(50);
  });

  test("is lost in part where PostgreSQL answers too early, so the drill can fail", async () => {
    const outcome = await durability({ kills: 1, seconds: 2, settings: answersTooEarly });
    expect(outcome.lost).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ repeated: 0, invented: 0 });
  });
});
