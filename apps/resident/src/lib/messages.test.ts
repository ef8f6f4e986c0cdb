import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { refusals } from "@yishi/domain/refusals";

type Written = string | readonly unknown[] | { readonly [key: string]: Written };

function read(language: string): Readonly<Record<string, string>> {
  const file = new URL(`../../messages/${language}.json`, import.meta.url);
  return flat(JSON.parse(readFileSync(file, "utf8")));
}

/** Every message by its whole key; a message with a singular and a plural as the text of both. */
function flat(written: Written, prefix = ""): Record<string, string> {
  if (typeof written === "string") return { [prefix]: written };
  if (Array.isArray(written)) return { [prefix]: JSON.stringify(written) };
  const keys = Object.entries(written).filter(([key]) => key !== "$schema");
  return Object.assign({}, ...keys.map(([key, inner]) => flat(inner, prefix ? `${prefix}.${key}` : key)));
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
