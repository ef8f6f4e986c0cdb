import { mutation, query, type Rows } from "./rows.ts";

export const chartersRows = {
  "charters.current": {
    ...query("anyone"),
    fields: ["version", "text", "lang", "appBallotsCount", "adoptedOn", "resolution"],
  },
  "charters.adopt": { ...mutation("charter.adopt"), fields: ["version"] },
} as const satisfies Rows;
