import { expect, test } from "vitest";
import { carry } from "./boxes.ts";
import { instantAt, startOf } from "./calendar.ts";
import { refuse } from "./outcome.ts";

const motion = {
  ...{ motionId: "m", opensAt: startOf("2026-08-14"), closesAt: instantAt("2026-08-18", "18:00") },
  countedAt: null,
};
const standing = (at = instantAt("2026-08-15", "10:00")) => ({
  ...{ actorId: "one", subjectId: null, channel: "app" as const, at },
});
const round = { roundId: "r", secondCarrierId: "two", on: "2026-08-15", seats: [3, 4] } as const;

test("a box is carried by two different people, to doors of the roll", () => {
  expect(carry(motion, round, standing())).toMatchObject({
    ...{ kind: "ballot.boxCarried", objectId: "m", channel: "homeBox" },
    body: { secondCarrierId: "two", on: "2026-08-15", seats: 2 },
  });
  expect(carry(motion, { ...round, secondCarrierId: "one" }, standing())).toEqual(
    refuse("box-carried-alone"),
  );
  expect(carry(motion, { ...round, seats: [] }, standing())).toEqual(refuse("box-nowhere"));
});

test("it is carried while the vote is open, on a day that has come", () => {
  expect(carry(motion, { ...round, on: "2026-08-16" }, standing())).toEqual(
    refuse("day-in-the-future", { day: "2026-08-16" }),
  );
  expect(carry(motion, { ...round, on: "2026-08-13" }, standing())).toEqual(
    refuse("box-before-the-vote", { day: "2026-08-14" }),
  );
  expect(carry(motion, round, standing(motion.closesAt))).toEqual(refuse("vote-closed"));
  expect(carry({ ...motion, countedAt: motion.closesAt }, round, standing())).toEqual(refuse("vote-closed"));
  expect(carry({ ...motion, opensAt: null }, round, standing())).toEqual(refuse("vote-closed"));
});
