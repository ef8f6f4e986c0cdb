import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

/** What anyone may know of what a neighbour said, and under `own` what its writer alone may. */
const line = [
  ...[
    "viewId",
    "kind",
    "status",
    "role",
    "building",
    "name",
    "channel",
    "saidAt",
    "editedAt",
    "text",
    "lang",
  ],
  ...["waiting", "answerDue", "rule", "hiddenByMe"],
  ...under(
    "amendment",
    ...["field", "state", "ofVersion", "current", "before", "wording", "reason", "becameVersion"],
  ),
  ...under(
    "own",
    ...["text", "namePublic", "editableUntil", "reason", "appeal", "appealDue", "decision", "outcome"],
  ),
];
const thread = [...line, ...under("replies", ...line)];
const counts = ["for", "against", "suggestion", "question", "waiting"];
const versions = [
  "version",
  "title",
  "problem",
  "wish",
  "touches",
  "cost",
  "lang",
  "writtenAt",
  "viewId",
  "mergerId",
];

export const viewsRows = {
  "views.ofProposal": {
    ...query("anyone"),
    object: one("proposal"),
    fields: [
      ...["version", "perDay", "editMinutes", ...under("counts", ...counts)],
      ...under("waiting", ...thread),
      ...under("views", ...thread),
      ...under("next", "saidAt", "viewId"),
      ...under("may", "say", "answer", "answerInPost", "amend", "decide", "moderate"),
    ],
  },
  "views.summary": {
    ...query("anyone"),
    object: one("proposal"),
    fields: [
      ...under("counts", ...counts),
      ...under("newest", "viewId", "kind", "text", "lang", "role", "building", "name", "saidAt"),
    ],
  },
  "views.say": { ...mutation("member"), subject: "self", object: one("proposal"), fields: ["viewId"] },
  // For whom a clerk enters it is a field of its own: a resident on the roll, never nobody.
  "views.enter": { ...mutation("desk.actFor"), object: one("proposal"), fields: ["viewId"] },
  "views.answer": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("question"),
    fields: ["viewId"],
  },
  "views.answerInPost": { ...mutation("views.answer"), object: one("question"), fields: ["viewId"] },
  "views.edit": { ...mutation("member"), subject: "selfOrDesk", object: one("view"), fields: ["version"] },
  "views.showName": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("view"),
    fields: ["namePublic"],
  },
  "views.takeBack": { ...mutation("member"), subject: "selfOrDesk", object: one("view"), fields: ["viewId"] },
  "amendments.versions": { ...query("anyone"), object: one("proposal"), fields: versions },
  "amendments.accept": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("wording"),
    fields: ["version"],
  },
  "amendments.decline": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("wording"),
    fields: ["viewId"],
  },
  // Dates, numbers, rules and outcomes: nobody's name and nobody's words.
  "moderation.log": {
    ...query("anyone"),
    fields: [
      ...under(
        "lines",
        ...["year", "number", "rule", "hiddenAt", "appealed", "appealDue", "decidedAt", "outcome"],
      ),
      ...under("next", "hiddenAt", "viewId"),
      "appealWorkingDays",
    ],
  },
  "moderation.appeals": {
    ...query("views.moderate"),
    fields: [
      ...["viewId", "year", "number", "title", "rule", "hiddenAt", "appealDue", "lang", "text", "reason"],
      ...["appeal", "hiddenByMe"],
    ],
  },
  "moderation.hide": { ...mutation("views.moderate"), object: one("view"), fields: ["viewId"] },
  "moderation.takeBack": { ...mutation("views.moderate"), object: one("hiddenView"), fields: ["viewId"] },
  "moderation.appeal": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("hiddenView"),
    fields: ["appealDue"],
  },
  "moderation.decideAppeal": { ...mutation("views.moderate"), object: one("appeal"), fields: ["outcome"] },
} as const satisfies Rows;
