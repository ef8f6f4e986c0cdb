import { under } from "./fields.ts";
import { mutation, one, own, query, type Rows } from "./rows.ts";

const words = ["title", "problem", "wish", "touches", "cost", "lang"];
const side = [
  ...["proposalId", "year", "number", "stage", "cosponsors", "body", "yes"],
  ...under("author", "name", "building"),
  ...under("words", ...words),
];
const named = ["year", "number", "title", "lang"];

export const mergersRows = {
  "mergers.read": {
    ...query("anyone"),
    object: one("merger"),
    fields: [
      ...["mergerId", "stage", "suggestedAs", "version", "answerBy", "why", "lang", "askedAt"],
      ...["reason", "reasonLang", "outdated"],
      ...under("from", ...side),
      ...under("into", ...side),
      ...under("text", ...words),
      ...under("mine", "yes", "no"),
    ],
  },
  "mergers.ofProposal": {
    ...query("anyone"),
    object: one("proposal"),
    fields: [
      ...under(
        "mergers",
        ...["mergerId", "stage", "suggestedAs", "answerBy", "changedAt"],
        ...under("from", ...named),
        ...under("into", ...named),
      ),
      "uncounted",
      ...under("mine", "asked", "declined", "mayAsk", "maySuggest"),
    ],
  },
  "mergers.offers": {
    ...query("member"),
    object: one("proposal"),
    fields: ["proposalId", "year", "number", "title", "wish", "lang"],
  },
  "mergers.ask": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: own("proposal"),
    fields: ["mergerId", "status"],
  },
  "mergers.suggest": {
    ...mutation("mergers.suggest"),
    object: one("proposal"),
    fields: ["mergerId", "status"],
  },
  "mergers.agree": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("merger"),
    fields: ["status"],
  },
  "mergers.mend": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("merger"),
    fields: ["status", "version"],
  },
  "mergers.decline": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("merger"),
    fields: ["status"],
  },
  "mergers.takeBack": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("merger"),
    fields: ["status"],
  },
  "mergers.answer": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("proposal"),
    fields: ["cosponsors", "status"],
  },
} as const satisfies Rows;
