import { addDays, addMonths, type Day } from "@yishi/domain/calendar";
import { doorOf, type RollLine } from "@yishi/domain/roll/lines";
import { drawLots, type Lots } from "../lots.ts";
import { drawFamily, type Relative } from "./families.ts";

/** A building as it was built: stairwells, floors, flats on each landing. */
export interface Building {
  readonly building: string;
  readonly stairwells: number;
  readonly floors: number;
  readonly flats: number;
}

/** Somebody whom the story speaks of: where they live, how old they are, with how many adults. */
export interface Known {
  readonly name: string;
  /** The first character, unless their name has no surname. */
  readonly surname?: "";
  readonly woman: boolean;
  readonly age: number;
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
  readonly adults: number;
}

export interface Estate {
  readonly seed: number;
  readonly buildings: readonly Building[];
  /** How many households have one adult, two, three, four. What is left of the flats stands empty. */
  readonly households: readonly [number, number, number, number];
  readonly known: readonly Known[];
}

type Door = Pick<RollLine, "building" | "stairwell" | "door">;

/** How the committee divides its buildings: each one is a residents' group, and so many of them together a grid. */
const buildingsOfGrid = 4;

/** Fills an estate with people, door by door: the same people every time, as old as they are on this day. */
export function drawRoll(estate: Estate, today: Day): readonly RollLine[] {
  const lots = drawLots(estate.seed);
  const names = new Set(estate.known.map((one) => one.name));
  const year = Number(today.slice(0, 4));
  return lived(estate, lots).flatMap(({ door, adults, known }) => {
    const head = known && { ...known, surname: known.surname ?? known.name.slice(0, 1) };
    let family: readonly Relative[];
    // Whoever is spoken of has their name to themselves.
    do family = drawFamily(lots, { adults, year, ...(head ? { head } : {}) });
    while (family.some((one) => one.name !== known?.name && names.has(one.name)));
    return family.map((one) => ({
      ...door,
      ...dividedAs(estate, door),
      name: one.name,
      born: birthday(lots, one.age, today),
      residence: "registered" as const,
      livedSince: null,
    }));
  });
}

/** The household, the group and the grid of a door. */
function dividedAs({ buildings }: Estate, door: Door): Pick<RollLine, "part" | "group" | "grid"> {
  const at = buildings.findIndex(({ building }) => building === door.building);
  return {
    part: "",
    group: `第${door.building}居民小组`,
    grid: `第${Math.floor(at / buildingsOfGrid) + 1}网格`,
  };
}

/** A roll as a committee keeps it: the sheet that Excel saves as CSV. */
export function rollFile(lines: readonly RollLine[]): Uint8Array<ArrayBuffer> {
  const written = new Set<string>();
  const rows = lines.map((line) => {
    const { building, stairwell, door, name, born } = line;
    // Group and grid are written once for a household, as people do.
    const first = !written.has(doorOf(line));
    written.add(doorOf(line));
    const divided = first ? `${line.group ?? ""},${line.grid ?? ""}` : ",";
    return `${building}号楼,${stairwell}单元,${door},${divided},${name},${born}`;
  });
  return new TextEncoder().encode(
    `\ufeff${["楼号,单元,室号,居民小组,网格,姓名,出生日期", ...rows].join("\r\n")}\r\n`,
  );
}

/** The doors behind which somebody lives, in their order, and how many adults do. */
function lived({ buildings, households, known }: Estate, lots: Lots) {
  const knownAt = new Map(known.map((one) => [placeOf(one), one]));
  const doors = buildings.flatMap(doorsOf);
  const sizes = households.flatMap((count, index) => {
    const spokenFor = known.filter((one) => one.adults === index + 1).length;
    return Array.from({ length: count - spokenFor }, () => index + 1);
  });
  const empty = doors.length - sizes.length - known.length;
  const others = lots.shuffled([...sizes, ...Array.from({ length: empty }, () => 0)]);
  return doors
    .map((door) => {
      const here = knownAt.get(placeOf(door));
      return { door, known: here, adults: here?.adults ?? others.pop() ?? 0 };
    })
    .filter(({ adults }) => adults > 0);
}

/** The doors of a building, landing by landing. */
export function doorsOf({ building, stairwells, floors, flats }: Building): readonly Door[] {
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  return upTo(stairwells).flatMap((stairwell) =>
    upTo(floors).flatMap((floor) =>
      upTo(flats).map((flat) => ({ building, stairwell: String(stairwell), door: `${floor}0${flat}` })),
    ),
  );
}

function placeOf({ building, stairwell, door }: Door): string {
  return `${building}-${stairwell}-${door}`;
}

/** A day of birth for somebody who is this old, and stays it for a while. */
function birthday(lots: Lots, age: number, today: Day): Day {
  return addDays(addMonths(today, -12 * age), -lots.between(1, 330));
}
