import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

export const motionsRows = {
  "motions.scopes": { ...query("motions.draft"), fields: ["groups", "buildings"] },
  "motions.draft": {
    ...mutation("motions.draft"),
    object: one("proposal"),
    fields: ["motionId", "version"],
  },
  "motions.recordPriorStudy": {
    ...mutation("motions.recordPriorStudy"),
    object: one("motion"),
    fields: ["motionId"],
  },
  "motions.scheduling": {
    ...query("motions.schedule"),
    object: one("motion"),
    fields: [
      ...["earliest", "noticeDays", "seats", "quorumNeeded", "appBallotsCount"],
      ...under("windowDays", "min", "max"),
      ...under("area", "all", "needed"),
      ...under("meetings", "meetingId", "year", "number", "title", "lang", "startsAt", "place"),
    ],
  },
  "motions.repeating": {
    ...query("motions.schedule"),
    object: one("motion"),
    fields: [
      ...["earliest", "latest", "announceBy", "open", "noticeDays", "seats", "quorumNeeded"],
      ...under("windowDays", "min", "max"),
    ],
  },
  "motions.repeat": {
    ...mutation("motions.schedule"),
    object: one("motion"),
    fields: ["motionId", "ordinal", "seats"],
  },
  "motions.schedule": { ...mutation("motions.schedule"), object: one("motion"), fields: ["seats"] },
} as const satisfies Rows;
