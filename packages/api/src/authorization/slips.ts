import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

const printed = ["slipId", "serial", "name", "building", "stairwell", "door", "code"];
const listed = [
  ...[
    "slipId",
    "batch",
    "serial",
    "name",
    "householdId",
    "building",
    "stairwell",
    "door",
    "standing",
    "reason",
  ],
  ...["expiresAt", "since"],
];

export const slipsRows = {
  "slips.buildings": {
    ...query("slips.issue"),
    fields: ["building", "stairwell", "people", "withAccount", "printed", "handedOut", "none"],
  },
  "slips.preview": {
    ...query("slips.issue"),
    fields: ["people", "withAccount", "withSlip", "wanted", "pages", "parts"],
  },
  // The codes come back once, to whoever printed them; no other procedure knows one.
  "slips.print": {
    ...mutation("slips.issue"),
    fields: ["number", "expiresAt", "left", ...under("slips", "residentId", ...printed)],
  },
  "slips.issue": {
    ...mutation("slips.issue"),
    object: one("resident"),
    fields: [...printed, "batch", "expiresAt"],
  },
  "slips.batches": {
    ...query("slips.issue"),
    fields: [
      ...["batchId", "number", "maker", "printedAt", "slips"],
      ...["printed", "handedOut", "used", "expired", "revoked"],
    ],
  },
  "slips.list": { ...query("slips.issue"), fields: listed },
  "slips.history": {
    ...query("slips.issue"),
    object: one("printedSlip"),
    fields: [
      ...under("slip", ...listed, "residentId", "memberId"),
      ...under("history", "kind", "at", "actor", "reason"),
    ],
  },
  "slips.handOut": { ...mutation("slips.issue"), object: one("slipBatch"), fields: ["handedOut"] },
  "slips.revoke": { ...mutation("slips.issue"), object: one("printedSlip"), fields: ["slipId"] },
} as const satisfies Rows;
