import { listedFields, under } from "./fields.ts";
import { query, type Rows } from "./rows.ts";

export const searchRows = {
  "search.find": {
    ...query("anyone"),
    fields: [
      "short",
      ...under("numbered", ...listedFields),
      ...under("proposals", ...listedFields, ...under("hit", "part", ...under("pieces", "text", "marked"))),
      ...under("count", "found", "more"),
      ...under("next", "openedAt", "proposalId"),
    ],
  },
  "search.buildings": { ...query("anyone"), fields: [] },
} as const satisfies Rows;
