import type { Day } from "../calendar.ts";
import { findHead } from "./headings.ts";
import { readRoll, type Merge, type RollNote, type RollReading } from "./file.ts";

/** One sheet of a file, as it lies in it. Rows and columns count from 0. */
export interface RollSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly (readonly string[])[];
  readonly merges: readonly Merge[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
}

/** Reads the one sheet of a file that is a roll. Where several could be meant, nobody guesses: their names are answered. */
export function readRollSheets(
  sheets: readonly RollSheet[],
  today: Day,
): RollReading | { readonly several: readonly string[] } {
  const rolls = sheets.filter(({ cells }) => findHead(cells)?.missing.length === 0);
  const shown = rolls.filter((sheet) => !sheet.hidden);
  const meant = shown.length > 0 ? shown : rolls;
  if (meant.length > 1) return { several: meant.map(({ name }) => name) };
  const filled = sheets.filter((sheet) => !sheet.hidden && sheet.cells.length > 0);
  const sheet = meant[0] ?? filled[0] ?? sheets[0];
  if (!sheet) return readRoll([], today);
  const reading = readRoll(sheet.cells, today, sheet.merges);
  if (reading.problems.length > 0) return reading;
  return { ...reading, notes: [...notesOnSheet(sheet, sheets), ...reading.notes] };
}

function notesOnSheet(sheet: RollSheet, sheets: readonly RollSheet[]): readonly RollNote[] {
  const head = findHead(sheet.cells);
  const filled = sheet.hiddenRows.filter(
    (row) => head && row > head.row && (sheet.cells[row] ?? []).some((cell) => cell.trim() !== ""),
  );
  const taken = new Set(head ? Object.values(head.columns) : []);
  const columns = sheet.hiddenColumns.filter((column) => taken.has(column));
  const names = columns.map((column) => sheet.cells[head?.row ?? 0]?.[column] ?? "");
  const others = sheets.filter((other) => other !== sheet && other.cells.length > 0);
  return [
    ...(others.length > 0
      ? [{ code: "sheet-chosen" as const, count: others.length, found: sheet.name }]
      : []),
    ...(filled.length > 0
      ? [
          {
            code: "hidden-rows" as const,
            count: filled.length,
            found: filled
              .slice(0, 5)
              .map((row) => row + 1)
              .join("、"),
          },
        ]
      : []),
    ...(columns.length > 0
      ? [{ code: "hidden-columns" as const, count: columns.length, found: names.join("、") }]
      : []),
  ];
}
