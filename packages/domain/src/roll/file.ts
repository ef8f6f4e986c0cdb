import { parseDay, type Day } from "../calendar.ts";
import { cellOf, readLine } from "./cells.ts";
import { findHead, rollColumns, type Head, type RollColumn } from "./headings.ts";
import { doorOf, householdOf, type RollLine } from "./lines.ts";
import type { RollProblem, RollProblemCode } from "./problems.ts";

/** What is right and still worth a second look. */
export const rollNoteCodes = [
  "sheet-chosen",
  "hidden-rows",
  "hidden-columns",
  "namesakes",
  "since-unknown",
] as const;
export interface RollNote {
  readonly code: (typeof rollNoteCodes)[number];
  readonly count: number;
  readonly found: string;
}

export interface RollReading {
  readonly lines: readonly RollLine[];
  readonly problems: readonly RollProblem[];
  /** How many problems there are, of which the first are listed. */
  readonly wrong: number;
  readonly notes: readonly RollNote[];
  /** Columns of the roll that the file has. */
  readonly columns: readonly RollColumn[];
  /** Columns of the file that are not taken in: what is not needed is not kept. */
  readonly ignored: readonly string[];
}

/** Cells that a sheet shows as one; rows and columns count from 0. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const maxRollLines = 50_000;
const maxProblems = 200;

/** Reads a roll from the cells of a file: every line right, or a list of what to mend and where. Nothing in between. */
export function readRoll(
  cells: readonly (readonly string[])[],
  today: Day,
  merges: readonly Merge[] = [],
): RollReading {
  if (!cells.some(isFilled)) return failed([problem("file-empty", 1)]);
  const head = findHead(cells);
  if (!head)
    return failed([problem("header-missing", firstFilled(cells) + 1, wordsOf(cells[firstFilled(cells)]))]);
  const headings = [
    ...head.missing.map((column) => ({ ...problem("heading-missing", head.row + 1), column })),
    ...head.twice.map((column) => ({ ...problem("heading-twice", head.row + 1), column })),
  ];
  if (headings.length > 0) return failed(headings);
  const body = cells.slice(head.row + 1).map((row, index) => ({ row, number: head.row + index + 2 }));
  const filled = body.filter(({ row }) => isFilled(row));
  if (filled.length === 0) return failed([problem("no-lines", head.row + 2)]);
  if (filled.length > maxRollLines)
    return failed([problem("too-many-lines", head.row + 2, String(filled.length))]);
  const merged = mergedCells(merges, head);
  const problems: RollProblem[] = [...merged.problems];
  const numbered: Numbered[] = [];
  for (const { row, number } of filled) {
    if (isTotal(row, head)) {
      problems.push(problem("total-row", number, wordsOf(row)));
      continue;
    }
    const line = readLine({ row, number, head, today, merged: merged.at }, problems);
    if (line) numbered.push({ line, number });
  }
  problems.push(...disagreements(numbered));
  const lines = withHouseholds(numbered);
  const inOrder = problems.toSorted((one, other) => one.row - other.row);
  return {
    lines,
    problems: inOrder.slice(0, maxProblems),
    wrong: problems.length,
    notes: notesOn(lines),
    columns: rollColumns.filter((column) => head.columns[column] >= 0),
    ignored: head.ignored,
  };
}

interface Numbered {
  readonly line: RollLine;
  readonly number: number;
}

/** A row that adds up what stands above it is nobody. */
function isTotal(row: readonly string[], head: Head): boolean {
  const born = (row[head.columns.born] ?? "").trim();
  const words = row.map((cell) => cell.replaceAll(/\s/gu, ""));
  return (
    !parseDay(born) &&
    words.some((word) =>
      /^(?:合计|总计|小计|共计|总人数|总户数|共\d+[人户]|合计[:：]?\d*[人户]?)$/u.test(word),
    )
  );
}

/** Problems that lie between lines: the same person twice, one household in two groups, a stairwell forgotten. */
function disagreements(numbered: readonly Numbered[]): readonly RollProblem[] {
  const problems: RollProblem[] = [];
  const people = new Map<string, number>();
  const groups = new Map<string, { readonly value: string; readonly number: number }>();
  const withStairwell = new Map<string, number>();
  for (const { line, number } of numbered)
    if (line.stairwell !== "") withStairwell.set(`${line.building}\u001f${line.door}`, number);
  for (const { line, number } of numbered) {
    const person = [householdOf(line), line.name, line.born].join("\u001f");
    const same = people.get(person);
    if (same !== undefined)
      problems.push({ row: number, column: "name", code: "twice", found: String(same) });
    else people.set(person, number);
    for (const column of ["group", "grid"] as const) {
      const value = line[column];
      const key = `${column}\u001f${householdOf(line)}`;
      const first = groups.get(key);
      if (value === null) continue;
      if (first && first.value !== value)
        problems.push({ row: number, column, code: "household-differs", found: String(first.number) });
      else groups.set(key, first ?? { value, number });
    }
    const other = line.stairwell === "" ? withStairwell.get(`${line.building}\u001f${line.door}`) : undefined;
    if (other !== undefined)
      problems.push({ row: number, column: "stairwell", code: "stairwell-missing", found: String(other) });
  }
  return problems;
}

/** People write the group once for a household; it holds for everyone in it. */
function withHouseholds(numbered: readonly Numbered[]): readonly RollLine[] {
  const known = new Map<string, { group: string | null; grid: string | null }>();
  for (const { line } of numbered) {
    const kept = known.get(householdOf(line));
    known.set(householdOf(line), { group: kept?.group ?? line.group, grid: kept?.grid ?? line.grid });
  }
  return numbered.map(({ line }) => ({ ...line, ...known.get(householdOf(line)) }));
}

function notesOn(lines: readonly RollLine[]): readonly RollNote[] {
  const doors = new Map<string, Set<string>>();
  for (const line of lines) {
    const who = `${line.name} ${line.born}`;
    doors.set(who, (doors.get(who) ?? new Set()).add(doorOf(line)));
  }
  const namesakes = [...doors].filter(([, at]) => at.size > 1).map(([who]) => who);
  const unknown = lines.filter((line) => line.residence === "living" && line.livedSince === null).length;
  return [
    ...(namesakes.length > 0
      ? [{ code: "namesakes" as const, count: namesakes.length, found: namesakes.slice(0, 5).join("、") }]
      : []),
    ...(unknown > 0 ? [{ code: "since-unknown" as const, count: unknown, found: "" }] : []),
  ];
}

/** Merged cells below the headings, in columns that are taken in: of them only the first has words. */
function mergedCells(merges: readonly Merge[], head: Head) {
  const at = new Set<string>();
  const problems: RollProblem[] = [];
  for (const { top, bottom, left, right } of merges) {
    if (bottom <= head.row) continue;
    const taken = rollColumns
      .map((column) => [column, head.columns[column]] as const)
      .filter(([, index]) => index >= left && index <= right);
    const [first] = taken;
    const row = Math.max(top, head.row + 1);
    if (!first || (top === bottom && taken.length < 2)) continue;
    problems.push({ row: row + 1, column: first[0], code: "merged", found: String(bottom + 1) });
    for (let r = row; r <= Math.min(bottom, row + maxRollLines); r += 1)
      for (const [, index] of taken) at.add(cellOf(r, index));
  }
  return { at, problems };
}

const isFilled = (row: readonly string[]) => row.some((cell) => cell.trim() !== "");
const firstFilled = (cells: readonly (readonly string[])[]) => cells.findIndex(isFilled);

/** The first words of a row, so that people find it; long numbers are left out. */
function wordsOf(row: readonly string[] = []): string {
  return row
    .filter((cell) => cell.trim() !== "" && !/\d{11,}/u.test(cell))
    .slice(0, 6)
    .join("、")
    .slice(0, 40);
}

function problem(code: RollProblemCode, row: number, found = ""): RollProblem {
  return { row, column: null, code, found };
}

function failed(problems: readonly RollProblem[]): RollReading {
  return { lines: [], problems, wrong: problems.length, notes: [], columns: [], ignored: [] };
}
