import { grounds, statuses, verdicts } from "@yishi/domain/challenges";
import { languages } from "@yishi/domain/texts";
import { integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./foundation.ts";

export const challenges = pgTable("challenges", {
  committeeId: uuid("committee_id").notNull(),
  challengeId: uuid("challenge_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  residentId: uuid("resident_id"),
  unitId: uuid("unit_id"),
  ground: text("ground", { enum: grounds }).notNull(),
  words: text("words"),
  lang: text("lang", { enum: languages }).notNull(),
  channel: text("channel", { enum: ["app", "desk"] }).notNull(),
  filedAt: instant("filed_at").notNull(),
  dueAt: instant("due_at").notNull(),
  status: text("status", { enum: statuses }).notNull(),
  verdict: text("verdict", { enum: verdicts }),
  ofResidentId: uuid("of_resident_id"),
  ofUnitId: uuid("of_unit_id"),
  answer: text("answer"),
  answerLang: text("answer_lang", { enum: languages }),
  proposedBy: uuid("proposed_by"),
  proposedAt: instant("proposed_at"),
  differs: text("differs"),
  answeredBy: uuid("answered_by"),
  answeredAt: instant("answered_at"),
  factId: uuid("fact_id").notNull(),
});

export const seatChanges = pgTable("seat_changes", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  change: integer("change").notNull(),
  what: text("what", { enum: ["added", "struck"] }).notNull(),
  seat: integer("seat").notNull(),
  residentId: uuid("resident_id"),
  challengeId: uuid("challenge_id").notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});
