import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

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

const running = new Set<number>();

/** Runs one command to its end or its limit, and leaves nothing of its process group behind. */
export async function run(command: Command): Promise<Ended> {
  const [program, ...words] = command.words;
  const log = openSync(command.log, "w");
  const child = spawn(program, words, {
    cwd: command.folder,
    stdio: ["ignore", log, log],
    detached: true,
    env: { ...process.env, ...quiet, ...command.env, PATH: programs(command) },
  });
  closeSync(log);
  if (child.pid !== undefined) running.add(child.pid);
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    endGroup(child.pid, "SIGKILL");
  }, command.limitSeconds * 1000);
  const how = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code === null ? `ended by ${signal}` : `exit code ${code}`));
  });
  clearTimeout(limit);
  endGroup(child.pid, "SIGTERM");
  const output = readFileSync(command.log, "utf8");
  if (late) return { ok: false, how: `not done after ${command.limitSeconds} s`, output };
  return { ok: how === "exit code 0", how, output };
}

/** Ends whatever still runs, when the run itself is told to end. */
export function endAll(): void {
  for (const pid of running) endGroup(pid, "SIGTERM");
}

const quiet = { FORCE_COLOR: "0", TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

function programs({ folder, root }: Command): string {
  return [join(folder, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env["PATH"]].join(":");
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  running.delete(pid);
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already, as it should be.
  }
}
