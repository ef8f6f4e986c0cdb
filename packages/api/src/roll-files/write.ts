import { headings, rollColumns } from "@yishi/domain/roll/headings";
import type { RollLine } from "@yishi/domain/roll/lines";
import { residenceWords } from "@yishi/domain/roll/words";
import { strToU8, zipSync } from "fflate";

/** The kinds of file in which a roll is taken out: a workbook, or text that every program reads. */
export const exportKinds = ["xlsx", "csv"] as const;
export type ExportKind = (typeof exportKinds)[number];

/** A roll in the columns of the import: read again, it changes nothing. */
export function writeRoll(lines: readonly RollLine[], kind: ExportKind): Uint8Array {
  const rows = [rollColumns.map((column) => headings[column][0]), ...lines.map(cellsOf)];
  return kind === "csv" ? csvOf(rows) : xlsxOf(rows);
}

function cellsOf(line: RollLine): readonly string[] {
  const { building, stairwell, door, part, group, grid, name, born, residence, livedSince } = line;
  const words = [building, stairwell, door, part, group ?? "", grid ?? "", name, born];
  return [...words, residenceWords[residence], livedSince ?? ""].map(harmless);
}

/** A cell that a program would take for a formula begins with an apostrophe instead. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
}

/** With the mark of UTF-8, without which Excel takes the words for another encoding. */
function csvOf(rows: readonly (readonly string[])[]): Uint8Array {
  const quoted = (cell: string) => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return strToU8(`\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`);
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A workbook of one sheet in which every cell is text: Excel makes no dates of doors such as 1-2. */
function xlsxOf(rows: readonly (readonly string[])[]): Uint8Array {
  const lines = rows.map((row, r) => {
    const cells = row.map((cell, c) =>
      cell === "" ? "" : cellXml(cell, `${String.fromCharCode(65 + c)}${r + 1}`),
    );
    return `<row r="${r + 1}">${cells.join("")}</row>`;
  });
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    // The second format is text: what is typed into these cells stays as it is typed.
    "xl/styles.xml": `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="49" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${rollColumns.length}" width="14" style="1" customWidth="1"/></cols><sheetData>${lines.join("")}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(head + xml)])));
}

function cellXml(cell: string, at: string): string {
  const words = cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<c r="${at}" s="1" t="inlineStr"><is><t xml:space="preserve">${words}</t></is></c>`;
}
