import { personas } from "@yishi/api/personas";
import { addDays, addMonths, ageOn, type Day } from "@yishi/domain/calendar";
import { readRoll } from "@yishi/domain/roll/file";
import { doorOf, type RollLine } from "@yishi/domain/roll/lines";
import { describe, expect, test } from "vitest";
import { drawRoll, rollFile } from "../roll/roll.ts";
import { ganghuali } from "./estate.ts";

/** Days on which dates are easily got wrong, and one in the middle of nowhere. */
const todays: readonly Day[] = [
  "2026-01-01",
  "2026-02-28",
  "2026-11-25",
  "2026-12-31",
  "2027-03-31",
  "2028-02-29",
];
/** The story begins so long before it is told. */
const daysTold = 240;

function grownUp(lines: readonly RollLine[], on: Day): readonly RollLine[] {
  return lines.filter((one) => ageOn(one.born, on) >= 18);
}

function cells(lines: readonly RollLine[]): readonly (readonly string[])[] {
  const text = new TextDecoder().decode(rollFile(lines));
  return text
    .trimEnd()
    .split("\r\n")
    .map((row) => row.split(","));
}

describe.each(todays)("the estate as it is on %s", (today) => {
  const lines = drawRoll(ganghuali, today);

  test("has 11 buildings, 1,486 households and 2,932 people of 18 or more", () => {
    expect(new Set(lines.map((one) => one.building)).size).toBe(11);
    expect(new Set(lines.map(doorOf)).size).toBe(1486);
    expect(grownUp(lines, today)).toHaveLength(2932);
  });

  test("had these figures when the story began, and keeps them for eleven months", () => {
    for (const on of [addDays(today, -daysTold), addMonths(today, 11)]) {
      const grown = grownUp(lines, on);
      expect(grown).toHaveLength(2932);
      expect(new Set(grown.map(doorOf)).size).toBe(1486);
    }
  });

  test("has everyone of the story once, behind their door, as old as they are, with as many adults", () => {
    const grown = grownUp(lines, today);
    for (const one of ganghuali.known) {
      const found = lines.filter((line) => line.name === one.name);
      expect(found, one.name).toHaveLength(1);
      const [line] = found;
      expect(line, one.name).toMatchObject({
        building: one.building,
        stairwell: one.stairwell,
        door: one.door,
      });
      expect(ageOn(line?.born ?? today, today), one.name).toBe(one.age);
      const behindDoor = grown.filter((other) => doorOf(other) === doorOf(one));
      expect(behindDoor, one.name).toHaveLength(one.adults);
    }
  });

  test("is read from its own file without a word to mend", () => {
    const born = lines.filter((one) => one.born <= today);
    expect(born).toEqual(lines);
    const reading = readRoll(cells(lines), today);
    expect(reading.problems).toEqual([]);
    expect(reading.lines).toEqual(lines);
  });

  test("has children, and nobody older than a hundred", () => {
    const ages = lines.map((one) => ageOn(one.born, today));
    expect(Math.min(...ages)).toBe(0);
    expect(Math.max(...ages)).toBeLessThan(100);
    expect(lines.length - 2932).toBeGreaterThan(300);
  });
});

test("the draw is the same each time, and the same doors are lived behind whenever it is told", () => {
  const [first, ...others] = todays.map((today) => drawRoll(ganghuali, today));
  const who = (lines: readonly RollLine[] = []) => lines.map((one) => `${doorOf(one)} ${one.name}`);
  expect(who(drawRoll(ganghuali, "2026-01-01"))).toEqual(who(first));
  for (const lines of others) expect(lines.map(doorOf)).toEqual(first?.map(doorOf));
});

test("every persona of 钢花里 lives there", () => {
  const known = new Set(ganghuali.known.map((one) => one.name));
  const missing = personas.filter((one) => one.slug === "ganghuali" && !known.has(one.name));
  expect(missing).toEqual([]);
});

test("with one household fewer the figures would be others", () => {
  const fewer = { ...ganghuali, households: [399, 780, 252, 54] } as const;
  const lines = drawRoll(fewer, "2026-11-25");
  expect(new Set(lines.map(doorOf)).size).toBe(1485);
  expect(grownUp(lines, "2026-11-25")).toHaveLength(2931);
});
