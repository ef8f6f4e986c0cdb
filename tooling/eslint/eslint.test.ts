import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import { describe, expect, test } from "vitest";

const eslint = new ESLint({ cwd: fileURLToPath(new URL("../..", import.meta.url)) });

/** The rules that `code` breaks where it stands in the house; the file itself is not read. */
async function broken(file: string, code: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return [...new Set(result?.messages.map((message) => message.ruleId))];
}

const domain = "packages/domain/src/outcome.ts";
const runner = "tooling/test/run.ts";
const page = "apps/resident/src/routes/+page.svelte";

describe("everywhere", () => {
  test.each([
    ["no-restricted-syntax", `export enum Side { for, against }`],
    ["no-restricted-syntax", `export * from "./tally.ts";`],
    ["no-restricted-exports", `export default 1;`],
    ["no-restricted-properties", `declare const sql: { raw(text: string): void };\nsql.raw("select 1");`],
    ["no-warning-comments", `// TODO: later`],
    ["@typescript-eslint/no-explicit-any", `export const vote = (seat: any) => { void seat; };`],
    ["@typescript-eslint/no-non-null-assertion", `export const first = (seats: string[]) => seats[0]!;`],
    ["@typescript-eslint/consistent-type-assertions", `export const seat = (row: unknown) => row as string;`],
    ["@typescript-eslint/no-floating-promises", `declare function save(): Promise<void>;\nsave();`],
    [
      "@typescript-eslint/switch-exhaustiveness-check",
      `export const say = (side: "for" | "against") => { switch (side) { case "for": return 1; } return 0; };`,
    ],
    ["yishi/disable-with-reason", `/* eslint-disable */`],
    ["yishi/disable-with-reason", `/* eslint-disable -- everything is fine */`],
    ["yishi/disable-with-reason", `// eslint-disable-next-line no-eval\neval("1");`],
  ])("%s refuses %s", async (rule, code) => {
    expect(await broken(runner, code)).toContain(rule);
  });

  test.each([
    [`export const sides = ["for", "against"] as const;`],
    [`// eslint-disable-next-line no-eval -- the test needs it\neval("1");`],
  ])("nothing refuses %s", async (code) => {
    expect(await broken(runner, code)).toEqual([]);
  });
});

describe("in a pure room", () => {
  test.each([
    ["no-restricted-properties", `export const now = Date.now();`],
    ["no-restricted-properties", `export const chance = Math.random();`],
    ["no-restricted-syntax", `export const now = new Date();`],
    ["no-restricted-syntax", `export const local = new Date(2026, 2, 6);`],
    ["no-restricted-syntax", `export const hour = new Date(0).getHours();`],
    ["no-restricted-syntax", `export const text = new Date(0).toLocaleDateString();`],
    ["no-restricted-globals", `export const format = new Intl.NumberFormat();`],
    ["no-restricted-globals", `export const home = process.env;`],
    ["no-console", `console.log("a seat");`],
    ["no-restricted-imports", `import { readFileSync } from "node:fs";\nreadFileSync("a");`],
    ["no-restricted-imports", `import { readFileSync } from "fs";\nreadFileSync("a");`],
    ["yishi/exported-function-has-docstring", `export function second() {}`],
    ["yishi/exported-function-has-docstring", `export const second = () => 1;`],
    ["yishi/exported-function-has-docstring", `/* not a docstring */\nexport function second() {}`],
  ])("%s refuses %s", async (rule, code) => {
    expect(await broken(domain, code)).toContain(rule);
  });

  test("a given moment may be read, and a function with a sentence exported", async () => {
    const code = `/** The moment that was written. */\nexport function moment(text: string) {\n  return new Date(text);\n}\n`;
    expect(await broken(domain, code)).toEqual([]);
  });
});

describe("in a page", () => {
  test.each([
    ["yishi/no-literal-words", `<h1>提案</h1>`],
    ["yishi/no-literal-words", `<h1>Proposals</h1>`],
    ["yishi/no-literal-words", `<input aria-label="Name" />`],
    ["yishi/no-literal-words", `<input type="submit" value="Vote" />`],
    ["yishi/no-literal-words", `<h1>{1 > 2 ? "开" : ""}</h1>`],
    ["yishi/no-literal-words", `<script lang="ts">const title = "提案";</script><h1>{title}</h1>`],
    ["svelte/no-at-html-tags", `<script lang="ts">const text = "";</script>{@html text}`],
    ["svelte/no-inline-styles", `<p style="width: 50%"></p>`],
    ["svelte/no-inline-styles", `<p style:width="50%"></p>`],
    ["yishi/disable-with-reason", `<!-- svelte-ignore a11y_autofocus -->\n<input autofocus />`],
  ])("%s refuses %s", async (rule, code) => {
    expect(await broken(page, code)).toContain(rule);
  });

  test("a rule that is off in brackets with its reason is off", async () => {
    const code = `<!-- svelte-ignore a11y_autofocus (the only field of the page) -->\n<input autofocus />\n`;
    expect(await broken(page, code)).toEqual([]);
  });

  test("names of classes, signs and figures need no message", async () => {
    const code = `<script lang="ts">let open = $state(true);</script>\n<p class={open ? "open" : "shut"}>640 / 1,012 — ①</p>\n`;
    expect(await broken(page, code)).toEqual([]);
  });
});
