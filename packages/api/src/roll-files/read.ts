import { maxRollLines } from "@yishi/domain/roll/file";
import { parse } from "csv-parse/sync";
import type { Table, UnreadableCode } from "./table.ts";
import { readWorkbook } from "./workbook.ts";

/** A title and headings may stand above the lines; one line more than may be is enough to say so. */
export const maxRows = maxRollLines + 12;

/** Reads a file as people keep it here: .xlsx, or CSV in UTF-8, in UTF-16 as Excel saves it, or in GB18030. */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (startsWith(bytes, [0x50, 0x4b])) return readWorkbook(bytes, maxRows);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { unreadable: ofCompound(bytes) };
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return { unreadable: "pdf" };
  const text = decode(bytes);
  if (text === null) return { unreadable: "encoding" };
  if (/[\u0000-\u0008\u000e-\u001f]/u.test(text)) return { unreadable: "not-a-table" };
  // Many office systems save a web page and call it .xls.
  if (/^\s*<(?:\?xml|!doctype|html|head|meta|table|body)/iu.test(text)) return { unreadable: "web-page" };
  return readCsv(text);
}

/** An old .xls and an .xlsx behind a password lie in the same kind of container. */
function ofCompound(bytes: Uint8Array): UnreadableCode {
  const encrypted = Buffer.from("EncryptedPackage", "utf16le");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encrypted)
    ? "password"
    : "old-excel";
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
    return { sheets: [{ name: "", hidden: false, cells, merges: [], hiddenRows: [], hiddenColumns: [] }] };
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
