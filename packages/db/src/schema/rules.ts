import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "./foundation.ts";

export const ruleChanges = pgTable("rule_changes", {
  committeeId: uuid("committee_id").notNull(),
  changeId: uuid("change_id").notNull(),
  key: text("key").notNull(),
  value: jsonb("value").$type<unknown>().notNull(),
  resolutionId: uuid("resolution_id"),
  paper: text("paper"),
  adoptedOn: day("adopted_on").notNull(),
  effectiveFrom: day("effective_from").notNull(),
  recordedAt: instant("recorded_at").notNull(),
  factId: uuid("fact_id").notNull(),
});
