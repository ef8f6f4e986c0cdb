import { mutation, one, type Rows } from "./rows.ts";

export const slipsRows = {
  "slips.issue": {
    ...mutation("slips.issue"),
    object: one("resident"),
    fields: ["name", "building", "stairwell", "door", "code", "expiresAt"],
  },
} as const satisfies Rows;
