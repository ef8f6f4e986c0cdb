import { expect, test } from "vitest";
import { judge, type Ballot } from "./judge.ts";

const ballot = (seat: number, changes: Partial<Ballot> = {}): Ballot => ({
  motion: "m",
  seat,
  key: `key ${seat}`,
  choice: "for",
  ...changes,
});
const all = [ballot(1), ballot(2), ballot(3)];
const good = { lost: 0, repeated: 0, invented: 0 };

test("what was sent and is there once is in order, acknowledged or not", () => {
  const outcome = judge(
    { tried: all, acknowledged: [ballot(1)] },
    { ballots: all.slice(0, 2), facts: all.slice(0, 2) },
  );
  expect(outcome).toEqual({ ...good, acknowledged: 1 });
});

test("an acknowledged ballot that is gone is lost, and so is one that now says something else", () => {
  const there = [ballot(1), ballot(2, { choice: "against" })];
  const outcome = judge({ tried: all, acknowledged: all }, { ballots: there, facts: there });
  expect(outcome).toEqual({ ...good, acknowledged: 3, lost: 2, invented: 1 });
});

test("a seat with two ballots or two facts is found", () => {
  const twice = [...all, ballot(1)];
  expect(judge({ tried: all, acknowledged: [] }, { ballots: twice, facts: all }).repeated).toBe(1);
  expect(judge({ tried: all, acknowledged: [] }, { ballots: all, facts: twice }).repeated).toBe(1);
});

test("what nobody sent, and halves of a cast, are found", () => {
  expect(judge({ tried: [], acknowledged: [] }, { ballots: all, facts: all }).invented).toBe(3);
  expect(judge({ tried: all, acknowledged: [] }, { ballots: all, facts: all.slice(1) }).invented).toBe(1);
  expect(judge({ tried: all, acknowledged: [] }, { ballots: all.slice(1), facts: all }).invented).toBe(1);
});
