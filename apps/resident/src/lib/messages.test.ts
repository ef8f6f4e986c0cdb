import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { refusals } from "@yishi/domain/refusals";

function read(language: string): Readonly<Record<string, string>> {
  const file = new URL(`../../messages/${language}.json`, import.meta.url);
  return Object.fromEntries(flat(JSON.parse(readFileSync(file, "utf8")), ""));
}

/** Every message by its whole key; a message with a singular and a plural as the text of both. */
function flat(written: unknown, prefix: string): [string, string][] {
  if (typeof written === "string") return [[prefix, written]];
  if (Array.isArray(written)) return [[prefix, JSON.stringify(written)]];
  if (typeof written !== "object" || written === null) throw new TypeError(`${prefix} is no message`);
  const inner = Object.entries(written).filter(([key]) => key !== "$schema");
  return inner.flatMap(([key, value]) => flat(value, prefix ? `${prefix}.${key}` : key));
}

function placeholders(message: string): readonly string[] {
  return [...new Set([...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""))].sort();
}

const zh = read("zh-CN");
const en = read("en");

test("both languages have the same messages", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

test("both languages say the same values", () => {
  for (const [key, message] of Object.entries(zh)) {
    expect(placeholders(en[key] ?? ""), key).toEqual(placeholders(message));
  }
});

test("every refusal has its sentence in both languages", () => {
  for (const code of Object.keys(refusals)) {
    expect(zh[`refused.${code}`], code).toMatch(/[。？]$/);
    expect(en[`refused.${code}`], code).toMatch(/[.?]$/);
  }
});

test("Chinese is spoken as a good clerk speaks, without the words of machines", () => {
  for (const [key, message] of Object.entries(zh)) {
    expect(message, key).not.toMatch(/系统|提交|用户|请勿|操作成功|智慧|近期|尽快|[！!]/u);
    expect(message, key).not.toMatch(/[\u4e00-\u9fff] ?[,;:?()]/u);
    expect(message, key).not.toMatch(/[\u4e00-\u9fff] \d|\d [\u4e00-\u9fff]/u);
  }
});
