import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

/** What anyone may know of an expert. No address, no telephone, nothing of their health. */
const profile = ["expertId", "name", "fields", "formerPost", "years", "motto", "lang", "stage"];
const entry = [...profile, "confirmBy", "termEnds", ...under("missing", "asOf", "missing")];

/** An entry that answers to the expert whose it is, and to a clerk at the desk for them. */
const expertsOwn = { of: "expert", whose: "expertOrDesk", absent: "not-found" } as const;

export const expertsRows = {
  "experts.list": {
    ...query("anyone"),
    fields: [...under("experts", ...profile), ...under("ownFields", "fieldId", "name", "lang")],
  },
  "experts.mine": { ...query("member"), fields: entry },
  "experts.ofResident": {
    ...query("desk.actFor"),
    object: one("resident"),
    fields: ["name", ...under("entry", ...entry)],
  },
  "experts.offer": { ...mutation("member"), fields: ["expertId"] },
  "experts.offerFor": { ...mutation("desk.actFor"), object: one("resident"), fields: ["expertId"] },
  "experts.name": { ...mutation("member"), subject: "selfOrDesk", fields: ["noted"] },
  "experts.applications": {
    ...query("experts.check"),
    fields: under(
      "waiting",
      ...[...profile, "since", "mine"],
      ...under("checks", "checker", "asOf", "paper", "issuer"),
      ...under("missing", "asOf", "missing"),
    ),
  },
  "experts.check": { ...mutation("experts.check"), object: one("application"), fields: ["status"] },
  "experts.stand": { ...mutation("member"), object: expertsOwn, fields: ["status"] },
  "experts.addField": { ...mutation("experts.fields"), fields: ["fieldId"] },
} as const satisfies Rows;
