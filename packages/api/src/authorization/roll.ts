import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

export const rollRows = {
  "roll.figures": {
    ...query("anyone"),
    fields: ["residents", "ofVotingAge", "households", "buildings"],
  },
  "roll.read": {
    ...mutation("roll.import"),
    fields: [
      ...["importId", "fileName", "ignored", "added", "removed", "unchanged", "households", "buildings"],
      ...under("first", "building", "stairwell", "door", "name", "born"),
      ...under("problems", "row", "column", "code", "found"),
      "unreadable",
    ],
  },
  "roll.import": {
    ...mutation("roll.import"),
    // Who was shown what importing would do says yes to it, and nobody else does.
    object: { of: "import", whose: "reader", absent: "not-found" },
    fields: ["added", "removed", "unchanged"],
  },
  "roll.find": {
    ...query("roll.search"),
    fields: [
      ...["residentId", "householdId", "name", "born", "building", "stairwell", "door", "memberId"],
      "hasAccount",
    ],
  },
  "roll.resident": {
    ...query("desk.actFor"),
    object: one("resident"),
    fields: ["residentId", "name", "building", "stairwell", "door"],
  },
} as const satisfies Rows;
