import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { reachDatabase } from "./database.ts";
import type { Progress } from "./progress.ts";
import type { Settings } from "./settings.ts";
import { firstLink } from "./setup.ts";
import { callOff } from "./signals.ts";
import { makeReady } from "./start.ts";
import { signIns } from "./story.ts";
import { version } from "./version.ts";

const residentFolder = fileURLToPath(new URL("../../resident/", import.meta.url));

/** Starts the database and the pages as they are written: a change is seen at once. */
export async function dev(settings: Settings, progress: Progress): Promise<void> {
  const calledOff = callOff();
  const database = await progress.step("启动数据库", "Starting the database", () =>
    reachDatabase(settings, { signal: calledOff }),
  );
  try {
    await makeReady(settings, database, progress, calledOff);
    if (settings.demo) progress.say(`\n${signIns(settings.origin)}\n`);
    const link = await firstLink(settings, database.serverUrl, process.stdout.isTTY ?? false);
    if (link !== null) progress.say(`${link}\n`);
    await runVite(settings, database.serverUrl, calledOff);
  } finally {
    await database.release();
  }
}

async function runVite(settings: Settings, serverUrl: string, calledOff: AbortSignal): Promise<void> {
  const words = [
    "run",
    "-s",
    "messages",
    "&&",
    "vite",
    "dev",
    "--host",
    settings.host,
    "--port",
    String(settings.port),
    "--strictPort",
  ];
  const vite = spawn("npm", words, {
    cwd: residentFolder,
    shell: true,
    stdio: "inherit",
    env: {
      ...process.env,
      DATABASE_URL: serverUrl,
      YISHI_ORIGIN: settings.origin,
      YISHI_DATABASE: settings.database.kind,
      YISHI_DEMO: settings.demo ? "on" : "off",
      YISHI_VERSION: version,
    },
  });
  const ended = once(vite, "exit");
  calledOff.addEventListener("abort", () => vite.kill("SIGTERM"));
  await ended;
}
