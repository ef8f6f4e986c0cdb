import { describe, expect, test } from "vitest";
import { answersTooEarly, durability } from "./durability.ts";

// The server that is killed is the built one, as in `npm start`.
describe("a ballot that was acknowledged", { timeout: 150_000 }, () => {
  test("is there exactly once after kill -9 of PostgreSQL and of the server", async () => {
    const outcome = await durability({ kills: 4, voters: 2_000, motions: 10 });
    expect(outcome).toMatchObject({ lost: 0, repeated: 0, invented: 0, refused: 0 });
    expect(outcome.acknowledged).toBeGreaterThanOrEqual(160);
  });

  test("is lost in part where PostgreSQL answers too early, so the drill can fail", async () => {
    const outcome = await durability({ kills: 1, voters: 2_000, motions: 5, settings: answersTooEarly });
    expect(outcome.lost).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ repeated: 0, invented: 0 });
  });
});
