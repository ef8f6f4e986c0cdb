import { listedFields, proposalFields, under } from "./fields.ts";
import { mutation, one, own, query, type Rows } from "./rows.ts";

export const proposalsRows = {
  "proposals.list": {
    ...query("anyone"),
    fields: [...under("proposals", ...listedFields), ...under("next", "openedAt", "proposalId")],
  },
  "proposals.byNumber": { ...query("anyone"), object: one("proposalNumber"), fields: proposalFields },
  "proposals.drafts": {
    ...query("member"),
    fields: ["proposalId", "status", "title", "lang", "changedAt"],
  },
  "proposals.draft": {
    ...query("member"),
    object: own("draft"),
    fields: [
      ...["proposalId", "status", "authorNamed", "year", "number"],
      ...under("words", "title", "problem", "wish", "touches", "cost", "lang"),
      ...under("returned", "version", "ground", "reason", "at"),
      ...under("answer", "firstYes", "department"),
    ],
  },
  "proposals.write": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: own("draft"),
    fields: ["proposalId", "version"],
  },
  "proposals.open": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: own("draft"),
    fields: ["year", "number"],
  },
  "proposals.cosponsor": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("proposal"),
    fields: ["cosponsors", "status"],
  },
  "proposals.review": { ...mutation("proposals.review"), object: one("proposal"), fields: ["status"] },
  "proposals.withdraw": { ...mutation("member"), subject: "self", object: own("draft"), fields: ["status"] },
} as const satisfies Rows;
