import { expect, test } from "vitest";
import { doorWords, readDoor } from "./doors.ts";

const door = { building: "3", stairwell: "2", door: "501" };

test("a door is read however a clerk keys it", () => {
  const written = ["3-2-501", "3 2 501", "３－２－５０１", "3号楼2单元501室", "3栋2单元501号", " 3，2，501 "];
  for (const one of written) expect(readDoor(one), one).toEqual(door);
});

test("a building without stairwells has two parts", () => {
  expect(readDoor("3-501")).toEqual({ building: "3", stairwell: "", door: "501" });
  expect(doorWords({ building: "3", stairwell: "", door: "501" })).toBe("3-501");
});

test("what is no door is not guessed at", () => {
  for (const one of ["", "501", "3-2-501-1", `${"3".repeat(21)}-501`]) expect(readDoor(one), one).toBeNull();
});

test("what is written can be read again", () => {
  expect(readDoor(doorWords(door))).toEqual(door);
});
