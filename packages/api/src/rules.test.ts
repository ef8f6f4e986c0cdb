import { existsSync, readFileSync } from "node:fs";
import { refusals } from "@yishi/domain/refusals";
import { ruleKeys } from "@yishi/domain/rulebook/keys";
import { languages } from "@yishi/domain/texts";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const placeOf = (written: string) => written.replace(/^([a-z]+)\//u, "packages/$1/src/");

/** One line of a table of docs/rules.md: what it is about, the function it names, and the test. */
interface Line {
  readonly about: string;
  readonly file: string;
  readonly name: string;
  readonly testFile: string;
  readonly title: string;
}

const lines: readonly Line[] = read("docs/rules.md")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (?:from|code) \|/u.test(line))
  .map((line) => {
    const [, about = "", , called = "", shown = ""] = line.split("|").map((cell) => cell.trim());
    const [, file = "", name = ""] = /^`([^`#]+)#(\w+)`$/u.exec(called) ?? [];
    const [, testFile = "", title = ""] = /^`([^`]+)`: (.+)$/u.exec(shown) ?? [];
    return { about, file: placeOf(file), name, testFile: placeOf(testFile), title };
  });
const codes = Object.keys(refusals);
const ofCode = (code: string) => lines.filter(({ about }) => about === `\`${code}\``);

/** A function with this name is written in the text: declared, kept in a constant, or a procedure of a router. */
function declares(text: string, name: string): boolean {
  return new RegExp(`(?:function|const) ${name}\\b|^  ${name}: \\w+`, "mu").test(text);
}

/** The words of one test, from its title to the next one. */
function bodyOf(text: string, title: string): string {
  const from = text.indexOf(`("${title}"`);
  return from < 0 ? "" : (text.slice(from).split(/\n *(?:test|describe)\(|\n *test\.\w+\(/u)[0] ?? "");
}

describe("docs/rules.md", () => {
  test("has a line for every refusal, and no line for what is refused no more", () => {
    const written = lines.flatMap(({ about }) => /^`([a-z-]+)`$/u.exec(about)?.[1] ?? []);
    expect(written.toSorted()).toEqual(codes.toSorted());
  });

  test("has a line for every number of the rule book that is read", () => {
    const inBook = Object.keys(ruleKeys);
    const used = inBook.filter((key) => read("packages/api/src/rules.ts").includes(`"${key}"`));
    expect(used.length).toBeGreaterThan(10);
    for (const key of used)
      expect([key, lines.some(({ about }) => about.includes(`\`${key}\``))]).toEqual([key, true]);
    const named = lines.flatMap(({ about }) => about.match(/(?<=`)[a-z]+\.[\w.]+(?=`)/gu) ?? []);
    expect(named.filter((key) => !inBook.includes(key))).toEqual([]);
  });

  test.for(lines)("$about: $name is where the line says, and so is its test", (line) => {
    expect([line.file, existsSync(new URL(line.file, root))]).toEqual([line.file, true]);
    expect([line.name, declares(read(line.file), line.name)]).toEqual([line.name, true]);
    expect([line.title, bodyOf(read(line.testFile), line.title) !== ""]).toEqual([line.title, true]);
  });

  test.for(codes)("%s is refused by the file that its line names, and its test asks for it", (code) => {
    for (const line of ofCode(code)) {
      expect(read(line.file)).toContain(`"${code}"`);
      expect([line.title, bodyOf(read(line.testFile), line.title).includes(`"${code}"`)]).toEqual([
        line.title,
        true,
      ]);
    }
  });

  test("a line about what is not there would be noticed", () => {
    expect(declares("export function open() {}\n", "open")).toBe(true);
    expect(declares("export const router = {\n  cast: castProcedure\n};", "cast")).toBe(true);
    expect(declares("export function opened() {} // open\n", "open")).toBe(false);
    const text = 'test("one", () => {\n  refuse("a");\n});\n\ntest("two", () => {\n  refuse("b");\n});\n';
    expect([bodyOf(text, "one").includes('"a"'), bodyOf(text, "one").includes('"b"')]).toEqual([true, false]);
    expect(bodyOf(text, "three")).toBe("");
  });
});

describe("the sentence of a refusal", () => {
  test.for(languages)("is there for every code in %s", (language) => {
    const { refused } = z
      .object({ refused: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(read(`apps/resident/messages/${language}.json`)));
    const said = codes.filter((code) => {
      const sentence = refused[code];
      return (typeof sentence === "string" && sentence.trim() !== "") || Array.isArray(sentence);
    });
    expect(said).toEqual(codes);
  });
});
