import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { findEmbedded, startEmbedded, type Embedded, type EmbeddedOptions } from "./embedded.ts";
import { workersOf } from "./embedded/leftovers.ts";
import { placesIn } from "./embedded/places.ts";

let dataFolder: string;
let running: Embedded[] = [];

// One cluster for most tests: making it is the slow part, starting it is not.
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "yishi-data-"));
  await (await startEmbedded({ dataFolder })).stop();
});

afterEach(async () => {
  for (const embedded of running) await embedded.stop();
  running = [];
});

afterAll(() => rm(dataFolder, { recursive: true, force: true }));

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataFolder, ...options });
  running.push(embedded);
  return embedded;
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 10_000; ; await wait(50)) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

describe("the embedded PostgreSQL", { timeout: 30_000 }, () => {
  test("a first start makes the database, and a second one finds what was kept in it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "yishi-data-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const first = await start({ dataFolder: folder });
    expect(first.fresh).toBe(true);
    await ask(first.ownerUrl, "create table kept as select '留下' as word");
    await first.stop();
    expect(await workersOf(placesIn(folder))).toEqual([]);
    const second = await start({ dataFolder: folder });
    onTestFinished(() => second.stop());
    expect(second.fresh).toBe(false);
    expect(await ask(second.ownerUrl, "select word from kept")).toEqual([{ word: "留下" }]);
  });

  test("the server signs in with a login that owns nothing and may pass nothing", async () => {
    const { serverUrl } = await start();
    const [role] = await ask(
      serverUrl,
      "select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as strong from pg_roles where rolname = current_user",
    );
    expect(role).toEqual({ rolname: "yishi_server", strong: false });
    await expect(ask(serverUrl, "create table mine (n int)")).rejects.toThrow(/permission denied/);
  });

  test("nobody gets in without a password, and nothing listens on the network", async () => {
    const { serverUrl } = await start();
    await expect(ask(serverUrl.replace(/:[^:@]+@/, ":guessed@"), "select 1")).rejects.toThrow(
      /password authentication/,
    );
    expect(await ask(serverUrl, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  });

  test("passwords, log and cluster are closed to other users of the machine", async () => {
    await start();
    const places = placesIn(dataFolder);
    const modes = await Promise.all(
      [places.owner, places.server, places.log, places.cluster].map(
        async (path) => (await stat(path)).mode & 0o077,
      ),
    );
    expect(modes).toEqual([0, 0, 0, 0]);
  });

  test("text sorts by code point whatever the machine's language is", async () => {
    const { ownerUrl } = await start();
    const rows = await ask<{ word: string }>(
      ownerUrl,
      "select word from (values ('é'), ('z'), ('乙'), ('A'), ('甲')) as w (word) order by word",
    );
    expect(rows.map((row) => row.word)).toEqual(["A", "z", "é", "乙", "甲"]);
  });

  test("a second start on a data folder in use is refused in words, and the first goes on", async () => {
    const first = await start();
    await expect(startEmbedded({ dataFolder })).rejects.toThrow(/正在使用中[\s\S]*is in use/);
    expect(await ask(first.serverUrl, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(await findEmbedded(dataFolder)).toMatchObject({ ownerUrl: first.ownerUrl });
  });

  test("a PostgreSQL killed with all its processes comes back in the same place with what it acknowledged", async () => {
    const deaths: boolean[] = [];
    const { ownerUrl } = await start({ onDeath: (revived) => deaths.push(revived) });
    await ask(ownerUrl, "create table kept as select 1 as one");
    for (const pid of await workersOf(placesIn(dataFolder))) process.kill(pid, "SIGKILL");
    expect(await eventually(() => ask(ownerUrl, "select one from kept"))).toEqual([{ one: 1 }]);
    await eventually(async () => expect(deaths).toEqual([true]));
  });

  test("a PostgreSQL that keeps dying is given up", async () => {
    const deaths: boolean[] = [];
    await start({ deathsPerMinute: 0, onDeath: (revived) => deaths.push(revived) });
    for (const pid of await workersOf(placesIn(dataFolder))) process.kill(pid, "SIGKILL");
    await eventually(async () => expect(deaths).toEqual([false]));
  });

  test("a data folder of another major version is left alone, with a sentence", async () => {
    const version = join(placesIn(dataFolder).cluster, "PG_VERSION");
    const right = await readFile(version, "utf8");
    await writeFile(version, "17\n");
    onTestFinished(() => writeFile(version, right));
    await expect(startEmbedded({ dataFolder })).rejects.toThrow(/PostgreSQL 17[\s\S]*yishi dump/);
  });

  test("a left-behind pid file whose number another program took does not stop the start", async () => {
    await writeFile(join(placesIn(dataFolder).cluster, "postmaster.pid"), `${process.pid}\n`);
    expect((await start()).fresh).toBe(false);
  });

  test("a socket folder swept away since the last start does not stop the start", async () => {
    await writeFile(placesIn(dataFolder).socket, "/tmp/yishi-gone\n");
    await start();
    expect(await readFile(placesIn(dataFolder).socket, "utf8")).not.toContain("gone");
  });

  test("a start that is called off leaves no process", async () => {
    const calledOff = AbortSignal.abort(new Error("called off"));
    await expect(startEmbedded({ dataFolder, signal: calledOff })).rejects.toThrow("called off");
    expect(await workersOf(placesIn(dataFolder))).toEqual([]);
    await start();
  });
});
