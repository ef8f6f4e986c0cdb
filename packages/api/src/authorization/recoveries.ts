import { mutation, one, query, type Rows } from "./rows.ts";

export const recoveriesRows = {
  "recoveries.list": {
    ...query("accounts.recover"),
    fields: [
      ...["recoveryId", "name", "building", "stairwell", "door", "proof", "state", "opener", "confirmer"],
      ...["openedAt", "confirmBy", "lapsed", "mine"],
    ],
  },
  "recoveries.open": { ...mutation("accounts.recover"), object: one("resident"), fields: ["recoveryId"] },
  "recoveries.confirm": {
    ...mutation("accounts.recover"),
    object: one("recovery"),
    fields: ["name", "code", "expiresAt"],
  },
} as const satisfies Rows;
