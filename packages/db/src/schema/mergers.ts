import { statuses, suggesters } from "@yishi/domain/mergers";
import { languages } from "@yishi/domain/texts";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, day, instant } from "./foundation.ts";

export const mergers = pgTable("mergers", {
  committeeId: uuid("committee_id").notNull(),
  mergerId: uuid("merger_id").notNull(),
  fromId: uuid("from_id").notNull(),
  intoId: uuid("into_id").notNull(),
  status: text("status", { enum: statuses }).notNull(),
  suggestedAs: text("suggested_as", { enum: suggesters }),
  version: integer("version").notNull(),
  fromVersion: integer("from_version").notNull(),
  intoVersion: integer("into_version").notNull(),
  fromYes: boolean("from_yes").notNull(),
  intoYes: boolean("into_yes").notNull(),
  answerBy: day("answer_by").notNull(),
  why: text("why").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  askedAt: instant("asked_at").notNull(),
  changedAt: instant("changed_at").notNull(),
  reason: text("reason"),
  reasonLang: text("reason_lang", { enum: languages }),
  factId: uuid("fact_id").notNull(),
});

export const mergerVersions = pgTable("merger_versions", {
  committeeId: uuid("committee_id").notNull(),
  mergerId: uuid("merger_id").notNull(),
  version: integer("version").notNull(),
  title: text("title").notNull(),
  problem: text("problem").notNull(),
  wish: text("wish").notNull(),
  touches: text("touches").notNull(),
  cost: text("cost").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  hash: bytes("hash").notNull(),
  writtenAt: instant("written_at").notNull(),
});

export const supportAnswers = pgTable("support_answers", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  residentId: uuid("resident_id").notNull(),
  supports: boolean("supports").notNull(),
  channel: text("channel", { enum: ["app", "desk"] }).notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});
