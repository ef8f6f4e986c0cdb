import type { RollColumn } from "./headings.ts";

/** What is wrong in a roll file, by row and column as the file's reader sees them (rows count from 1). */
export interface RollProblem {
  readonly row: number;
  readonly column: RollColumn | null;
  readonly code: RollProblemCode;
  readonly found: string;
}

export const rollProblemCodes = [
  "file-empty",
  "header-missing",
  "heading-missing",
  "heading-twice",
  "no-lines",
  "too-many-lines",
  "empty",
  "merged",
  "formula-failed",
  "total-row",
  "too-long",
  "not-a-day",
  "day-as-number",
  "born-in-future",
  "born-too-early",
  "lived-in-future",
  "lived-before-born",
  "number-in-name",
  "not-a-name",
  "not-a-place",
  "not-a-residence",
  "stairwell-missing",
  "household-differs",
  "twice",
] as const;
export type RollProblemCode = (typeof rollProblemCodes)[number];
