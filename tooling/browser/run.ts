import { execFile } from "node:child_process";

interface Ran {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a command for at most `limit` milliseconds. That it fails, hangs or does not exist is an answer, not a defect. */
export function run(
  command: string,
  words: readonly string[],
  { limit, env = {} }: { readonly limit: number; readonly env?: Readonly<Record<string, string>> },
): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      command,
      words,
      { timeout: limit, killSignal: "SIGKILL", maxBuffer: 64 * 1024 * 1024, env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ ok: error === null, output: stdout + stderr }),
    ).stdin?.end();
  });
}
