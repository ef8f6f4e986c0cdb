import { forMinorsToo, mutation, one, own, query, type Rows } from "./rows.ts";

export const decidersRows = {
  "decides.keep": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "selfOrDesk",
    object: own("draft"),
    fields: ["proposalId"],
  },
  "appeals.file": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: own("proposal"),
    fields: ["decideBy"],
  },
  "appeals.meeting": {
    ...query("appeals.record"),
    object: one("proposal"),
    fields: ["members", "quorumNeeded"],
  },
  "appeals.record": { ...mutation("appeals.record"), object: one("proposal"), fields: ["decides"] },
} as const satisfies Rows;
