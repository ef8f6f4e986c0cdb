import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startEmbedded } from "@yishi/db/embedded";
import { workersOf } from "@yishi/db/embedded/leftovers";
import { placesIn } from "@yishi/db/embedded/places";
import pg from "pg";

export interface Drill {
  /** How often the server and PostgreSQL are killed, in turns. */
  readonly kills: number;
  readonly seconds: number;
  /** What PostgreSQL is told beside what it is always told: the control takes its safety away. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly acknowledged: number;
  /** Acknowledged, and not there afterwards. */
  readonly lost: number;
  /** There more than once. */
  readonly repeated: number;
  /** There, and never tried. */
  readonly invented: number;
}

/** PostgreSQL answers before the row is in its log, and writes the log seldom: what a crash then takes is seen. */
export const answersTooEarly = {
  synchronous_commit: "off",
  wal_writer_delay: "10s",
  wal_writer_flush_after: "1GB",
} as const;

/** Kills the server and PostgreSQL, each with kill -9, while rows are being acknowledged; then counts. */
export async function durability({ kills, seconds, settings = {} }: Drill): Promise<Outcome> {
  const dataFolder = await mkdtemp(join(tmpdir(), "yishi-drill-"));
  const database = await startEmbedded({ dataFolder, settings, deathsPerMinute: Infinity });
  const history: History = { tried: new Set(), kept: new Set() };
  let server: Writer | undefined;
  try {
    await ask(database.ownerUrl, "create table kept (token uuid not null)");
    server = startWriter(database.ownerUrl, history);
    for (let kill = 0; kill < kills; kill += 1) {
      await wait((seconds * 1000 * (0.5 + Math.random())) / kills);
      if (kill % 2 === 0) {
        await killDatabase(dataFolder);
      } else {
        await server.kill();
        server = startWriter(database.ownerUrl, history);
      }
    }
    await server.kill();
    return judge(history, await found(database.ownerUrl));
  } finally {
    await server?.kill();
    await database.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

interface History {
  readonly tried: Set<string>;
  readonly kept: Set<string>;
}

interface Writer {
  /** Ends it by kill -9, and waits for its last words: what was acknowledged before counts. */
  kill(): Promise<void>;
}

function startWriter(url: string, history: History): Writer {
  const program = fileURLToPath(new URL("./writer.ts", import.meta.url));
  const writer = spawn(process.execPath, [program, url], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: writer.stdout }).on("line", (line) => {
    const [word, token = ""] = line.split(" ");
    if (token.length === 36) (word === "kept" ? history.kept : history.tried).add(token);
  });
  const silent = once(lines, "close");
  return {
    async kill() {
      writer.kill("SIGKILL");
      await silent;
    },
  };
}

/** All its processes at once, as when the machine's memory runs out; it is started again by `startEmbedded`. */
async function killDatabase(dataFolder: string): Promise<void> {
  for (const pid of await workersOf(placesIn(dataFolder))) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It went by itself when its parent died.
    }
  }
}

async function found(url: string): Promise<readonly string[]> {
  for (const deadline = Date.now() + 60_000; ; await wait(100)) {
    try {
      return (await ask<{ token: string }>(url, "select token from kept")).map((row) => row.token);
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

function judge({ tried, kept }: History, rows: readonly string[]): Outcome {
  const there = new Set(rows);
  return {
    acknowledged: kept.size,
    lost: [...kept].filter((token) => !there.has(token)).length,
    repeated: rows.length - there.size,
    invented: rows.filter((token) => !tried.has(token)).length,
  };
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
