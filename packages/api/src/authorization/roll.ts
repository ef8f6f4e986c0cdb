import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

const counts = ["added", "removed", "moved", "corrected", "regrouped", "unchanged"];
const problem = ["row", "column", "code", "found"];
const note = ["code", "count", "found"];
const place = ["building", "stairwell", "door", "part"];
const lives = ["name", "born", "residence", "livedSince"];
const said = [...place, ...lives, "group", "grid"];
const historyFields = [
  ...under("history", "kind", "on", "at", "residentId", "name", "reference", "by"),
  ...under("history.place", ...place),
  ...under("history.from", ...place),
  ...under("history.before", ...lives, "group", "grid"),
];

export const rollRows = {
  "roll.figures": {
    ...query("anyone"),
    fields: ["residents", "ofVotingAge", "households", "buildings"],
  },
  "roll.read": {
    ...mutation("roll.import"),
    fields: [
      ...["importId", "fileName", "ignored", "people", "households", "buildings", ...counts],
      ...under("notes", ...note),
      ...under("problems", ...problem),
      ...["wrong", "unreadable", "sheets"],
    ],
  },
  "roll.underway": {
    ...query("roll.import"),
    // Who sent the file is told how far it is, and nobody else that there is one.
    object: { of: "import", whose: "reader", absent: "nothing" },
    fields: [
      ...under("underway", "stage", "done", "total"),
      ...under("failure", "unreadable", "sheets", "wrong"),
      ...under("failure.problems", ...problem),
    ],
  },
  "roll.preview": {
    ...query("roll.import"),
    object: { of: "import", whose: "reader", absent: "not-found" },
    fields: [
      ...["importId", "fileName", "ignored", "stale", "people", "households", "buildings", "many", "before"],
      ...under("notes", ...note),
      ...under("applied", ...counts),
      ...under("counts", ...counts),
      ...under("lost", "name", ...place, "posts", "votes"),
      ...under("totals", "*"),
      ...under("lines", "kind"),
      ...under("lines.before", ...said),
      ...under("lines.after", ...said),
      "pages",
    ],
  },
  "roll.import": {
    ...mutation("roll.import"),
    // Who was shown what importing would do says yes to it, and nobody else does.
    object: { of: "import", whose: "reader", absent: "not-found" },
    fields: counts,
  },
  "roll.export": { ...mutation("roll.export"), fields: ["fileName", "base64"] },
  "roll.person": {
    ...query("roll.change"),
    object: one("resident"),
    fields: [
      ...under("person", "residentId", "householdId", ...lives, "leftOn"),
      ...under("person.place", ...place, "group", "grid"),
      ...under("household", "householdId"),
      ...under("household.people", "residentId", ...lives),
      ...under("doors", "householdId", "part"),
      ...historyFields,
    ],
  },
  "roll.household": {
    ...query("roll.change"),
    object: one("household"),
    fields: [
      ...under("household", "householdId", ...place),
      ...under("household.people", "residentId", ...lives),
      ...under("others", "householdId", "part"),
      ...under("others.people", "residentId", ...lives),
      ...historyFields,
    ],
  },
  "roll.come": { ...mutation("roll.change"), fields: ["residentId"] },
  "roll.move": { ...mutation("roll.change"), object: one("resident"), fields: ["householdId"] },
  "roll.leave": { ...mutation("roll.change"), object: one("resident"), fields: ["postsEnded"] },
  "roll.correct": { ...mutation("roll.change"), object: one("resident"), fields: ["residentId"] },
  "roll.split": { ...mutation("roll.change"), object: one("household"), fields: ["householdId"] },
  "roll.join": { ...mutation("roll.change"), object: one("household"), fields: ["householdId"] },
  "roll.find": {
    ...query("roll.search"),
    fields: [
      ...["residentId", "householdId", "building", "stairwell", "door", "part", "memberId"],
      ...lives,
      "hasAccount",
    ],
  },
  "roll.resident": {
    ...query("desk.actFor"),
    object: one("resident"),
    fields: ["residentId", "name", "building", "stairwell", "door"],
  },
} as const satisfies Rows;
