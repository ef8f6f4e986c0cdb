import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { open, rename, stat } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { plainEnvironment } from "./cluster.ts";
import { addressOf, type Places } from "./places.ts";
import { inUse, StartProblem } from "./problem.ts";
import type { Programs } from "./programs.ts";
import type { Runner } from "./runner.ts";

/** One running PostgreSQL. */
export interface Postmaster {
  /** Settles when the process has ended, asked or not. */
  readonly ended: Promise<void>;
  /** In order within a second and a half, else at once: what was acknowledged is in the log on disk either way. */
  stop(): Promise<void>;
}

interface Launched extends Postmaster {
  hasEnded(): boolean;
}

const orderlyMilliseconds = 1_500;
const largestLog = 10_000_000;

/** Starts PostgreSQL on a cluster and answers when it takes connections; crash recovery may take a while. */
export async function startPostmaster(given: {
  readonly places: Places;
  readonly programs: Programs;
  readonly runner: Runner;
  readonly ownerPassword: string;
  readonly socketFolder: string;
  readonly settings: Readonly<Record<string, string>>;
}): Promise<Postmaster> {
  const { places, programs, runner, socketFolder } = given;
  await turnLog(places.log);
  const logStart = (await stat(places.log).catch(() => undefined))?.size ?? 0;
  const settings = Object.entries({ ...standing, unix_socket_directories: socketFolder, ...given.settings });
  const words = [...runner.before, programs.postgres, "-D", places.cluster].concat(
    settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  );
  const postmaster = launch(words, places.log);
  try {
    await untilReady(postmaster, addressOf("owner", given.ownerPassword, socketFolder, "postgres"));
    return postmaster;
  } catch (error) {
    const gone = postmaster.hasEnded();
    await postmaster.stop();
    throw gone ? await explain(places, logStart) : error;
  }
}

/** Names and values of people never reach the log: no statements, no details of errors. */
const standing = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "60",
  shared_buffers: "128MB",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] ",
  log_statement: "none",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
} as const;

function launch([program = "", ...rest]: readonly string[], log: string): Launched {
  const output = openSync(log, "a", 0o600);
  // Its own process group: a Ctrl-C in the terminal reaches the server alone, which then stops PostgreSQL in order.
  const child = spawn(program, rest, {
    cwd: "/",
    env: plainEnvironment(),
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  let over = false;
  const takeAlong = () => child.kill("SIGINT");
  process.once("exit", takeAlong);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  }).then(() => {
    over = true;
    process.off("exit", takeAlong);
  });
  const stop = async () => {
    for (const [signal, patience] of stopping) {
      if (over) return;
      child.kill(signal);
      await Promise.race([ended, wait(patience, undefined, { ref: false })]);
    }
    await ended;
  };
  return { ended, stop, hasEnded: () => over };
}

/** PostgreSQL's fast shutdown, its immediate one, and the end of patience. */
const stopping = [
  ["SIGINT", orderlyMilliseconds],
  ["SIGQUIT", 6_000],
  ["SIGKILL", 1_000],
] as const;

async function untilReady(postmaster: Launched, address: string): Promise<void> {
  for (;;) {
    if (postmaster.hasEnded()) throw new Error("PostgreSQL ended while it was starting");
    const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (isWrongPassword(error)) throw wrongPassword(error);
      await Promise.race([postmaster.ended, wait(30)]);
    }
  }
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "28P01";
}

function wrongPassword(cause: unknown): StartProblem {
  return new StartProblem(
    "数据目录中的 owner 文件与数据库的密码不符。请从备份中恢复这个文件。",
    "The file `owner` in the data folder does not hold the password of this database. Bring the file back from a backup.",
    { cause },
  );
}

/** Turns the last words of a PostgreSQL that would not start into a sentence. */
async function explain(places: Places, logStart: number): Promise<StartProblem> {
  const words = await wordsSince(places.log, logStart);
  if (/already exists|still in use/.test(words)) return inUse(places.data);
  const reason =
    words.split("\n").findLast((line) => /FATAL|PANIC|unshare|setpriv/.test(line)) ??
    words.split("\n").at(-1) ??
    "";
  const brief = reason.replace(/^.*?(FATAL|PANIC):\s*/, "");
  return new StartProblem(
    `PostgreSQL 没有启动：${brief}（详见 ${places.log}）`,
    `PostgreSQL did not start: ${brief} (more in ${places.log})`,
  );
}

async function wordsSince(log: string, start: number): Promise<string> {
  const file = await open(log);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min(size - start, 65_536)),
      position: start,
    });
    return buffer.toString("utf8", 0, bytesRead).trim();
  } finally {
    await file.close();
  }
}

async function turnLog(log: string): Promise<void> {
  const size = (await stat(log).catch(() => undefined))?.size ?? 0;
  if (size > largestLog) await rename(log, `${log}.1`);
}
