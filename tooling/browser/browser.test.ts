import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ensureBrowser } from "./browser.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yishi-browser-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function program(script: string): string {
  const path = join(folder, "chromium");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test("the browser that was chosen is taken when it starts", async () => {
  vi.stubEnv("CHROMIUM_PATH", program("echo Chromium 1"));
  expect(await ensureBrowser()).toBe(join(folder, "chromium"));
});

test.each([
  ["that lacks its libraries", () => program("exit 127")],
  ["that is not there", () => join(folder, "nowhere")],
])("a chosen browser %s is refused by name, and no other is taken in silence", async (_, place) => {
  vi.stubEnv("CHROMIUM_PATH", place());
  await expect(ensureBrowser()).rejects.toThrow(`CHROMIUM_PATH is ${folder}`);
});
