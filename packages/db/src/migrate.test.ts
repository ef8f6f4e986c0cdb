import pg from "pg";
import { inject, afterEach, expect, test } from "vitest";
import { newId } from "./ids.ts";
import { expectedMigrations, migrate } from "./migrate.ts";
import { withDatabase } from "./testing/addresses.ts";
import type {} from "./testing/cluster.ts"; // says what the run provides

const { ownerUrl: clusterUrl, serverUrl } = inject("cluster");
let made: string[] = [];

afterEach(async () => {
  for (const name of made) await inCluster(`drop database ${name} with (force)`);
  made = [];
});

async function inCluster(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: clusterUrl });
  await owner.connect();
  await owner.query(statement);
  await owner.end();
}

/** An empty database, and the owner's address of it. */
async function emptyDatabase(): Promise<string> {
  const name = `empty_${newId().replaceAll("-", "")}`;
  await inCluster(`create database ${name} template template0`);
  made.push(name);
  return withDatabase(clusterUrl, name);
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows;
}

test("an empty database gets every migration in its order, and a second run finds nothing to do", async () => {
  const ownerUrl = await emptyDatabase();
  const expected = await expectedMigrations();
  expect(expected.length).toBeGreaterThan(0);
  expect(await migrate({ ownerUrl, serverUrl })).toEqual(expected);
  expect(await migrate({ ownerUrl, serverUrl })).toEqual([]);
  const applied = await ask<{ name: string }>(
    ownerUrl,
    "select name from migrations order by applied_at, name",
  );
  expect(applied.map(({ name }) => name)).toEqual(expected);
});

test("two that migrate at once take turns", async () => {
  const ownerUrl = await emptyDatabase();
  const [one, other] = await Promise.all([migrate({ ownerUrl }), migrate({ ownerUrl })]);
  expect([...one, ...other]).toEqual(await expectedMigrations());
});

test("a migration that was edited after it ran is refused, and nothing after it is applied", async () => {
  const ownerUrl = await emptyDatabase();
  await migrate({ ownerUrl });
  await ask(ownerUrl, "update migrations set hash = 'other' where name like '0002%'");
  await ask(ownerUrl, "delete from migrations where name like '0006%'");
  await expect(migrate({ ownerUrl })).rejects.toThrow("was changed after it ran; write a new one instead");
  expect(await ask(ownerUrl, "select from migrations where name like '0006%'")).toEqual([]);
});

test("a migration that fails leaves nothing of itself", async () => {
  const ownerUrl = await emptyDatabase();
  await ask(ownerUrl, "create table motions (in_the_way int)");
  await expect(migrate({ ownerUrl })).rejects.toThrow("0003_proposals.sql failed");
  const tables = await ask<{ name: string }>(
    ownerUrl,
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  const names = tables.map(({ name }) => name);
  expect(names).toContain("residents");
  expect(names).not.toContain("proposals");
});

test("a login of the server that does not exist is told by its name", async () => {
  const ownerUrl = await emptyDatabase();
  const url = new URL(serverUrl);
  url.username = "nobody_of_that_name";
  await expect(migrate({ ownerUrl, serverUrl: url.href })).rejects.toThrow("nobody_of_that_name");
});
