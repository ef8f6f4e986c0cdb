import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startEmbedded, type Embedded } from "@yishi/db/embedded";
import { workersOf } from "@yishi/db/embedded/leftovers";
import { placesIn } from "@yishi/db/embedded/places";
import { migrate } from "@yishi/db/migrate";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { version } from "./version.ts";

// The command as an operator runs it, with the built pages.
const program = fileURLToPath(new URL("./yishi.ts", import.meta.url));
let folder: string;
let port: number;
let running: Running[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yishi-command-"));
  port = await freePort();
});

afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill("SIGKILL");
    await ended;
  }
  running = [];
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  words(): string;
}

function run(words: readonly string[], settings: Readonly<Record<string, string>> = {}): Running {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(YISHI_|DATABASE_|HOST$|PORT$|npm_)/.test(name),
  );
  const child = spawn(process.execPath, [program, ...words], {
    env: { ...Object.fromEntries(inherited), PORT: String(port), YISHI_DEMO: "off", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const output of [child.stdout, child.stderr])
    output.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => resolve(code));
  });
  const started = { child, ended, words: () => said };
  running.push(started);
  return started;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function health(): Promise<{ readonly status: number; readonly told: unknown }> {
  const response = await fetch(`http://127.0.0.1:${port}/health`);
  return { status: response.status, told: await response.json() };
}

/** Waits until the house answers so. */
async function untilHealth(status: number, started: Running): Promise<unknown> {
  for (const deadline = Date.now() + 40_000; ; await wait(50)) {
    const answered = await health().catch(() => null);
    if (answered?.status === status) return answered.told;
    if (started.child.exitCode !== null || Date.now() > deadline)
      throw new Error(`no ${status} came:\n${started.words()}`);
  }
}

async function ask(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("what an operator asks wrongly is told in a sentence", () => {
  test.each([["start"], ["setup"], ["migrate"], ["dump"]])(
    "yishi %s --help tells what it does and every setting",
    async (name) => {
      const helped = run([name, "--help"]);
      expect(await helped.ended).toBe(0);
      expect(helped.words()).toMatch(new RegExp(`Usage: yishi ${name}[\\s\\S]*DATABASE_OWNER_URL`));
    },
  );

  test("a command that does not exist ends with 2", async () => {
    const asked = run(["strat"]);
    expect(await asked.ended).toBe(2);
    expect(asked.words()).toContain("There is no command strat");
  });

  test("settings that make no sense are told all at once, and nothing is started", async () => {
    const asked = run(["start"], { PORT: "no", YISHI_DATE: "x", YISHI_DATA: join(folder, "never") });
    expect(await asked.ended).toBe(1);
    expect(asked.words()).toMatch(/PORT: "no" is not a port[\s\S]*YISHI_DATE: There is no such setting/);
    expect(asked.words()).not.toMatch(/\bat .*\.ts:\d+/);
  });

  test("a port that is taken is named before anything slow begins", async () => {
    const taken = createServer().listen(port, "127.0.0.1");
    await once(taken, "listening");
    const asked = run(["start"], { YISHI_DATA: join(folder, "never") });
    expect(await asked.ended).toBe(1);
    expect(asked.words()).toContain(`Port ${port} is taken`);
    taken.close();
    await once(taken, "close");
  });
});

describe("with the database that comes with it", { timeout: 120_000 }, () => {
  const places = () => placesIn(join(folder, "data"));
  const start = (settings: Readonly<Record<string, string>> = {}) =>
    run(["start"], { YISHI_DATA: places().data, ...settings });

  test("it starts on an empty folder, says that it is well, and Ctrl-C leaves no process behind", async () => {
    const first = start();
    expect(await untilHealth(200, first)).toMatchObject({ status: "ok", database: "embedded", version });
    expect(await workersOf(places())).not.toEqual([]);
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(0);
    expect(await workersOf(places())).toEqual([]);
  });

  test("a second start finds everything as it was, within 15 seconds, and without a home", async () => {
    const began = Date.now();
    const second = start({ HOME: "", XDG_CACHE_HOME: "" });
    await untilHealth(200, second);
    expect(Date.now() - began).toBeLessThan(15_000);
    expect(second.words()).not.toContain("0001_foundation");
  });

  test("its words hold no set-up code, which belongs on a terminal; yishi setup prints one, and only its hash is kept", async () => {
    const started = start();
    await untilHealth(200, started);
    await expect.poll(() => started.words()).toContain("yishi setup");
    const code = /(?:[2-9A-Z]{3} ){5}[2-9A-Z]{3}/u;
    expect(started.words()).not.toMatch(code);
    const asked = run(["setup"], { YISHI_DATA: places().data });
    expect(await asked.ended).toBe(0);
    const [printed = ""] = code.exec(asked.words()) ?? [];
    expect(asked.words()).toContain("/setup");
    const nobody = run(["setup", "--community", "no-such-place"], { YISHI_DATA: places().data });
    expect(await nobody.ended).toBe(1);
    expect(nobody.words()).toContain('There is no community at the address "no-such-place"');
    expect(started.words()).not.toContain(printed);
    const dumped = run(["dump"], { YISHI_DATA: places().data });
    expect(await dumped.ended).toBe(0);
    expect(dumped.words()).toContain("copy auth.setup_links");
    expect(dumped.words().replaceAll(" ", "")).not.toContain(printed.replaceAll(" ", ""));
  });

  test("a home that cannot be written, or is not there, changes nothing", async () => {
    const closed = await mkdtemp(join(folder, "home-"));
    await chmod(closed, 0o500);
    for (const HOME of [closed, join(folder, "no-home")]) {
      const started = start({ HOME });
      await untilHealth(200, started);
      started.child.kill("SIGTERM");
      expect(await started.ended).toBe(0);
    }
  });

  test("a second start on the same folder is refused in words, and the first goes on", async () => {
    const first = start();
    await untilHealth(200, first);
    const second = start({ PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(second.words()).toContain("is in use");
    expect((await health()).status).toBe(200);
  });

  test("kill -9 of PostgreSQL is told by /health with its reason, and passes", async () => {
    const started = start();
    await untilHealth(200, started);
    const refused = untilHealth(503, started);
    for (const pid of await workersOf(places())) process.kill(pid, "SIGKILL");
    const told = await refused;
    expect(told).toMatchObject({ status: "unavailable", database: "embedded" });
    expect(told).toHaveProperty("reason");
    expect(await untilHealth(200, started)).toMatchObject({ status: "ok" });
    await expect.poll(() => started.words()).toContain("nothing acknowledged is lost");
  });

  test("kill -9 of the server takes PostgreSQL along, and the next start goes on", async () => {
    const killed = start();
    await untilHealth(200, killed);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const next = start();
    await untilHealth(200, next);
  });
});

describe("with a database of the operator's own", { timeout: 120_000 }, () => {
  let theirs: Embedded;
  beforeAll(async () => {
    theirs = await startEmbedded({ dataFolder: join(folder, "theirs") });
  });
  afterAll(() => theirs.stop());

  test("the start needs tables, which yishi migrate makes with the owner's login", async () => {
    const early = run(["start"], { DATABASE_URL: theirs.serverUrl });
    expect(await early.ended).toBe(1);
    expect(early.words()).toContain("yishi migrate");
    const made = run(["migrate"], { DATABASE_URL: theirs.serverUrl, DATABASE_OWNER_URL: theirs.ownerUrl });
    expect(await made.ended).toBe(0);
    const started = run(["start"], { DATABASE_URL: theirs.serverUrl });
    expect(await untilHealth(200, started)).toMatchObject({ status: "ok", database: "external" });
    started.child.kill("SIGINT");
    expect(await started.ended).toBe(0);
    expect(await ask(theirs.ownerUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("with both logins the start brings the tables up to date itself", async () => {
    const started = run(["start"], { DATABASE_URL: theirs.serverUrl, DATABASE_OWNER_URL: theirs.ownerUrl });
    await untilHealth(200, started);
  });

  test("a login that could pass the line between communities is refused in a sentence", async () => {
    await migrate(theirs);
    const refused = run(["start"], { DATABASE_URL: theirs.ownerUrl });
    expect(await refused.ended).toBe(1);
    expect(refused.words()).toContain("a login that owns nothing");
  });

  test("a database that does not answer is told with its reason", async () => {
    const refused = run(["start"], { DATABASE_URL: `postgresql://a:b@127.0.0.1:${port}/yishi` });
    expect(await refused.ended).toBe(1);
    expect(refused.words()).toMatch(/DATABASE_URL cannot be reached: .*ECONNREFUSED/);
  });
});
