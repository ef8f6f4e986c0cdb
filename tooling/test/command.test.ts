import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { run } from "./command.ts";

const scratch = mkdtempSync(join(tmpdir(), "yishi-command-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function sh(script: string, limitSeconds = 10) {
  const log = join(scratch, "log");
  return run({ words: ["sh", "-c", script], folder: scratch, root: scratch, limitSeconds, log });
}

test("what a command says and how it ends is told", async () => {
  expect(await sh("echo out; echo err >&2")).toEqual({ ok: true, how: "exit code 0", output: "out\nerr\n" });
  expect(await sh("exit 3")).toMatchObject({ ok: false, how: "exit code 3" });
  expect(await sh("kill -9 $$")).toMatchObject({ ok: false, how: "ended by SIGKILL" });
});

test("a command finds no input to wait for", async () => {
  expect(await sh("read line || echo nobody there")).toMatchObject({ output: "nobody there\n" });
});

test("a program that does not exist is a failure that is told", async () => {
  const command = { words: ["no-such-program"], folder: scratch, root: scratch, limitSeconds: 10 } as const;
  expect(await run({ ...command, log: join(scratch, "log") })).toMatchObject({
    ok: false,
    how: "spawn no-such-program ENOENT",
  });
});

test("a command that hangs is ended at its limit, with everything it started", async () => {
  const ended = await sh("(sleep 1; touch afterwards) & wait", 0.3);
  expect(ended).toMatchObject({ ok: false, how: "not done after 0.3 s" });
  await setTimeout(1200);
  expect(existsSync(join(scratch, "afterwards"))).toBe(false);
});

test("what a command leaves running is ended", async () => {
  expect(await sh("(sleep 1; touch afterwards) &")).toMatchObject({ ok: true });
  await setTimeout(1200);
  expect(existsSync(join(scratch, "afterwards"))).toBe(false);
});

test("nobody waits for what a command leaves running", async () => {
  const begun = performance.now();
  expect(await sh("sleep 30 &", 20)).toMatchObject({ ok: true });
  expect(performance.now() - begun).toBeLessThan(10_000);
});
