import type { Merge } from "@yishi/domain/roll/file";
import readXlsx from "read-excel-file/node";
import type { Table } from "./table.ts";
import { pack, TooMuch, unpack, type Parts } from "./unpack.ts";

/** So many merges and hidden rows are looked at; a sheet with more of them is made of them. */
const most = 5_000;

/** Reads the sheets of an .xlsx, with what a sheet hides and merges. */
export async function readWorkbook(bytes: Uint8Array, maxRows: number): Promise<Table> {
  try {
    const { parts, names } = await unpack(bytes);
    if (!("xl/workbook.xml" in parts))
      return { unreadable: isOffice(names) ? "other-format" : "broken-excel" };
    const about = sheetsOf(parts);
    const shown = Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [
        name,
        name.startsWith("xl/worksheets/") ? withAnswers(part) : part,
      ]),
    );
    const sheets = await readXlsx(pack(shown), { trim: false });
    return {
      sheets: sheets.map(({ sheet, data }, index) => ({
        name: sheet,
        hidden: about[index]?.hidden ?? false,
        // A sheet that is a chart has no cells.
        cells: (data ?? []).slice(0, maxRows).map((row) => row.map(cellText)),
        ...layoutOf(parts[about[index]?.path ?? ""]),
      })),
    };
  } catch (error) {
    // Whatever else the parser could not read, the person is told the same: save it anew from Excel.
    return { unreadable: error instanceof TooMuch ? "too-large" : "broken-excel" };
  }
}

/** A cell as a person sees it; days without their hour. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean"
    ? String(cell)
    : "";
}

/** A text document, a presentation, a sheet of another program or another kind: Excel can save it as .xlsx. */
function isOffice(names: readonly string[]): boolean {
  return names.some((name) =>
    /^(?:word|ppt)\/|^content\.xml$|^xl\/workbook\.bin$|^Index\/.*\.iwa$/u.test(name),
  );
}

const text = (part: Uint8Array | undefined) => Buffer.from(part ?? []).toString("utf8");

/** The sheets in their order: where each lies, and whether the workbook hides it. */
function sheetsOf(parts: Parts): readonly { readonly path: string; readonly hidden: boolean }[] {
  const targets = new Map(
    [...text(parts["xl/_rels/workbook.xml.rels"]).matchAll(/<Relationship\b[^>]*>/gu)].map(([link]) => [
      attribute(link, "Id"),
      attribute(link, "Target").replace(/^\//u, ""),
    ]),
  );
  return [...text(parts["xl/workbook.xml"]).matchAll(/<(?:\w+:)?sheet\b[^>]*>/gu)].map(([sheet]) => {
    const target = targets.get(/\s(?:\w+:)?id="([^"]*)"/u.exec(sheet)?.[1] ?? "") ?? "";
    return {
      path: target.startsWith("xl/") ? target : `xl/${target}`,
      hidden: /\sstate="(?:hidden|veryHidden)"/u.test(sheet),
    };
  });
}

/** What a sheet merges and hides. */
function layoutOf(part: Uint8Array | undefined) {
  const xml = text(part);
  const merges = [...xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/gu)]
    .slice(0, most)
    .map(([, left = "", top = "", right = "", bottom = ""]): Merge => ({
      top: Number(top) - 1,
      bottom: Number(bottom) - 1,
      left: columnNumber(left),
      right: columnNumber(right),
    }));
  const hiddenRows = [...xml.matchAll(/<(?:\w+:)?row\b[^>]*\shidden="(?:1|true)"[^>]*>/gu)]
    .slice(0, most)
    .map(([row]) => Number(attribute(row, "r")) - 1);
  const hiddenColumns = [...xml.matchAll(/<(?:\w+:)?col\b[^>]*\shidden="(?:1|true)"[^>]*>/gu)]
    .slice(0, most)
    .flatMap(([col]) => {
      const [from, to] = [
        Number(attribute(col, "min")) - 1,
        Math.min(Number(attribute(col, "max")), 100) - 1,
      ];
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
    });
  return { merges, hiddenRows, hiddenColumns };
}

/** A formula that failed, or was saved without what it came to, is read as its error: an empty cell would tell nobody why. */
function withAnswers(part: Uint8Array): Uint8Array {
  const xml = text(part);
  if (!xml.includes("<f") && !xml.includes('t="e"')) return part;
  const answered = xml
    .replaceAll(/(<c\b[^>]*\st=")e"/gu, '$1str"')
    .replaceAll(
      /<c\b([^>]*)>\s*(<f\b[^>]*(?:\/>|>[^<]*<\/f>))\s*(?:<v\s*\/>|<v>\s*<\/v>)?\s*<\/c>/gu,
      (_, attributes: string, formula: string) =>
        `<c${attributes.replace(/\st="[^"]*"/u, "")} t="str">${formula}<v>#VALUE!</v></c>`,
    );
  return Buffer.from(answered, "utf8");
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`, "u").exec(tag)?.[1] ?? "";
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
