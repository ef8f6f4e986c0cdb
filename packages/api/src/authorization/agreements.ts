import { mutation, one, own, type Rows } from "./rows.ts";

const drafted = {
  ...mutation("motions.draft"),
  object: one("motion"),
  fields: ["motionId", "version"],
} as const;
const proposers = {
  ...mutation("member"),
  subject: "selfOrDesk",
  object: own("motion"),
  fields: ["motionId"],
} as const;

export const agreementsRows = {
  "agreements.agree": proposers,
  "agreements.put": proposers,
  "agreements.takeOver": drafted,
  "agreements.letBothGo": drafted,
} as const satisfies Rows;
