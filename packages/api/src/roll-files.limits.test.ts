import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readRollFile, readRollOf } from "./roll-files.ts";
import { parts, sheetXml, workbook } from "./testing/workbooks.ts";

const headings = ["楼号", "单元", "室号", "姓名", "出生日期"];
const utf8 = (text: string) => new TextEncoder().encode(text);
const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(",")).join("\r\n");

/** What a roll makes of a file, or what is said of it. */
async function read(bytes: Uint8Array) {
  const file = await readRollOf(bytes, "2026-08-03", () => undefined);
  if ("unreadable" in file) return file.unreadable;
  const { lines, problems } = file.reading;
  return problems.length > 0 ? problems : lines;
}

test("50,000 lines are read and one more is refused, each within seconds", async () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => ["1", "1", String(index), "甲", "1950-01-01"]);
  const all = await readRollFile(utf8(csv([headings, ...lines(50_000)])));
  expect("cells" in all && all.cells.length).toBe(50_001);
  expect((await read(utf8(csv([headings, ...lines(50_000)])))).length).toBe(50_000);
  expect(await read(utf8(csv([headings, ...lines(100_000)])))).toMatchObject([{ code: "too-many-lines" }]);
  expect(await read(utf8(csv([headings, ...lines(50_001)])))).toMatchObject([{ code: "too-many-lines" }]);
  const inWorkbook = await readRollFile(workbook([[headings, ...lines(50_000)]]));
  expect("cells" in inWorkbook && inWorkbook.cells.length).toBe(50_001);
}, 60_000);

describe("a file made to exhaust its reader is refused, and nobody waits for it", () => {
  const cell = '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>';
  const sheetOf = (rows: string) =>
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

  test.each([
    [
      "a hundred megabytes of spaces in a small archive",
      () => {
        const sheet = new Uint8Array(100 * 1024 * 1024).fill(32);
        return zipSync({ ...parts([sheetXml([headings])]), "xl/worksheets/sheet1.xml": sheet }, { level: 1 });
      },
    ],
    [
      "a part that brings more than it says",
      () => {
        const bytes = zipSync({
          ...parts([sheetXml([headings])]),
          "xl/worksheets/sheet1.xml": new Uint8Array(1_000_000),
        });
        // Its stated size, in both headers, becomes one byte.
        const view = new DataView(bytes.buffer);
        for (let at = 0; at < bytes.length - 4; at += 1)
          if (view.getUint32(at, true) === 1_000_000) view.setUint32(at, 1, true);
        return bytes;
      },
    ],
    [
      "one cell at the far corner of the largest sheet",
      () =>
        zipSync(
          parts([
            sheetOf(
              `<row r="1">${cell}</row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>乙</t></is></c></row>`,
            ),
          ]),
        ),
    ],
    [
      "a hundred thousand rows as wide as can be",
      () => {
        const rows = Array.from(
          { length: 100_000 },
          (_, index) => `<row r="${index + 1}"><c r="XFD${index + 1}"><v>1</v></c></row>`,
        );
        return zipSync(parts([sheetOf(rows.join(""))]));
      },
    ],
    [
      "entities that multiply",
      () => {
        const entities = Array.from(
          { length: 9 },
          (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
        ).join("");
        const xml = `<!DOCTYPE x [<!ENTITY l0 "lol">${entities}]>${sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>')}`;
        return zipSync({ ...parts([sheetXml([headings])]), "xl/worksheets/sheet1.xml": strToU8(xml) });
      },
    ],
  ] satisfies readonly (readonly [string, () => Uint8Array])[])(
    "%s",
    async (_, make) => {
      const bytes = make();
      let longestPause = 0;
      let last = performance.now();
      const before = process.memoryUsage().rss;
      let most = before;
      const beat = setInterval(() => {
        longestPause = Math.max(longestPause, performance.now() - last);
        last = performance.now();
        most = Math.max(most, process.memoryUsage().rss);
      }, 10);
      const begun = performance.now();
      const answer = await read(bytes);
      clearInterval(beat);
      expect(
        typeof answer === "string" ? answer : answer.map((one) => ("code" in one ? one.code : one)),
      ).toEqual(
        typeof answer === "string"
          ? expect.stringMatching(/^(?:too-large|too-slow|broken-excel)$/)
          : ["header-missing"],
      );
      expect(performance.now() - begun).toBeLessThan(24_000);
      expect(longestPause).toBeLessThan(1_500);
      expect((most - before) / 1024 / 1024).toBeLessThan(1_200);
    },
    60_000,
  );
});

test("quotes doubled inside quotes, and a line end inside a cell, stay in their cell", async () => {
  const file = await readRollFile(utf8('楼号,姓名\r\n"1","甲""乙"\r\n"2","两\n行"'));
  expect(file).toMatchObject({
    cells: [
      ["楼号", "姓名"],
      ["1", '甲"乙'],
      ["2", "两\n行"],
    ],
  });
});
