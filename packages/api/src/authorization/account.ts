import { under } from "./fields.ts";
import { open, type Rows } from "./rows.ts";

const own = (kind: "query" | "mutation") => ({ ...open(kind), who: "signedIn" }) as const;

/** One's own account: nobody sees another's, and an id of another's session ends nothing. */
export const accountRows = {
  "account.own": {
    ...own("query"),
    fields: [
      "signInName",
      ...under("sessions", "sessionId", "device", "browser", "begunAt", "lastUsedOn", "current"),
      ...under("communities", "slug", "name", "member", "posts"),
      ...under("recoveries", "community", "phone", "issuedAt", "usedAt", "seen"),
    ],
  },
  "account.endSession": { ...own("mutation"), fields: [] },
  "account.endOthers": { ...own("mutation"), fields: [] },
  "account.endAll": { ...own("mutation"), fields: [] },
  "account.readNotice": { ...own("mutation"), fields: [] },
  "account.changePassword": { ...own("mutation"), fields: [] },
  "account.rename": { ...own("mutation"), fields: [] },
} as const satisfies Rows;
