import { expect, test } from "vitest";
import { contender, inTurn, middle, rateOf, ratio } from "./turns.ts";

const taking = (acts: number) => ({ acts, failures: 0, seconds: 1, p50: 1, p99: 1 });

test("contenders act one after the other, and the round that warms up does not count", async () => {
  const order: string[] = [];
  const named = (name: string) =>
    contender(name, async (round) => {
      order.push(`${name}${round}`);
      return taking(round);
    });
  const [one, other] = [named("a"), named("b")];
  await inTurn(2, [one, other]);
  expect(order).toEqual(["a0", "b0", "a1", "b1", "a2", "b2"]);
  expect(one.paces.map(rateOf)).toEqual([1, 2]);
});

test("a ratio is the median of the rounds' own ratios", () => {
  const ours = { ...contender("ours", async () => taking(0)), paces: [1, 2, 9].map(taking) };
  const limit = { ...contender("limit", async () => taking(0)), paces: [2, 2, 3].map(taking) };
  expect(ratio(ours, limit, rateOf)).toBe(1);
  expect(middle(ours, rateOf)).toBe(2);
});
