import { under } from "./fields.ts";
import { open, query, type Rows } from "./rows.ts";

const community = ["slug", "name", "subdistrict", "district", "phone", "windowPlace"];

export const communitiesRows = {
  "communities.all": { ...open("query"), who: "anyone", fields: community },
  "communities.current": {
    ...query("anyone"),
    fields: [
      ...under("community", ...community),
      ...under("asker", "name", "onRoll", "posts"),
      "signedIn",
      "now",
    ],
  },
  "home.awaiting": {
    ...query("member"),
    fields: [
      "what",
      "by",
      "since",
      "proposalId",
      "year",
      "number",
      "title",
      "lang",
      "motionId",
      "ordinal",
      "electorate",
      "scope",
      "several",
      "stage",
    ],
  },
} as const satisfies Rows;
