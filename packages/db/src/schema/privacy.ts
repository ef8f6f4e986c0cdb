import { consentPurposes } from "@yishi/domain/privacy/consents";
import { languages } from "@yishi/domain/texts";
import { boolean, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "./foundation.ts";

export const consents = pgTable("consents", {
  committeeId: uuid("committee_id").notNull(),
  consentId: uuid("consent_id").notNull(),
  residentId: uuid("resident_id").notNull(),
  purpose: text("purpose", { enum: consentPurposes }).notNull(),
  objectId: uuid("object_id").notNull(),
  given: boolean("given").notNull(),
  /** The version of the words that were shown when it was given or taken back. */
  words: text("words").notNull(),
  channel: text("channel", { enum: ["app", "desk", "phone", "paper", "visit", "meeting"] }).notNull(),
  actorId: uuid("actor_id").notNull(),
  at: instant("at").notNull(),
});

export const contests = pgTable("contests", {
  committeeId: uuid("committee_id").notNull(),
  contestId: uuid("contest_id").notNull(),
  residentId: uuid("resident_id").notNull(),
  asks: text("asks", { enum: ["correct", "delete"] }).notNull(),
  about: text("about").notNull(),
  wrong: text("wrong"),
  wanted: text("wanted"),
  lang: text("lang", { enum: languages }).notNull(),
  status: text("status", { enum: ["open", "accepted", "refused", "withdrawn"] }).notNull(),
  channel: text("channel", { enum: ["app", "desk"] }).notNull(),
  filedAt: instant("filed_at").notNull(),
  dueOn: day("due_on").notNull(),
  answeredAt: instant("answered_at"),
  answeredBy: uuid("answered_by"),
  answer: text("answer"),
  erasedAt: instant("erased_at"),
  erasedGround: text("erased_ground"),
  factId: uuid("fact_id").notNull(),
});
