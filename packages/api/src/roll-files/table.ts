import type { RollSheet } from "@yishi/domain/roll/sheets";

export const unreadableCodes = [
  "not-a-table",
  "old-excel",
  "password",
  "pdf",
  "web-page",
  "other-format",
  "broken-excel",
  "encoding",
  "too-large",
  "too-slow",
  "several-sheets",
  "empty",
] as const;
export type UnreadableCode = (typeof unreadableCodes)[number];

/** The sheets of a file with their rows and cells, or the reason for which it cannot be read as a table. */
export type Table = { readonly sheets: readonly RollSheet[] } | { readonly unreadable: UnreadableCode };
