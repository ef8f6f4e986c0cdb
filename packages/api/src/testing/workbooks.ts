import { strToU8, zipSync, type Zippable } from "fflate";

/** A cell of a made workbook: words, a day as Excel counts them, a number, or a formula with what it came to, if anything. */
export type MadeCell =
  | string
  | { readonly serialDay: number }
  | { readonly number: number }
  | { readonly formula: string; readonly result: string | null }
  | { readonly error: string };

/** What a sheet hides: rows and columns count from 1, as Excel shows them. */
export interface Hidden {
  readonly rows?: readonly number[];
  readonly columns?: readonly number[];
}

const names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A small .xlsx, as Excel would save it, of so many sheets; `merged` cells keep their words in the first of them. */
export function workbook(
  sheets: readonly (readonly (readonly MadeCell[])[])[],
  merged: readonly string[] = [],
  hidden: Hidden & { readonly sheets?: readonly number[] } = {},
): Uint8Array<ArrayBuffer> {
  return zipSync(
    parts(
      sheets.map((rows) => sheetXml(rows, merged, hidden)),
      hidden.sheets,
    ),
  );
}

/** The parts of a workbook whose sheets are given as they lie in the file. */
export function parts(sheets: readonly string[], hidden: readonly number[] = []): Zippable {
  const numbers = sheets.map((_, index) => index + 1);
  const state = (n: number) => (hidden.includes(n) ? ' state="hidden"' : "");
  const list = numbers.map((n) => `<sheet name="表${n}" sheetId="${n}"${state(n)} r:id="rId${n}"/>`).join("");
  const links = numbers.map(
    (n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  const types = numbers.map(
    (n) =>
      `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const files: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types.join("")}</Types>`,
    "_rels/.rels": `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${names}" xmlns:r="${relations}"><sheets>${list}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packaged}/relationships">${links.join("")}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${names}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  for (const [index, sheet] of sheets.entries()) files[`xl/worksheets/sheet${index + 1}.xml`] = sheet;
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(head + text)]));
}

/** One sheet of a workbook. */
export function sheetXml(
  rows: readonly (readonly MadeCell[])[],
  merged: readonly string[] = [],
  hidden: Hidden = {},
): string {
  const state = (row: number) => (hidden.rows?.includes(row) ? ' hidden="1"' : "");
  const lines = rows.map(
    (row, r) =>
      `<row r="${r + 1}"${state(r + 1)}>${row.map((cell, c) => cellXml(cell, `${columnName(c)}${r + 1}`)).join("")}</row>`,
  );
  const merges =
    merged.length > 0
      ? `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`
      : "";
  const columns = (hidden.columns ?? []).map((n) => `<col min="${n}" max="${n}" width="0" hidden="1"/>`);
  const cols = columns.length > 0 ? `<cols>${columns.join("")}</cols>` : "";
  return `<worksheet xmlns="${names}">${cols}<sheetData>${lines.join("")}</sheetData>${merges}</worksheet>`;
}

function cellXml(cell: MadeCell, at: string): string {
  if (typeof cell === "string") {
    if (cell === "") return "";
    return `<c r="${at}" t="inlineStr"><is><t>${cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></is></c>`;
  }
  if ("serialDay" in cell) return `<c r="${at}" s="1"><v>${cell.serialDay}</v></c>`;
  if ("number" in cell) return `<c r="${at}"><v>${cell.number}</v></c>`;
  if ("error" in cell) return `<c r="${at}" t="e"><f>VLOOKUP(1,B:B,1)</f><v>${cell.error}</v></c>`;
  if (cell.result === null) return `<c r="${at}"><f>${cell.formula}</f><v></v></c>`;
  return `<c r="${at}" t="str"><f>${cell.formula}</f><v>${cell.result}</v></c>`;
}

function columnName(index: number): string {
  return String.fromCharCode(65 + index);
}
