import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

const guest = ["memberId", "name", "servesAs", "hasAccount", "posts"];

export const guestsRows = {
  "guests.list": { ...query("posts.appoint"), fields: guest },
  "guests.forSlips": { ...query("slips.issue"), fields: guest },
  "guests.enter": { ...mutation("posts.appoint"), fields: ["memberId"] },
  "guests.remove": { ...mutation("posts.appoint"), object: one("guest"), fields: ["memberId"] },
  "guests.appointing": {
    ...query("posts.appoint"),
    object: one("guest"),
    fields: [
      "allowed",
      ...under("concerned", "memberId", "name", "post", "residentId", "sameHousehold", "declaredKin"),
    ],
  },
  "guests.appoint": { ...mutation("posts.appoint"), object: one("guest"), fields: ["postId"] },
  "guests.issueSlip": {
    ...mutation("slips.issue"),
    object: one("guest"),
    fields: ["slipId", "serial", "name", "building", "stairwell", "door", "code", "batch", "expiresAt"],
  },
} as const satisfies Rows;
