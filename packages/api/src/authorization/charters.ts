import { mutation, query, type Rows } from "./rows.ts";

const line = [
  ...["version", "lang", "appBallotsCount", "namesShown", "adoptedOn", "paper", "year", "number", "filedOn"],
] as const;

export const chartersRows = {
  "charters.current": { ...query("anyone"), fields: [...line, "text"] },
  "charters.versions": { ...query("anyone"), fields: line },
  "charters.version": { ...query("anyone"), fields: [...line, "text"] },
  "charters.adopt": { ...mutation("charter.adopt"), fields: ["version"] },
  "charters.file": { ...mutation("charter.adopt"), fields: ["version"] },
} as const satisfies Rows;
