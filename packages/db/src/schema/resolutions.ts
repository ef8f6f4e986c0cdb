import { languages } from "@yishi/domain/texts";
import { integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "./foundation.ts";

export const resolutions = pgTable("resolutions", {
  committeeId: uuid("committee_id").notNull(),
  resolutionId: uuid("resolution_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  year: integer("year").notNull(),
  number: integer("number").notNull(),
  publishedAt: instant("published_at").notNull(),
  noticeEnds: day("notice_ends").notNull(),
  publisherId: uuid("publisher_id").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const milestones = pgTable("milestones", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  ordinal: integer("ordinal").notNull(),
  title: text("title").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  responsible: text("responsible").notNull(),
  dueOn: day("due_on").notNull(),
  doneOn: day("done_on"),
  factId: uuid("fact_id").notNull(),
});
