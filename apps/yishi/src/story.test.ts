import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, UnfitDatabase } from "@yishi/db/client";
import { startEmbedded, type Embedded } from "@yishi/db/embedded";
import { migrate } from "@yishi/db/migrate";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isEmpty, isHalfTold } from "./database.ts";
import type { Progress } from "./progress.ts";
import { tellWhereEmpty } from "./story.ts";

let folder: string;
let database: Embedded;
const said: string[] = [];
const progress: Progress = {
  say: (line) => void said.push(line),
  step: (_chinese, _english, work) => work(() => undefined),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yishi-story-"));
  database = await startEmbedded({ dataFolder: folder });
  await migrate(database);
});

afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

async function communities(): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ slug: string }>("select slug from communities order by slug");
  await client.end();
  return rows.map((row) => row.slug);
}

/** Somebody presses Ctrl-C while the first scene is being told. */
async function cutOff(): Promise<void> {
  const control = new AbortController();
  const pressing: Progress = { ...progress, step: (_chinese, _english, work) => work(() => control.abort()) };
  const telling = tellWhereEmpty(database, pressing, { calledOff: control.signal });
  await expect(telling).rejects.toHaveProperty("name", "AbortError");
}

test("a story that was cut off is never served, and is told again from nothing", async () => {
  await cutOff();
  expect(await communities()).toEqual(["ganghuali"]);
  expect(await isHalfTold(database.ownerUrl)).toBe(true);
  await expect(openDatabase({ url: database.serverUrl })).rejects.toThrow(UnfitDatabase);

  const found: boolean[] = [];
  const tell = async ({ ownerUrl }: { readonly ownerUrl: string }) => {
    found.push(await isEmpty(ownerUrl));
  };
  const told = await tellWhereEmpty(database, progress, { tell });
  expect(told).toBe(true);
  expect(found).toEqual([true]);
  expect(said.join("\n")).toContain("从头再讲");
  expect(await isHalfTold(database.ownerUrl)).toBe(false);
  // Fit to be served: its tables are all there, its clock is right, and the server's login is as weak as before.
  await (await openDatabase({ url: database.serverUrl })).close();
});

test("where a community lives whose clock is right, nothing is told and nothing is taken away", async () => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(
    `with d as (insert into districts values (gen_random_uuid(), '测试区') returning district_id),
       s as (insert into subdistricts select gen_random_uuid(), district_id, '测试街道' from d returning subdistrict_id)
     insert into communities (committee_id, slug, name, subdistrict_id, phone, window_place, founded_at)
     select gen_random_uuid(), 'zhenshili', '真实里社区', subdistrict_id, '0472-555 0100', '', now() from s`,
  );
  await client.end();
  const tell = () => Promise.reject(new Error("it was told"));
  const told = await tellWhereEmpty(database, progress, { tell });
  expect(told).toBe(false);
  expect(await communities()).toEqual(["zhenshili"]);
});
