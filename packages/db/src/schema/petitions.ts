import { declineGrounds, meetings, statuses, ways, type Counts } from "@yishi/domain/petitions";
import { languages } from "@yishi/domain/texts";
import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, day, instant } from "./foundation.ts";

export const petitions = pgTable("petitions", {
  committeeId: uuid("committee_id").notNull(),
  petitionId: uuid("petition_id").notNull(),
  authorId: uuid("author_id").notNull(),
  meeting: text("meeting", { enum: meetings }).notNull(),
  proposalId: uuid("proposal_id"),
  status: text("status", { enum: statuses }).notNull(),
  year: integer("year").notNull(),
  number: integer("number").notNull(),
  title: text("title"),
  asks: text("asks"),
  lang: text("lang", { enum: languages }).notNull(),
  hash: bytes("hash").notNull(),
  openedAt: instant("opened_at").notNull(),
  windowEnds: day("window_ends").notNull(),
  bases: jsonb("bases").$type<Counts>().notNull(),
  rules: jsonb("rules").notNull(),
  metBy: text("met_by", { enum: ways }),
  dueOn: day("due_on"),
  meetingOn: day("meeting_on"),
  ground: text("ground", { enum: declineGrounds }),
  answer: text("answer"),
  answerLang: text("answer_lang", { enum: languages }),
  answeredBy: uuid("answered_by"),
  answeredAt: instant("answered_at"),
  factId: uuid("fact_id").notNull(),
});

export const petitionSignatures = pgTable("petition_signatures", {
  committeeId: uuid("committee_id").notNull(),
  petitionId: uuid("petition_id").notNull(),
  residentId: uuid("resident_id").notNull(),
  householdId: uuid("household_id").notNull(),
  representative: boolean("representative").notNull(),
  channel: text("channel", { enum: ["app", "desk"] }).notNull(),
  at: instant("at").notNull(),
});
