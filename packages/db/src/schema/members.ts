import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./foundation.ts";

export const members = pgTable("members", {
  committeeId: uuid("committee_id").notNull(),
  memberId: uuid("member_id").notNull(),
  accountId: uuid("account_id"),
  residentId: uuid("resident_id"),
  name: text("name").notNull(),
  servesAs: text("serves_as"),
  joinedAt: instant("joined_at").notNull(),
  leftAt: instant("left_at"),
});
