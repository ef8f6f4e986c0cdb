import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "./server.ts";

// The empty web app: SvelteKit with nothing of ours, the same rows by the same statement. It is what our pages are
// measured against.

const folder = fileURLToPath(new URL("./", import.meta.url));

/** Builds the empty app and serves it. */
export async function startEmpty(
  ownerUrl: string,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: folder });
  const port = await freePort();
  const child = spawn(process.execPath, [join(folder, "build/index.js")], {
    env: { ...process.env, HOST: "127.0.0.1", PORT: String(port), BENCH_DATABASE_URL: ownerUrl },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const takeAlong = () => child.kill("SIGKILL");
  process.once("exit", takeAlong);
  const ended = once(child, "exit").finally(() => process.off("exit", takeAlong));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  for (const deadline = Date.now() + 20_000; ; await wait(50)) {
    const answers = await fetch(`http://127.0.0.1:${port}/communities`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return { port, stop };
    if (Date.now() > deadline || child.exitCode !== null) {
      await stop();
      throw new Error("the empty app does not answer");
    }
  }
}
