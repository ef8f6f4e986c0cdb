import { one, open, type Rows } from "./rows.ts";

const session = ["token", "expiresAt"];

export const accountsRows = {
  "accounts.signIn": { ...open("mutation"), who: "anyone", fields: [...session, "recovered"] },
  "accounts.signOut": { ...open("mutation"), who: "signedIn", fields: [] },
  "accounts.me": { ...open("query"), who: "anyone", fields: ["name"] },
  // Who holds a slip's code may use it, once: the code is the right itself.
  "accounts.redeem": {
    ...open("mutation"),
    who: "anyone",
    object: one("slip", "slip-unknown"),
    fields: ["slug", ...session],
  },
  "accounts.join": {
    ...open("mutation"),
    who: "signedIn",
    object: one("slip", "slip-unknown"),
    fields: ["slug"],
  },
  // Who holds the code of a recovery slip, which two clerks agreed to, is its owner.
  "accounts.lookRecovery": {
    ...open("mutation"),
    who: "anyone",
    object: one("recoverySlip", "recovery-slip-unknown"),
    fields: ["signInName"],
  },
  "accounts.recover": {
    ...open("mutation"),
    who: "anyone",
    object: one("recoverySlip", "recovery-slip-unknown"),
    fields: ["slug", ...session],
  },
  "accounts.personas": { ...open("query"), who: "anyone", fields: ["name", "slug", "signInName", "role"] },
  "accounts.signInAs": { ...open("mutation"), who: "anyone", fields: session },
} as const satisfies Rows;
