import { listedFields, proposalFields, under } from "./fields.ts";
import { forMinorsToo, mutation, one, own, query, type Rows } from "./rows.ts";

export const proposalsRows = {
  "proposals.list": {
    ...query("anyone"),
    fields: [...under("proposals", ...listedFields), ...under("next", "openedAt", "proposalId")],
  },
  "proposals.byNumber": { ...query("anyone"), object: one("proposalNumber"), fields: proposalFields },
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
    ...forMinorsToo,
    subject: "selfOrDesk",
    object: own("draft"),
    fields: ["proposalId", "version"],
  },
  "proposals.open": {
    ...mutation("member"),
    ...forMinorsToo,
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
  "proposals.withdraw": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "self",
    object: own("draft"),
    fields: ["status"],
  },
} as const satisfies Rows;
