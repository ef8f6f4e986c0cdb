import { documents } from "@yishi/domain/charters";
import { languages } from "@yishi/domain/texts";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day } from "./foundation.ts";

export const charters = pgTable("charters", {
  committeeId: uuid("committee_id").notNull(),
  document: text("document", { enum: documents }).notNull(),
  version: integer("version").notNull(),
  text: text("text").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  appBallotsCount: boolean("app_ballots_count"),
  namesShown: boolean("names_shown"),
  adoptedOn: day("adopted_on").notNull(),
  resolutionId: uuid("resolution_id"),
  paper: text("paper"),
  factId: uuid("fact_id").notNull(),
});

export const charterFilings = pgTable("charter_filings", {
  committeeId: uuid("committee_id").notNull(),
  document: text("document", { enum: documents }).notNull(),
  version: integer("version").notNull(),
  filedOn: day("filed_on").notNull(),
  factId: uuid("fact_id").notNull(),
});
