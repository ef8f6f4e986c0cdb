import type { RollReading } from "@yishi/domain/roll/file";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { maxFileBytes, readRollOf } from "./roll-files.ts";
import { csv, gb18030, utf16, utf8, withMark } from "./testing/encodings.ts";
import { workbook, type MadeCell } from "./testing/workbooks.ts";

const headings = ["楼号", "单元", "室号", "姓名", "出生日期"];
const elder = ["1", "1", "101", "石桂兰", "1941-05-03"];
const adult = ["11", "2", "302", "欧阳 明", "1985-11-12"];
const table = [headings, elder, adult];
/** As they are kept: what aligns a name in a cell is no part of it. */
const people = [elder, adult.with(3, "欧阳明")];
const today = "2026-08-03";

/** What a roll makes of a file, or what is said of it. */
async function read(bytes: Uint8Array) {
  const file = await readRollOf(bytes, today, () => undefined);
  if ("unreadable" in file) return file.unreadable;
  const { lines, problems } = file.reading;
  return problems.length > 0
    ? problems
    : lines.map((line) => [line.building, line.stairwell, line.door, line.name, line.born]);
}

/** What is read of a file without a mistake. */
async function reading(bytes: Uint8Array): Promise<RollReading> {
  const file = await readRollOf(bytes, today, () => undefined);
  if ("unreadable" in file) throw new Error(file.unreadable);
  expect(file.reading.problems).toEqual([]);
  return file.reading;
}

describe("a roll as people keep it is read", () => {
  test.each([
    ["UTF-8", utf8(csv(table))],
    ["UTF-8 with its mark", withMark(csv(table))],
    ["GB18030, as Excel saves it here", gb18030(csv(table))],
    ["UTF-16 with tabs, as Excel saves Unicode text", utf16(csv(table, "\t"), true)],
    ["UTF-16, the other end first", utf16(csv(table, "\t"), false)],
    ["semicolons", utf8(csv(table, ";"))],
    ["commas of the wide sort", utf8(csv(table, "，"))],
    ["quoted cells", utf8(csv(table.map((row) => row.map((cell) => `"${cell}"`))))],
    ["a title above the headings", utf8(`钢花里社区居民名册\r\n\r\n${csv(table, ";")}`)],
    ["line ends of one sort", utf8(csv(table).replaceAll("\r\n", "\n"))],
    ["a column that is not taken in", utf8(csv(table.map((row, index) => [...row, index ? "1" : "备注"])))],
    ["a workbook", workbook([table])],
    ["a workbook with a title across merged cells", workbook([[["居民名册"], ...table]], ["A1:E1"])],
    ["the second sheet, where the first is a cover", workbook([[["钢花里社区"], ["2026年"]], table])],
    [
      "the sheet that is shown, where another is hidden",
      workbook([table, [headings, ["9", "9", "999", "别人", "1950-01-01"]]], [], { sheets: [2] }),
    ],
    [
      "digits as wide as characters",
      utf8(csv(table).replaceAll(/\d/gu, (digit) => String.fromCharCode(0xfee0 + digit.charCodeAt(0)))),
    ],
    [
      "spaces that do not break, and characters that cannot be seen",
      utf8(csv(table.map((row) => row.map((cell) => `\u00a0${cell}\u200b\u3000`)))),
    ],
    [
      "days with their hour",
      utf8(csv([headings, elder.with(4, "1941-05-03 00:00:00"), adult.with(4, "1985-11-12T00:00:00.000Z")])),
    ],
    [
      "headings as other offices write them",
      utf8(csv([["楼栋号", "单元号（门洞）", "*房号", "居民姓名", "出生 年月日"], elder, adult])),
    ],
    [
      "places as people write them",
      utf8(
        csv([
          headings,
          ["1号楼", "一单元", "101室", ...elder.slice(3)],
          ["第11栋", "2单元", "302号", ...adult.slice(3)],
        ]),
      ),
    ],
    ["days that Excel counts", workbook([[headings, [...elder.slice(0, 4), { serialDay: 15_099 }], adult]])],
    [
      "what a formula came to",
      workbook([[headings, ["1", "1", "101", { formula: "A1&B1", result: "石桂兰" }, "1941-05-03"], adult]]),
    ],
  ])("%s", async (_, bytes) => {
    expect(await read(bytes)).toEqual(people);
  });
});

describe("a file that is no roll is told why, and nothing of it is taken", () => {
  const broken = workbook([table]);
  test.each([
    ["nothing at all", new Uint8Array(), "empty"],
    ["an old .xls", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), "old-excel"],
    [
      "a workbook behind a password",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, ...Buffer.from("EncryptedPackage", "utf16le"), 0, 0]),
      "password",
    ],
    ["a PDF that was renamed", utf8("%PDF-1.7\n1 0 obj"), "pdf"],
    [
      "a web page that was saved as .xls",
      utf8("<html><body><table><tr><td>楼号</td></tr></table>"),
      "web-page",
    ],
    ["a text document", zipSync({ "word/document.xml": strToU8("<x/>") }), "other-format"],
    ["a sheet of another office program", zipSync({ "content.xml": strToU8("<x/>") }), "other-format"],
    ["two sheets of which each could be meant", workbook([table, table]), "several-sheets"],
    ["a workbook cut in half", broken.slice(0, broken.length / 2), "broken-excel"],
    ["an archive that is no workbook", zipSync({ "a.txt": strToU8("甲") }), "broken-excel"],
    [
      "an empty archive",
      new Uint8Array([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]),
      "broken-excel",
    ],
    ["bytes of no encoding", new Uint8Array([0xff, 0xff, 0x80, 0x81, 0xff]), "encoding"],
    [
      "a picture",
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      "not-a-table",
    ],
    ["text with characters nobody types", utf8("楼号\u0000,姓名"), "not-a-table"],
    ["a quote that is never closed", utf8(`${csv([headings])}\r\n"1,1,101,甲,1950-01-01`), "not-a-table"],
    ["a byte more than 20 MB", new Uint8Array(maxFileBytes + 1), "too-large"],
  ])("%s", async (_, bytes, code) => {
    expect(await read(bytes)).toBe(code);
  });

  test.each([
    ["only empty lines", utf8("\r\n\r\n , , \r\n"), "file-empty", 1],
    ["no headings", utf8(csv(people)), "header-missing", 1],
    ["no day of birth in the headings", utf8(csv(table.map((row) => row.slice(0, 4)))), "heading-missing", 1],
    [
      "two headings that mean the same",
      utf8(csv(table.map((row) => [...row, row[3] ?? ""]))),
      "heading-twice",
      1,
    ],
    ["a row that adds up", utf8(csv([...table, ["合计", "", "", "2人", ""]])), "total-row", 4],
    ["a telephone number for a door", utf8(csv([headings, elder.with(2, "13847200000")])), "not-a-place", 2],
    ["a formula as text for a door", utf8(csv([headings, elder.with(2, "=A1&B1")])), "not-a-place", 2],
    [
      "a day that is the number Excel keeps it by",
      workbook([[headings, [...elder.slice(0, 4), { number: 15_099 }]]]),
      "day-as-number",
      2,
    ],
    ["words for a day", utf8(csv([headings, elder.with(4, "不详")])), "not-a-day", 2],
    ["a year and a month for a day", utf8(csv([headings, elder.with(4, "1941年5月")])), "not-a-day", 2],
    [
      "a formula that failed",
      workbook([[headings, [...elder.slice(0, 3), { error: "#N/A" }, elder[4] ?? ""]]]),
      "formula-failed",
      2,
    ],
    [
      "a formula that never came to anything",
      workbook([[headings, [...elder.slice(0, 3), { formula: "B1", result: null }, elder[4] ?? ""]]]),
      "formula-failed",
      2,
    ],
    [
      "one door with its stairwell and without",
      utf8(csv([headings, elder, ["1", "", "101", "石磊", "1970-01-01"]])),
      "stairwell-missing",
      3,
    ],
    [
      "a household in two groups",
      utf8(
        csv([
          [...headings, "居民小组"],
          [...elder, "第一组"],
          ["1", "1", "101", "石磊", "1970-01-01", "第二组"],
        ]),
      ),
      "household-differs",
      3,
    ],
    [
      "a word that is no residence",
      utf8(
        csv([
          [...headings, "居住情况"],
          [...elder, "不知道"],
        ]),
      ),
      "not-a-residence",
      2,
    ],
    [
      "here before they were born",
      utf8(
        csv([
          [...headings, "居住情况", "入住日期"],
          [...elder, "常住", "1941-05-02"],
        ]),
      ),
      "lived-before-born",
      2,
    ],
    [
      "here from tomorrow",
      utf8(
        csv([
          [...headings, "居住情况", "入住日期"],
          [...elder, "常住", "2026-08-04"],
        ]),
      ),
      "lived-in-future",
      2,
    ],
    ["headings alone", utf8(csv([headings])), "no-lines", 2],
    [
      "an ID number in the column of names",
      utf8(csv([headings, ["1", "1", "101", "150203194105030000", "1941-05-03"]])),
      "number-in-name",
      2,
    ],
    ["the same person twice", utf8(csv([...table, elder])), "twice", 4],
    [
      "the same person twice, once in half-width spaces",
      utf8(csv([...table, ["1号楼", "1单元", "101室", " 石桂兰 ", "1941/5/3"]])),
      "twice",
      4,
    ],
    [
      "a day that does not exist",
      utf8(csv([headings, ["1", "1", "101", "甲", "2001-02-30"]])),
      "not-a-day",
      2,
    ],
    ["tomorrow's child", utf8(csv([headings, ["1", "1", "101", "甲", "2026-08-04"]])), "born-in-future", 2],
    [
      "markup for a name",
      utf8(csv([headings, ["1", "1", "101", "<script>alert(1)</script>", "1950-01-01"]])),
      "not-a-name",
      2,
    ],
    [
      "a formula for a name",
      utf8(csv([headings, ["1", "1", "101", "=cmd|calc", "1950-01-01"]])),
      "not-a-name",
      2,
    ],
    [
      "cells merged over two doors",
      workbook([[headings, elder, ["", "1", "102", "赵丽", "1970-01-01"]]], ["A2:A3"]),
      "merged",
      2,
    ],
  ])("%s", async (_, bytes, code, row) => {
    const problems = await read(bytes);
    expect(problems).toMatchObject([{ code, row }]);
  });
});

describe("what is right is read whole, and what is worth a second look is said", () => {
  const more = [...headings, "分户", "居民小组", "网格", "居住情况", "入住日期"];
  test("parts, groups, grids and residence, the group written once for a household", async () => {
    const { lines, columns } = await reading(
      utf8(
        csv([
          more,
          [...elder, "", "第一组", "网格３", "户籍", ""],
          ["1", "1", "101", "石磊", "1970-01-01", "2", "", "", "常住", "2026/1/5"],
        ]),
      ),
    );
    expect(lines).toMatchObject([
      { part: "", group: "第一组", grid: "网格3", residence: "registered", livedSince: null },
      { part: "2", group: null, grid: null, residence: "living", livedSince: "2026-01-05" },
    ]);
    expect(columns).toHaveLength(10);
  });

  test("which sheet was taken, what was hidden in it, and who has a namesake born on the same day", async () => {
    const twin = ["2", "1", "101", "石桂兰", "1941-05-03"];
    const bytes = workbook([[["封面"]], [headings, elder, twin]], [], { rows: [3], columns: [5] });
    expect((await reading(bytes)).notes).toEqual([
      { code: "sheet-chosen", count: 1, found: "表2" },
      { code: "hidden-rows", count: 1, found: "3" },
      { code: "hidden-columns", count: 1, found: "出生日期" },
      { code: "namesakes", count: 1, found: "石桂兰 1941-05-03" },
    ]);
  });

  test("of how many it is not known since when they live here", async () => {
    const { notes } = await reading(
      utf8(
        csv([
          [...headings, "居住情况"],
          [...elder, "常住"],
          [...adult, "户籍"],
        ]),
      ),
    );
    expect(notes).toEqual([{ code: "since-unknown", count: 1, found: "" }]);
  });

  test("an identity number is never shown again, whichever column it was put in", async () => {
    for (const column of [0, 1, 2, 3, 4]) {
      const problems = await read(utf8(csv([headings, elder.with(column, "150203194105030022")])));
      expect([column, JSON.stringify(problems).includes("15020319")]).toEqual([column, false]);
      expect(problems).toMatchObject([{ row: 2 }]);
    }
  });
});

test("who is eighteen today is on the roll as such, and a cell is never more than its words", async () => {
  const cells: readonly MadeCell[][] = [headings, ["1", "1", "101", "今天成年", "2008-08-03"]];
  expect(await read(workbook([cells]))).toEqual([["1", "1", "101", "今天成年", "2008-08-03"]]);
});
