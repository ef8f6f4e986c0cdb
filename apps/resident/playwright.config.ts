import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { ensureBrowser, launchFlags } from "@yishi/browser/browser";

// Every worker reads this file again; what the first reading settled travels to them in the environment.
const browser = (process.env["STORIES_BROWSER"] ??= await ensureBrowser());
const port = (process.env["STORIES_PORT"] ??= String(await freePort()));
const data = (process.env["STORIES_DATA"] ??= temporaryFolder());
const origin = `http://localhost:${port}`;

// The stories are told on a database of their own, whatever database the asker works with.
delete process.env["DATABASE_URL"];
delete process.env["DATABASE_OWNER_URL"];

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const desk = { viewport: { width: 1280, height: 900 } };

/**
 * A story's tags say where it is told (@phone, @desk, @no-script, @meeting, @counted, @weeks, @experts); one without them
 * is told on the phone.
 */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL: origin,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: browser, args: [...launchFlags] },
  },
  projects: [
    { name: "phone", grep: /@phone\b|^(?!.*@(desk|no-script|meeting|counted|weeks|experts)\b)/, use: phone },
    { name: "desk", grep: /@desk\b/, use: desk },
    { name: "no-script", grep: /@no-script\b/, use: { ...phone, javaScriptEnabled: false } },
    // From here the clock is moved, so nobody else is on the way any more: first some days, then weeks.
    { name: "meeting", grep: /@meeting\b/, use: phone, dependencies: ["phone", "desk", "no-script"] },
    // What closed in those days is counted.
    { name: "counted", grep: /@counted\b/, use: phone, dependencies: ["meeting"] },
    {
      name: "weeks",
      grep: /@weeks\b/,
      use: { ...phone, javaScriptEnabled: false },
      dependencies: ["counted"],
    },
    // A vote comes after everything else, so that its days pass for nobody who is on the way.
    { name: "experts", grep: /@experts\b/, use: phone, dependencies: ["weeks"] },
  ],
  webServer: {
    command: "node apps/yishi/src/yishi.ts start",
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { PORT: port, YISHI_ORIGIN: origin, YISHI_DATA: data, YISHI_DEMO: "on" },
    url: `${origin}/health`,
    timeout: 150_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no port was given"));
        else resolve(address.port);
      });
    });
  });
}

/** A new folder, gone when the run is over. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "yishi-stories-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
