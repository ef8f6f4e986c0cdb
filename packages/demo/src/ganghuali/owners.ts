import { addMonths, type Day } from "@yishi/domain/calendar";
import type { Owner, Unit } from "@yishi/domain/owners";
import { writeOwners } from "@yishi/domain/owners/file";
import type { RollLine } from "@yishi/domain/roll/lines";
import { doorsOf, type Building } from "../roll/roll.ts";

/** What nobody lives in belongs to the company that the steel plant left its flats to. */
const company: Owner = { name: "钢城房产管理有限公司", kind: "organisation", number: "" };
/** Flats of one landing, from left to right. In building 5 all are alike: 60 units of 81 square metres. */
const squareCentimetres = [684_200, 541_800, 710_600];
const ofBuilding5 = 810_000;

/** Who owns which flat of 钢花里: whoever the household is listed by, every second one together with the next adult. */
export function drawUnits(
  buildings: readonly Building[],
  roll: readonly RollLine[],
  today: Day,
): readonly Unit[] {
  const adults = new Map<string, string[]>();
  for (const line of roll) {
    if (line.born > addMonths(today, -12 * 18)) continue;
    const key = `${line.building}-${line.stairwell}-${line.door}`;
    adults.set(key, [...(adults.get(key) ?? []), line.name]);
  }
  return buildings.flatMap(doorsOf).map((door, at) => {
    const living = adults.get(`${door.building}-${door.stairwell}-${door.door}`) ?? [];
    const names = living.slice(0, at % 2 === 0 ? 1 : 2);
    const owners = names.map((name): Owner => ({ name, kind: "person", number: "" }));
    return {
      ...door,
      areaSquareCentimetres:
        door.building === "5"
          ? ofBuilding5
          : (squareCentimetres[Number(door.door.slice(-1)) - 1] ?? ofBuilding5),
      areaSource: "register",
      owners: owners.length > 0 ? owners : [company],
    };
  });
}

/** The register as the committee's own sheet. */
export function ownersFile(units: readonly Unit[]): Uint8Array<ArrayBuffer> {
  const text = writeOwners(units)
    .map((row) => row.join(","))
    .join("\r\n");
  return new TextEncoder().encode(`\ufeff${text}\r\n`);
}
