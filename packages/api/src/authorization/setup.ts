import { under } from "./fields.ts";
import { one, open, query, type Rows } from "./rows.ts";

const link = one("setupLink", "setup-link-unknown");
const entered = ["slug", ...under("session", "token", "expiresAt")];

/** Who holds a set-up link's secret may use it, once: the secret is the right itself. */
export const setupRows = {
  "ready.now": {
    ...query("anyone"),
    fields: [
      ...["ready", "appBallotsCount", "ofVotingAge", "coveredUntil"],
      ...under("lines", "what", "needed", "done", "have", "want", "waiting"),
      ...under("lines.citation", "law", "article", "provenance"),
    ],
  },
  "districts.all": {
    ...open("query"),
    who: "anyone",
    fields: ["name", "subdistricts", "communities"],
  },
  // Across the line between communities, and so by its fields alone: counts, days, and nobody's name (decision 13).
  "districts.progress": {
    ...open("query"),
    who: "anyone",
    fields: [
      ...["slug", "name", "subdistrict", "households", "chairInOffice", "missing", "ready", "charterAdopted"],
      ...["appBallotsCount", "firstVoteOn", "proposals", "decisions", "milestonesLate"],
    ],
  },
  "setup.look": {
    ...open("mutation"),
    who: "anyone",
    object: link,
    fields: under("community", "slug", "name"),
  },
  "setup.found": { ...open("mutation"), who: "anyone", object: link, fields: entered },
  "setup.registrar": { ...open("mutation"), who: "anyone", object: link, fields: entered },
} as const satisfies Rows;
