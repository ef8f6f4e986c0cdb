import { mutation, one, type Rows } from "./rows.ts";

export const resolutionsRows = {
  "resolutions.publish": {
    ...mutation("resolutions.publish"),
    object: one("motion"),
    fields: ["year", "number"],
  },
  "resolutions.plan": {
    ...mutation("resolutions.carryOut"),
    object: one("motion"),
    fields: ["milestones"],
  },
  "resolutions.addMilestone": {
    ...mutation("resolutions.carryOut"),
    object: one("motion"),
    fields: ["ordinal"],
  },
  "resolutions.revise": {
    ...mutation("resolutions.carryOut"),
    object: one("milestone"),
    fields: ["ordinal"],
  },
  "resolutions.complete": {
    ...mutation("resolutions.carryOut"),
    object: one("milestone"),
    fields: ["ordinal"],
  },
} as const satisfies Rows;
