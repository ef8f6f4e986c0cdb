import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { maxRollLines } from "@yishi/domain/roll/file";
import { repack, TooMuch } from "./unpack.ts";

export const unreadableCodes = [
  "not-a-table",
  "old-excel",
  "broken-excel",
  "encoding",
  "too-large",
  "empty",
] as const;
export type UnreadableCode = (typeof unreadableCodes)[number];

/** The rows and cells of a file, or the reason for which it cannot be read as a table. */
export type Table =
  { readonly cells: readonly (readonly string[])[] } | { readonly unreadable: UnreadableCode };

/** A title and headings may stand above the lines; one line more than may be is enough to say so. */
const maxRows = maxRollLines + 12;

/** Reads a file as people keep it here: .xlsx, or CSV in UTF-8, in UTF-16 as Excel saves it, or in GB18030. */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (startsWith(bytes, [0x50, 0x4b])) return readXlsx(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { unreadable: "old-excel" };
  const text = decode(bytes);
  if (text === null) return { unreadable: "encoding" };
  if (/[\u0000-\u0008\u000e-\u001f]/u.test(text)) return { unreadable: "not-a-table" };
  return readCsv(text);
}

async function readXlsx(bytes: Uint8Array): Promise<Table> {
  try {
    const rows = await readSheet(await repack(bytes));
    return { cells: rows.slice(0, maxRows).map((row) => row.map(cellText)) };
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

function decode(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0xff, 0xfe])) return decodeAs("utf-16le", bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return decodeAs("utf-16be", bytes);
  return decodeAs("utf-8", bytes) ?? decodeAs("gb18030", bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // not in this encoding
  }
}

/** What Excel and WPS save as CSV: commas, semicolons or tabs, quotes doubled inside quotes. Empty lines keep their number. */
function readCsv(text: string): Table {
  try {
    const cells = parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      to: maxRows,
    });
    return { cells };
  } catch {
    return { unreadable: "not-a-table" }; // a quote that is never closed
  }
}

const separators = ["\t", ";", "；", "，", ","];

/** The mark that stands most often in the first lines; a title may stand above the headings. */
function separatorOf(text: string): string {
  const head = text.split("\n", 10).join("\n");
  const [most] = separators
    .map((mark) => ({ mark, times: head.split(mark).length }))
    .sort((one, other) => other.times - one.times);
  return most?.mark ?? ",";
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
