import { openDoor } from "@yishi/api/door";
import { testDatabase, type TestDatabase } from "@yishi/db/testing/database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstLink } from "./setup.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

const settings = { demo: false, origin: "https://yishi.example.cn" } as const;
const code = /(?:[2-9A-Z]{3} ){5}[2-9A-Z]{3}/u;
const links = async () =>
  (
    await base.owner.query<{ revoked: boolean }>(
      "select revoked_at is not null as revoked from auth.setup_links order by issued_at",
    )
  ).rows.map((row) => row.revoked);

test("a start on a terminal shows a code while there is no community, and ends the one before", async () => {
  const first = (await firstLink(settings, base.serverUrl, true)) ?? "";
  expect(first).toContain("https://yishi.example.cn/setup\n");
  expect(first).toMatch(code);
  const second = (await firstLink(settings, base.serverUrl, true)) ?? "";
  expect(code.exec(second)?.[0]).not.toBe(code.exec(first)?.[0]);
  expect(await links()).toEqual([true, false]);
});

test("a start whose words go into a file shows none, and makes none", async () => {
  const before = await links();
  const words = (await firstLink(settings, base.serverUrl, false)) ?? "";
  expect(words).toContain("yishi setup");
  expect(words).not.toMatch(code);
  expect(await links()).toEqual(before);
});

test("the demo needs none, and neither does a house where a community lives", async () => {
  expect(await firstLink({ ...settings, demo: true }, base.serverUrl, true)).toBeNull();
  const door = await openDoor({ databaseUrl: base.serverUrl, demo: false });
  await door.found({
    ...{ slug: "yushuli", name: "榆树里社区", subdistrict: "榆树街道", district: "包头市青山区" },
    ...{ phone: "0472-555 0100", windowPlace: "1号楼1层" },
    registrar: {
      name: "石登记",
      electedBy: "居民选举委员会",
      electedOn: "2026-01-10",
      reference: "选举记录1号",
    },
  });
  await door.close();
  expect(await firstLink(settings, base.serverUrl, true)).toBeNull();
});
