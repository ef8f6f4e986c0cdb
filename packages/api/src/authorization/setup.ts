import { under } from "./fields.ts";
import { one, open, type Rows } from "./rows.ts";

const link = one("setupLink", "setup-link-unknown");
const entered = ["slug", ...under("session", "token", "expiresAt")];

/** Who holds a set-up link's secret may use it, once: the secret is the right itself. */
export const setupRows = {
  "setup.look": {
    ...open("mutation"),
    who: "anyone",
    object: link,
    fields: under("community", "slug", "name"),
  },
  "setup.found": { ...open("mutation"), who: "anyone", object: link, fields: entered },
  "setup.registrar": { ...open("mutation"), who: "anyone", object: link, fields: entered },
} as const satisfies Rows;
