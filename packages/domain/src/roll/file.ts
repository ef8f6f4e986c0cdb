import { ageOn, parseDay, type Day } from "../calendar.ts";
import { lengthOf, limits, plainName } from "../texts.ts";

/** One person of a roll file, as it will be kept: where they live, their name, the day they were born. */
export interface RollLine {
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
  readonly name: string;
  readonly born: Day;
}

/** What is wrong in a roll file, by row and column as the file's reader sees them (rows count from 1). */
export interface RollProblem {
  readonly row: number;
  readonly column: RollColumn | null;
  readonly code: RollProblemCode;
  readonly found: string;
}

export const rollColumns = ["building", "stairwell", "door", "name", "born"] as const;
export type RollColumn = (typeof rollColumns)[number];

export const rollProblemCodes = [
  "file-empty",
  "header-missing",
  "no-lines",
  "too-many-lines",
  "empty",
  "too-long",
  "not-a-day",
  "born-in-future",
  "born-too-early",
  "number-in-name",
  "not-a-name",
  "twice",
] as const;
export type RollProblemCode = (typeof rollProblemCodes)[number];

export interface RollReading {
  readonly lines: readonly RollLine[];
  readonly problems: readonly RollProblem[];
  /** Columns of the file that are not taken in: what is not needed is not kept. */
  readonly ignored: readonly string[];
}

/** The words by which a column is known at the head of a file. */
const headings: Readonly<Record<RollColumn, readonly string[]>> = {
  building: ["楼号", "楼栋", "楼", "幢", "栋", "楼栋号", "building"],
  stairwell: ["单元", "单元号", "门洞", "stairwell", "entrance"],
  door: ["室号", "门牌", "门牌号", "房号", "门号", "户号", "door", "flat"],
  name: ["姓名", "居民姓名", "name"],
  born: ["出生日期", "出生年月日", "生日", "born", "dateofbirth"],
};
export const maxRollLines = 50_000;
const maxProblems = 200;

/** Reads a roll from the cells of a file: every line right, or a list of what to mend and where. Nothing in between. */
export function readRoll(cells: readonly (readonly string[])[], today: Day): RollReading {
  if (!cells.some((row) => row.some((cell) => cell.trim() !== ""))) return failed("file-empty", 1);
  const head = findHead(cells);
  if (!head) return failed("header-missing", 1);
  const body = cells.slice(head.row + 1).map((row, index) => ({ row, number: head.row + index + 2 }));
  const filled = body.filter(({ row }) => row.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) return failed("no-lines", head.row + 2);
  if (filled.length > maxRollLines) return failed("too-many-lines", head.row + 2, String(filled.length));
  const problems: RollProblem[] = [];
  const seen = new Map<string, number>();
  const lines: RollLine[] = [];
  for (const { row, number } of filled) {
    const line = readLine(row, head.columns, number, today, problems);
    if (!line) continue;
    const key = keyOf(line);
    if (seen.has(key))
      problems.push({ row: number, column: "name", code: "twice", found: String(seen.get(key)) });
    else seen.set(key, number);
    lines.push(line);
  }
  return { lines, problems: problems.slice(0, maxProblems), ignored: head.ignored };
}

/** What importing would change: people who come, people who are gone, people who stay as they are. */
export interface RollChange<Known> {
  readonly added: readonly RollLine[];
  readonly removed: readonly Known[];
  readonly unchanged: number;
}

/** Compares the roll as it stands with a file. The same person is the same door, name and day of birth. */
export function compareRoll<Known extends RollLine>(
  known: readonly Known[],
  lines: readonly RollLine[],
): RollChange<Known> {
  const before = new Map(known.map((person) => [keyOf(person), person]));
  const after = new Set(lines.map(keyOf));
  return {
    added: lines.filter((line) => !before.has(keyOf(line))),
    removed: known.filter((person) => !after.has(keyOf(person))),
    unchanged: lines.filter((line) => before.has(keyOf(line))).length,
  };
}

/** The door of a line: the household it belongs to. */
export function doorOf(line: Pick<RollLine, "building" | "stairwell" | "door">): string {
  return [line.building, line.stairwell, line.door].join("\u001f");
}

function keyOf(line: RollLine): string {
  return [doorOf(line), line.name, line.born].join("\u001f");
}

interface Head {
  readonly row: number;
  readonly columns: Readonly<Record<RollColumn, number>>;
  readonly ignored: readonly string[];
}

/** Finds the row of headings within the first ten: a title may stand above it. Only the stairwell may be missing. */
function findHead(cells: readonly (readonly string[])[]): Head | null {
  for (const [row, values] of cells.slice(0, 10).entries()) {
    const words = values.map((value) => value.replaceAll(/[\s_*：:（）()]/gu, "").toLowerCase());
    const at = (column: RollColumn) => words.findIndex((word) => headings[column].includes(word));
    const columns = {
      building: at("building"),
      stairwell: at("stairwell"),
      door: at("door"),
      name: at("name"),
      born: at("born"),
    };
    if (columns.building < 0 || columns.door < 0 || columns.name < 0 || columns.born < 0) continue;
    const taken = new Set(Object.values(columns));
    const ignored = values.filter((value, index) => value.trim() !== "" && !taken.has(index));
    return { row, columns, ignored };
  }
  return null;
}

function readLine(
  row: readonly string[],
  columns: Head["columns"],
  number: number,
  today: Day,
  problems: RollProblem[],
): RollLine | null {
  const before = problems.length;
  const say = (column: RollColumn, code: RollProblemCode, found: string) =>
    problems.push({ row: number, column, code, found: found.slice(0, 40) });
  const place = (column: "building" | "stairwell" | "door", suffix: RegExp) => {
    const written = plainName(row[columns[column]] ?? "")?.replace(suffix, "") ?? "";
    if (written === "" && column !== "stairwell") say(column, "empty", "");
    if (lengthOf(written) > 20) say(column, "too-long", written);
    return written;
  };
  const building = place("building", /(?:号楼|栋|幢|楼)$/u);
  const stairwell = place("stairwell", /(?:单元|门洞)$/u);
  const door = place("door", /(?:室|号)$/u);
  const name = readName(row[columns.name] ?? "", say);
  const born = readBorn(row[columns.born] ?? "", today, say);
  if (problems.length > before || born === null) return null;
  return { building, stairwell, door, name, born };
}

type Say = (column: RollColumn, code: RollProblemCode, found: string) => void;

function readName(written: string, say: Say): string {
  const name = plainName(written);
  if (name === null) say("name", "not-a-name", "");
  else if (name === "") say("name", "empty", "");
  else if (lengthOf(name) > limits.name.max) say("name", "too-long", name);
  else if (/\d{6,}/u.test(name)) say("name", "number-in-name", "");
  else if (!/^[\p{L}\p{M}·•.’' -]+$/u.test(name)) say("name", "not-a-name", name);
  return name ?? "";
}

function readBorn(written: string, today: Day, say: Say): Day | null {
  const text = plainName(written) ?? "";
  if (text === "") {
    say("born", "empty", "");
    return null;
  }
  const born = parseDay(text);
  if (!born) say("born", "not-a-day", text);
  else if (born > today) say("born", "born-in-future", text);
  else if (ageOn(born, today) > 130) say("born", "born-too-early", text);
  return born ?? null;
}

function failed(code: RollProblemCode, row: number, found = ""): RollReading {
  return { lines: [], problems: [{ row, column: null, code, found }], ignored: [] };
}
