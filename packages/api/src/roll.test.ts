import { afterAll, beforeAll, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, rollText, type House } from "./testing/house.ts";
import { workbook } from "./testing/workbooks.ts";

let house: House;
let secretary: Caller;
const households = 12;

beforeAll(async () => {
  house = await openHouse({ households });
  secretary = await house.person("甲零", "secretary");
});
afterAll(() => house.close());

/** The roll of the house with one more door, where these people live. */
const rollWith = (...names: string[]) =>
  new TextEncoder().encode(
    [rollText(households), ...names.map((name) => `9,1,901,${name},1970-01-01`)].join("\r\n"),
  );

async function preview(importer: Caller, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const read = await importer.roll.read({ fileName: "名册.csv", bytes });
  if (!read.importId) throw new Error("the roll was not read");
  return read.importId;
}

async function residents(): Promise<number> {
  return (await house.stranger.roll.figures()).residents;
}

test("a preview shows what would change and changes nothing; a yes makes exactly that", async () => {
  const before = await residents();
  const bytes = workbook([
    [
      ["楼号", "单元", "室号", "姓名", "出生日期"],
      ["1", "1", "101", "甲零", "1960-05-01"],
    ],
  ]);
  const shown = await house.registrar.roll.read({ fileName: "新名册.xlsx", bytes });
  expect(shown).toMatchObject({ added: 0, removed: before - 1, unchanged: 1, households: 1, buildings: 1 });
  expect(await residents()).toBe(before);
  const importId = await preview(house.registrar, rollWith("钱一"));
  const made = await house.registrar.roll.import({ key: newKey(), importId });
  expect(made).toEqual({ added: 1, removed: 0, moved: 0, corrected: 0, regrouped: 0, unchanged: before });
  expect(await residents()).toBe(before + 1);
  await expect(house.registrar.roll.import({ key: newKey(), importId })).rejects.toThrow(
    "import-already-applied",
  );
});

test("what was shown of a roll that changed meanwhile is not made: it is shown again first", async () => {
  const [registrars, secretarys] = [
    await preview(house.registrar, rollWith("钱一", "钱二")),
    await preview(secretary, rollWith("钱一")),
  ];
  await house.registrar.roll.import({ key: newKey(), importId: registrars });
  const now = await residents();
  // Without this the secretary, who was shown "nothing changes", would strike out 钱二.
  await expect(secretary.roll.import({ key: newKey(), importId: secretarys })).rejects.toThrow(
    "roll-changed-meanwhile",
  );
  expect(await residents()).toBe(now);
  const again = await preview(secretary, rollWith("钱一"));
  expect(await secretary.roll.import({ key: newKey(), importId: again })).toMatchObject({
    removed: 1,
  });
});

test("two imports at once: one becomes the roll, the other is told that the roll changed", async () => {
  const imports = [
    { importer: house.registrar, importId: await preview(house.registrar, rollWith("孙一")) },
    { importer: secretary, importId: await preview(secretary, rollWith("孙二")) },
  ];
  const answers = await atOnce(
    imports.map(
      ({ importer, importId }) =>
        () =>
          importer.roll.import({ key: newKey(), importId }),
    ),
  );
  expect(done(answers)).toHaveLength(1);
  expect(refused(answers)).toMatchObject([{ refused: "roll-changed-meanwhile" }]);
  const { rows } = await house.base.owner.query(
    "select from residents where left_on is null and name like '孙%'",
  );
  expect(rows).toHaveLength(1);
});

test("the same reading ten times at once is applied once", async () => {
  const importId = await preview(house.registrar, rollWith("李一"));
  const answers = await atOnce(
    times(10).map(() => () => house.registrar.roll.import({ key: newKey(), importId })),
  );
  expect(done(answers)).toHaveLength(1);
  expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["import-already-applied"]));
});

test("nobody says yes to what another was shown, here or in another community", async () => {
  const importId = await preview(house.registrar, rollWith("周一"));
  const beside = await openHouse({ slug: "linli", beside: house });
  for (const other of [secretary, beside.registrar])
    await expect(other.roll.import({ key: newKey(), importId })).rejects.toThrow("not-found");
});

test("a file with one wrong line takes in nothing and keeps no reading", async () => {
  const kept = async () => (await house.base.owner.query("select from roll_imports")).rows.length;
  const before = [await residents(), await kept()];
  const bytes = new TextEncoder().encode(`${rollText(households)}\r\n9,1,901,吴一,2001-02-30`);
  const read = await house.registrar.roll.read({ fileName: "名册.csv", bytes });
  expect(read.problems).toEqual([
    { row: 2 * households + 2, column: "born", code: "not-a-day", found: "2001-02-30" },
  ]);
  expect([await residents(), await kept()]).toEqual(before);
});

test("who turns eighteen today is of voting age today and was not yesterday", async () => {
  const today = await house.today();
  const born = `${Number(today.slice(0, 4)) - 18}${today.slice(4)}`;
  const file = new TextEncoder().encode(`${rollText(households)}\r\n9,1,902,郑一,${born}`);
  const before = (await house.stranger.roll.figures()).ofVotingAge;
  const importId = await preview(house.registrar, file);
  const { removed } = await house.registrar.roll.import({ key: newKey(), importId });
  expect((await house.stranger.roll.figures()).ofVotingAge).toBe(before - removed + 1);
});

test("a name is one name whatever it is composed of, and what cannot be seen is no part of it", async () => {
  const composed = ["é", "e\u0301", "e\u0301\u200b"].map((letter) => `9,1,903,Ren${letter},1970-01-01`);
  const bytes = new TextEncoder().encode([rollText(households), ...composed].join("\r\n"));
  const read = await house.registrar.roll.read({ fileName: "名册.csv", bytes });
  expect(read.problems).toMatchObject([{ code: "twice" }, { code: "twice" }]);
});

test("a file that would remove whoever takes it is refused, however sure they are (import-removes-importer)", async () => {
  const without = rollText(households)
    .split("\r\n")
    .filter((line) => !line.includes(",甲零,"));
  const importId = await preview(secretary, new TextEncoder().encode(without.join("\r\n")));
  await expect(secretary.roll.import({ key: newKey(), importId, sure: true })).rejects.toThrow(
    "import-removes-importer",
  );
  expect((await secretary.communities.current()).asker).toMatchObject({ name: "甲零", onRoll: true });
});
