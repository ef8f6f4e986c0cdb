import { languages } from "@yishi/domain/texts";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day } from "./foundation.ts";

export const charters = pgTable("charters", {
  committeeId: uuid("committee_id").notNull(),
  version: integer("version").notNull(),
  text: text("text").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  appBallotsCount: boolean("app_ballots_count").notNull(),
  adoptedOn: day("adopted_on").notNull(),
  resolution: text("resolution").notNull(),
  factId: uuid("fact_id").notNull(),
});
