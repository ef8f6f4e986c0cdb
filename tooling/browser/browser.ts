import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { canInstallPackages, installPackages } from "./debian.ts";
import { run } from "./run.ts";

/** Flags under which Chromium is the same everywhere: as root, without a GPU, and without calling home. */
export const launchFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
] as const;

const minutes = 60_000;

/** The path of a Chromium that starts, installed first where there is none. */
export async function ensureBrowser(): Promise<string> {
  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen) {
    if (await starts(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, but no browser starts from there. Correct it or unset it.`);
  }
  const browser = (await findBrowser()) ?? (await downloadBrowser()) ?? (await installFromDebian());
  if (browser === undefined) throw new Error(missing);
  await ensureChineseFont();
  return browser;
}

const missing =
  "The browser stories need Chromium, and it could neither be found, downloaded by Playwright nor installed by apt. " +
  "Install Chromium or Google Chrome, or set CHROMIUM_PATH to one.";

async function findBrowser(): Promise<string | undefined> {
  for (const place of [...places, chromium.executablePath()]) {
    if (await starts(place)) return place;
  }
  return undefined;
}

/** A file that lies there but misses its libraries is no browser, so it is asked for its version. */
async function starts(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  return (await run(path, ["--no-sandbox", "--version"], { limit: minutes / 2 })).ok;
}

async function downloadBrowser(): Promise<string | undefined> {
  say("No browser found: Playwright downloads Chromium…");
  const cli = fileURLToPath(import.meta.resolve("@playwright/test/cli"));
  await run(process.execPath, [cli, "install", "--no-shell", "chromium"], {
    limit: 4 * minutes,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" },
  });
  return findBrowser();
}

async function installFromDebian(): Promise<string | undefined> {
  if (!canInstallPackages()) return undefined;
  say("Playwright could not: apt installs chromium and fonts-noto-cjk…");
  await installPackages(["chromium", "fonts-noto-cjk"]);
  return findBrowser();
}

/** Without a Chinese font every character is the same empty box, and no layout that is tested is the real one. */
async function ensureChineseFont(): Promise<void> {
  if (process.platform !== "linux" || (await hasChineseFont())) return;
  if (canInstallPackages()) {
    say("No Chinese font found: apt installs fonts-noto-cjk…");
    await installPackages(["fonts-noto-cjk", "fontconfig"]);
    if (await hasChineseFont()) return;
  }
  say("No Chinese font found: pages will show boxes. Install fonts-noto-cjk or another font with Chinese.");
}

async function hasChineseFont(): Promise<boolean> {
  const fonts = await run("fc-list", [":lang=zh", "family"], { limit: minutes / 2 });
  return fonts.ok && fonts.output.trim() !== "";
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
