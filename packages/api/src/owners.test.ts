import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { answerIn } from "./testing/unchanged.ts";
import { workbook } from "./testing/workbooks.ts";

let house: House;
let owner: Caller;

beforeAll(async () => {
  house = await openHouse({ households: 6 });
  owner = await house.person("甲零");
});
afterAll(() => house.close());

const head = ["楼号", "单元", "室号", "建筑面积", "业主姓名", "业主编号"];
const file = (...lines: readonly string[]) =>
  new TextEncoder().encode([head.join(","), ...lines].join("\r\n"));
const first = [
  "1,1,101,81.05,甲零、乙零,",
  "1,1,102,60,别处人,3",
  "2,1,101,60,别处人,3",
  "2,1,102,40,钢城置业有限公司,",
];

async function preview(...lines: readonly string[]) {
  const read = await house.registrar.owners.read({ fileName: "产权.csv", bytes: file(...lines) });
  if (!read.importId) throw new Error(`not read: ${JSON.stringify(read)}`);
  return read;
}

async function take(...lines: readonly string[]) {
  const { importId } = await preview(...lines);
  return house.registrar.owners.import({ key: newKey(), importId: importId ?? "" });
}

describe("the owners' register", () => {
  test("is shown before anything happens, and then made exactly so", async () => {
    const read = await preview(...first);
    expect(read).toMatchObject({
      counts: { added: 4, removed: 0, changed: 0, unchanged: 0 },
      after: { units: 4, heads: 3, areaSquareCentimetres: 2_410_500 },
      namesakes: [],
    });
    expect(await house.stranger.owners.figures()).toEqual({ units: 0, heads: 0, areaSquareCentimetres: 0 });
    await house.registrar.owners.import({ key: newKey(), importId: read.importId ?? "" });
    expect(await house.stranger.owners.figures()).toEqual(read.after);
  });

  test("says to a resident what they own, and of those who own it with them only how many", async () => {
    expect(await owner.owners.mine()).toEqual([
      {
        building: "1",
        stairwell: "1",
        door: "101",
        areaSquareCentimetres: 810_500,
        areaSource: null,
        owners: 2,
      },
    ]);
    expect(await house.registrar.owners.mine()).toEqual([]);
  });

  test("imported again shows what came, went and changed, and keeps what was", async () => {
    const lines = ["1,1,101,81.05,甲零,", ...first.slice(2), "3,1,101,50,新业主,"];
    const read = await preview(...lines);
    expect(read).toMatchObject({
      counts: { added: 1, removed: 1, changed: 1, unchanged: 2 },
      removed: [{ door: "102", owners: ["别处人"] }],
      changed: [{ before: { owners: ["甲零", "乙零"] }, after: { owners: ["甲零"] } }],
    });
    await house.registrar.owners.import({ key: newKey(), importId: read.importId ?? "" });
    const { rows } = await house.base.owner.query<{ title: string }>(
      `select building || '-' || door || ' ' || (until_on is null) as title from units order by building, door, until_on nulls last`,
    );
    expect(rows.map(({ title }) => title)).toEqual([
      "1-101 false",
      "1-101 true",
      "1-102 false",
      "2-101 true",
      "2-102 true",
      "3-101 true",
    ]);
  });

  test("taken out and brought in again changes nothing", async () => {
    const units = await house.registrar.owners.export();
    const again = units.flatMap(({ building, stairwell, door, areaSquareCentimetres, owners }) =>
      owners.map(({ name, number }) =>
        [building, stairwell, door, areaSquareCentimetres / 10_000, name, number].join(","),
      ),
    );
    expect((await preview(...again)).counts).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 4 });
  });

  test("is not made of a file that is wrong in one place: every line or none", async () => {
    const bytes = workbook([
      [head, ["1", "1", "101", "80", "甲零", ""], ["1", "1", "102", "八十", "甲零", ""]],
    ]);
    expect(await answerIn(house, () => house.registrar.owners.read({ fileName: "产权.xlsx", bytes }))).toBe(
      'done {"problems":[{"row":3,"column":"area","code":"not-an-area","found":"八十"}]}',
    );
  });

  test("is taken once, by whoever saw it, and only while it is as it was shown", async () => {
    const { importId = "" } = await preview(...first);
    await take("9,1,901,70,后来人,");
    const now = await house.stranger.owners.figures();
    await expect(house.registrar.owners.import({ key: newKey(), importId })).rejects.toThrow(
      "roll-changed-meanwhile",
    );
    const secretary = await house.person("甲一", "secretary");
    const mine = await preview(...first);
    await expect(secretary.owners.import({ key: newKey(), importId: mine.importId ?? "" })).rejects.toThrow(
      "not-found",
    );
    expect(await house.stranger.owners.figures()).toEqual(now);
    const answers = await atOnce(
      times(10).map(
        () => () => house.registrar.owners.import({ key: newKey(), importId: mine.importId ?? "" }),
      ),
    );
    expect(done(answers)).toHaveLength(1);
    expect(refused(answers).map((refusal) => refusal.refused)).toEqual(
      times(9).map(() => "import-already-applied"),
    );
    expect(await house.stranger.owners.figures()).toEqual(mine.after);
  });
});
