import { createHash } from "node:crypto";
import { readSheet } from "read-excel-file/node";

/** A file as its rows and cells, or the reason for which it cannot be read as a table. */
export type RollFile =
  | { readonly cells: readonly (readonly string[])[]; readonly hash: Uint8Array }
  | { readonly unreadable: UnreadableCode };
export const unreadableCodes = [
  "not-a-table",
  "old-excel",
  "broken-excel",
  "encoding",
  "too-large",
  "empty",
] as const;
export type UnreadableCode = (typeof unreadableCodes)[number];

export const maxFileBytes = 20 * 1024 * 1024;

/** Reads a roll as people keep it here: .xlsx, or CSV in UTF-8, in UTF-16 as Excel saves it, or in GB18030. */
export async function readRollFile(bytes: Uint8Array): Promise<RollFile> {
  if (bytes.byteLength === 0) return { unreadable: "empty" };
  if (bytes.byteLength > maxFileBytes) return { unreadable: "too-large" };
  const hash = createHash("sha256").update(bytes).digest();
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes, hash);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { unreadable: "old-excel" };
  const text = decode(bytes);
  if (text === null) return { unreadable: "encoding" };
  if (/[\u0000-\u0008\u000e-\u001f]/u.test(text)) return { unreadable: "not-a-table" };
  return { cells: readCsv(text), hash };
}

async function readXlsx(bytes: Uint8Array, hash: Uint8Array): Promise<RollFile> {
  try {
    const rows = await readSheet(Buffer.from(bytes));
    return { cells: rows.map((row) => row.map(cellText)), hash };
  } catch {
    // Whatever the parser could not read, the person is told the same: save it anew from Excel.
    return { unreadable: "broken-excel" };
  }
}

/** A cell as a person sees it; days without their hour. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean" ? String(cell) : "";
}

function decode(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder("utf-16le").decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder("utf-16be").decode(bytes);
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue; // not in this encoding
    }
  }
  return null;
}

/** RFC 4180, and what Excel makes of it: commas, semicolons or tabs, quotes doubled inside quotes. */
function readCsv(text: string): readonly (readonly string[])[] {
  const [firstLine = ""] = text.split(/\r?\n/u, 1);
  const separator = ["\t", ";", "，", ","].find((mark) => firstLine.includes(mark)) ?? ",";
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === separator) endCell();
    else if (character === "\n") {
      endCell();
      rows.push([]);
    } else if (character !== "\r") cell += character;
  }
  endCell();
  return rows;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
