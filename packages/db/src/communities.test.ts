import { reservedSlugs } from "@yishi/domain/communities";
import { isRefusal } from "@yishi/domain/outcome";
import { afterAll, beforeAll, expect, test } from "vitest";
import { add, all } from "./communities.ts";
import { newId } from "./ids.ts";
import { testDatabase, type TestDatabase } from "./testing/database.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase(10);
});
afterAll(() => base.close());

const community = (slug: string) => ({
  ...{ slug, name: "榆树里社区", district: "测试市测试区", subdistrict: "榆树街道" },
  ...{ phone: "0472-555 0100", windowPlace: "1号楼1层" },
});
const enter = (slug: string) => base.db.transaction(newId(), (tx) => add(tx, community(slug)));

test("the database refuses every word that the house needs itself, as the rule does", async () => {
  for (const slug of reservedSlugs)
    await expect(enter(slug), slug).rejects.toMatchObject({ cause: { constraint: "communities_slug" } });
  expect(await all(base.db)).toEqual([]);
});

test("ten that begin one district and subdistrict at once share them", async () => {
  const slugs = Array.from({ length: 10 }, (_, index) => `shuli-${index}`);
  expect(await Promise.all(slugs.map(enter))).toEqual(slugs.map(() => null));
  const { rows } = await base.owner.query(
    "select (select count(*)::int from districts) as districts, (select count(*)::int from subdistricts) as subdistricts",
  );
  expect(rows).toEqual([{ districts: 1, subdistricts: 1 }]);
});

test("of ten that want one address at once, one gets it", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => enter("tongyili")));
  expect(answers.filter(isRefusal)).toHaveLength(9);
});
