import { ageOn, parseDay, type Day } from "../calendar.ts";
import { lengthOf, limits, plainName } from "../texts.ts";
import type { Head, RollColumn } from "./headings.ts";
import { plainPersonName, plainPlace, type RollLine } from "./lines.ts";
import type { RollProblem, RollProblemCode } from "./problems.ts";
import { residenceOf } from "./words.ts";

/** One row of a file, with what is known of where it stands. */
export interface Row {
  readonly row: readonly string[];
  readonly number: number;
  readonly head: Head;
  readonly today: Day;
  /** Cells that are part of a merged one: that they are empty was said already. */
  readonly merged: ReadonlySet<string>;
}

type Say = (column: RollColumn, code: RollProblemCode, found?: string) => void;

/** Reads the line of one person; nothing where something of it has to be mended, which is then among the problems. */
export function readLine(
  { row, number, head, today, merged }: Row,
  problems: RollProblem[],
): RollLine | null {
  const before = problems.length;
  let hidden = false;
  const say: Say = (column, code, found = "") => {
    if (code === "empty" && merged.has(cellOf(number - 1, head.columns[column]))) hidden = true;
    else problems.push({ row: number, column, code, found: found.slice(0, 40) });
  };
  const cell = (column: RollColumn) => {
    const written = row[head.columns[column]] ?? "";
    if (!/^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/u.test(written.trim()))
      return written;
    say(column, "formula-failed", written.trim());
    return null;
  };
  const place = (column: "building" | "stairwell" | "door" | "part") => readPlace(cell(column), column, say);
  const [building, stairwell, door, part] = [
    place("building"),
    place("stairwell"),
    place("door"),
    place("part"),
  ];
  const [group, grid] = [readGroup(cell("group"), "group", say), readGroup(cell("grid"), "grid", say)];
  const name = readName(cell("name"), say);
  const born = readDay(cell("born"), "born", today, say);
  const residence = residenceOf(cell("residence") ?? "");
  if (residence === null) say("residence", "not-a-residence", row[head.columns.residence] ?? "");
  const since = readDay(cell("livedSince"), "livedSince", today, say);
  if (born && since && since < born) say("livedSince", "lived-before-born", since);
  if (problems.length > before || hidden || born === null || residence === null) return null;
  const livedSince = residence === "living" ? since : null;
  return { building, stairwell, door, part, group, grid, name, born, residence, livedSince };
}

function readPlace(
  written: string | null,
  column: "building" | "stairwell" | "door" | "part",
  say: Say,
): string {
  if (written === null) return "";
  const place = plainPlace(written, column);
  const needed = column === "building" || column === "door";
  if (place === "" && needed) say(column, "empty");
  else if (lengthOf(place) > 20) say(column, "too-long", place);
  // An identity number is never shown again, wherever it was put.
  else if (/\d{11,}/u.test(place)) say(column, "not-a-place");
  else if (!/^[\p{L}\p{N}#·.\-－—_/~～,，、&()（）]*$/u.test(place)) say(column, "not-a-place", place);
  return place;
}

function readGroup(written: string | null, column: "group" | "grid", say: Say): string | null {
  const group =
    plainName(written ?? "")
      ?.normalize("NFKC")
      .replace(/^'(?=[=+\-@])/u, "") ?? "";
  if (lengthOf(group) > 40) say(column, "too-long", group);
  else if (/\d{11,}/u.test(group) || /^[=+@]/u.test(group)) say(column, "not-a-place");
  return group === "" ? null : group;
}

function readName(written: string | null, say: Say): string {
  if (written === null) return "";
  const name = plainPersonName(written);
  if (name === null) say("name", "not-a-name");
  else if (name === "") say("name", "empty");
  else if (/\d{6,}/u.test(name.normalize("NFKC"))) say("name", "number-in-name");
  else if (lengthOf(name) > limits.name.max) say("name", "too-long", name);
  else if (!/^[\p{L}\p{M}][\p{L}\p{M}·.’' -]*$/u.test(name)) say("name", "not-a-name", name);
  return name ?? "";
}

function readDay(written: string | null, column: "born" | "livedSince", today: Day, say: Say): Day | null {
  const text = plainName(written ?? "")?.normalize("NFKC") ?? "";
  if (text === "" || written === null) {
    if (column === "born" && written !== null) say("born", "empty");
    return null;
  }
  // Days with their hour, as some programs write them.
  const day = parseDay(text.replace(/[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$/u, ""));
  if (!day) {
    const asNumber = /^\d{4,5}(?:\.\d+)?$/u.test(text) && Number(text) > 3000;
    // What is long and digits may be an identity number: it is not shown again.
    say(column, asNumber ? "day-as-number" : "not-a-day", /\d{11,}/u.test(text) ? "" : text);
    return null;
  }
  if (day > today) say(column, column === "born" ? "born-in-future" : "lived-in-future", text);
  else if (column === "born" && ageOn(day, today) > 130) say("born", "born-too-early", text);
  return day;
}

/** The name of a cell; rows and columns count from 0. */
export function cellOf(row: number, column: number): string {
  return `${row}:${column}`;
}
