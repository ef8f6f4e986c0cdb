import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";

const root = fileURLToPath(new URL("..", import.meta.url));

/** One import that each fence forbids: the fence, the file in which it stands, the code. */
const breaches = [
  ["line: packages/domain", "packages/domain/src/a.ts", `import "@yishi/db/room";`],
  ["line: packages/log", "packages/log/src/a.ts", `import "@yishi/domain/room";`],
  ["line: packages/ballot", "packages/ballot/src/a.ts", `import "@yishi/log/room";`],
  ["line: packages/db", "packages/db/src/a.ts", `import "@yishi/auth/room";`],
  ["line: packages/auth", "packages/auth/src/a.ts", `import "@yishi/api/room";`],
  ["line: packages/api", "packages/api/src/a.ts", `import "@yishi/demo/room";`],
  ["line: packages/verify", "packages/verify/src/a.ts", `import "@yishi/db/room";`],
  ["line: packages/demo", "packages/demo/src/a.ts", `import "@yishi/db/room";`],
  ["line: apps/resident", "apps/resident/src/a.ts", `import "@yishi/auth/room";`],
  [
    "line: apps/resident",
    "apps/resident/src/type.ts",
    `import type { room } from "@yishi/db/room";\nexport type R = typeof room;`,
  ],
  [
    "line: apps/resident",
    "apps/resident/src/+page.svelte",
    `<script lang="ts">import { room } from "@yishi/db/room";</script>{room}`,
  ],
  ["line: tooling", "tooling/test/a.ts", `import "@yishi/domain/room";`],
  ["nobody imports apps/yishi", "drills/a.ts", `import "@yishi/yishi/room";`],
  ["no tools at run time", "packages/api/src/tool.ts", `import "../../../tooling/room.ts";`],
  ["pure rooms touch no host", "packages/log/src/host.ts", `import "node:fs";`],
  ["domain depends on nothing", "packages/domain/src/zod.ts", `import "declared";`],
  ["rooms by their names", "packages/db/src/path.ts", `import "../../domain/src/room.ts";`],
  ["no cycles", "packages/db/src/cycle.ts", `import "./round.ts";`],
  ["everything resolves", "packages/db/src/lost.ts", `import "./nowhere.ts";`],
  ["everything resolves", "packages/db/src/unlinked.ts", `import "@yishi/nowhere/room";`],
  ["declared only", "packages/db/src/undeclared.ts", `import "undeclared";`],
  ["no development packages at run time", "packages/db/src/dev.ts", `import "development";`],
  ["no drawers", "packages/db/src/drawer.ts", `import "./utils.ts";`],
] as const;

const rooms = [
  ...["packages/domain", "packages/log", "packages/ballot", "packages/db", "packages/auth", "packages/api"],
  ...["packages/verify", "packages/demo", "apps/resident", "apps/yishi"],
];

/** A house as it should be, where every room can reach every other, so that only the fences stand between them. */
const sound: Record<string, string> = {
  "package.json": `{ "name": "house", "type": "module" }`,
  "node_modules/declared/index.js": "",
  "node_modules/undeclared/index.js": "",
  "node_modules/development/index.js": "",
  "tooling/room.ts": "",
  "packages/db/src/utils.ts": "",
  "packages/db/src/round.ts": "",
  "packages/db/src/good.ts": `import "@yishi/domain/room";\nimport "declared";\nimport "node:fs";`,
  "packages/db/src/good.test.ts": `import "development";`,
  "packages/api/src/good.ts": `import "@yishi/db/room";\nimport "@yishi/auth/room";\nimport "@yishi/log/room";`,
  "apps/resident/src/good.svelte": `<script lang="ts">import { room } from "@yishi/api/room"; import { page } from "$app/state";</script>{room}{page}`,
  "apps/yishi/src/good.ts": `import "@yishi/demo/room";\nimport "@yishi/db/room";\nimport "@yishi/resident/handler";`,
  ...Object.fromEntries(rooms.map((room) => [`${room}/src/room.ts`, "export const room = 1;"])),
  ...Object.fromEntries(rooms.map((room) => [`${room}/package.json`, manifest(room)])),
};

function manifest(room: string): string {
  return JSON.stringify({
    name: `@yishi/${room.split("/")[1]}`,
    type: "module",
    exports: { "./*": "./src/*.ts" },
    dependencies: { declared: "1.0.0" },
    devDependencies: { development: "1.0.0" },
  });
}

const houses: string[] = [];
afterAll(() => houses.forEach((house) => rmSync(house, { recursive: true, force: true })));

function build(files: Readonly<Record<string, string>>): string {
  const house = mkdtempSync(join(tmpdir(), "yishi-fences-"));
  houses.push(house);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(house, dirname(path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  mkdirSync(join(house, "node_modules/@yishi"));
  for (const room of rooms)
    symlinkSync(join(house, room), join(house, `node_modules/@yishi/${room.split("/")[1]}`));
  return house;
}

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
});

/** What depcruise says of a house: the fences there are, and those that are broken. */
function cruise(house: string) {
  const words = [".", "--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json"];
  const output = execFileSync(join(root, "node_modules/.bin/depcruise"), words, {
    cwd: house,
    encoding: "utf8",
  });
  const { ruleSetUsed, violations } = report.parse(JSON.parse(output)).summary;
  return {
    fences: ruleSetUsed.forbidden.map((fence) => fence.name),
    broken: violations.map(({ rule, from }) => [rule.name, from]),
  };
}

describe("the fences", () => {
  test("a sound house breaks none of them", () => {
    expect(cruise(build(sound)).broken).toEqual([]);
  });

  const { fences, broken } = cruise(
    build({
      ...sound,
      ...Object.fromEntries(breaches.map(([, file, code]) => [file, code])),
      "packages/db/src/round.ts": `import "./cycle.ts";`,
    }),
  );

  test.each(breaches)("%s: %s may not say %s", (rule, file) => {
    expect(broken).toContainEqual([rule, file]);
  });

  test("each of them is broken once here", () => {
    expect(fences.filter((fence) => !breaches.some(([rule]) => rule === fence))).toEqual([]);
  });
});
