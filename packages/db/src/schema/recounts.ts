import { claims } from "@yishi/domain/recounts";
import { recountKinds } from "@yishi/domain/resolutions/steps";
import { languages } from "@yishi/domain/texts";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "./foundation.ts";

export const recounts = pgTable("recounts", {
  committeeId: uuid("committee_id").notNull(),
  recountId: uuid("recount_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  kind: text("kind", { enum: recountKinds }).notNull(),
  claim: text("claim", { enum: claims }),
  seat: integer("seat"),
  residentId: uuid("resident_id"),
  memberId: uuid("member_id"),
  text: text("text"),
  lang: text("lang", { enum: languages }).notNull(),
  channel: text("channel", { enum: ["app", "desk"] }).notNull(),
  status: text("status", { enum: ["open", "done"] }).notNull(),
  askedAt: instant("asked_at").notNull(),
  dueOn: day("due_on").notNull(),
  doneAt: instant("done_at"),
  wrong: integer("wrong"),
  same: boolean("same"),
  turns: boolean("turns"),
  factId: uuid("fact_id").notNull(),
});

export const recountFindings = pgTable("recount_findings", {
  committeeId: uuid("committee_id").notNull(),
  recountId: uuid("recount_id").notNull(),
  scrutineerId: uuid("scrutineer_id").notNull(),
  holds: boolean("holds"),
  desk: integer("desk"),
  homeBox: integer("home_box"),
  meeting: integer("meeting"),
  at: instant("at").notNull(),
});
