import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

export interface Command {
  readonly words: readonly [program: string, ...words: string[]];
  /** The folder it runs in; the programs of its own node_modules and of the root's are at hand. */
  readonly folder: string;
  readonly root: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly limitSeconds: number;
  /** Where what it says is written. A file and no pipe: an orphan that holds it open keeps nobody waiting. */
  readonly log: string;
}

export interface Ended {
  readonly ok: boolean;
  readonly how: string;
  readonly output: string;
}

const graceSeconds = 15;
const running = new Map<number, Promise<string>>();
let ending = false;

/** Runs one command to its end or its limit, and leaves nothing of its process group behind. */
export async function run(command: Command): Promise<Ended> {
  if (ending) return { ok: false, how: "the run was ended", output: "" };
  const [program, ...words] = command.words;
  const log = openSync(command.log, "w");
  const child = spawn(program, words, {
    cwd: command.folder,
    stdio: ["ignore", log, log],
    detached: true,
    env: { ...process.env, ...quiet, ...command.env, PATH: programs(command) },
  });
  closeSync(log);
  const end = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code === null ? `ended by ${signal}` : `exit code ${code}`));
  });
  if (child.pid !== undefined) running.set(child.pid, end);
  const late = await isLate(end, command.limitSeconds);
  if (late && child.pid !== undefined) await endGently(child.pid, end);
  const how = await end;
  if (child.pid !== undefined) {
    endGroup(child.pid, "SIGTERM");
    running.delete(child.pid);
  }
  const output = readFileSync(command.log, "utf8");
  return late
    ? { ok: false, how: `not done after ${command.limitSeconds} s`, output }
    : { ok: how === "exit code 0", how, output };
}

/** Ends whatever still runs and lets nothing new begin, when the run itself is told to end. */
export async function endAll(): Promise<void> {
  ending = true;
  await Promise.all([...running].map(([pid, end]) => endGently(pid, end)));
}

/** An interrupt, as from the keyboard: Playwright and Vitest then stop the servers they started, which a kill would orphan. */
async function endGently(pid: number, end: Promise<string>): Promise<void> {
  endGroup(pid, "SIGINT");
  if (await isLate(end, graceSeconds)) endGroup(pid, "SIGKILL");
}

async function isLate(end: Promise<string>, seconds: number): Promise<boolean> {
  const inTime = new AbortController();
  const late = setTimeout(seconds * 1000, true, { signal: inTime.signal }).catch(() => false);
  return Promise.race([late, end.then(() => false)]).finally(() => inTime.abort());
}

const quiet = { FORCE_COLOR: "0", TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

function programs({ folder, root }: Command): string {
  return [join(folder, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env["PATH"]].join(":");
}

function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already, as it should be.
  }
}
