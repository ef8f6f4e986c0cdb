import { departments, kept } from "@yishi/domain/deciders";
import { languages } from "@yishi/domain/texts";
import { integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "./foundation.ts";

export const draftAnswers = pgTable("draft_answers", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  firstYes: text("first_yes", { enum: kept }).notNull(),
  department: text("department", { enum: departments }),
});

export const appeals = pgTable("appeals", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  reason: text("reason").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  filedAt: instant("filed_at").notNull(),
  decideBy: day("decide_by").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const appealDecisions = pgTable("appeal_decisions", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  decides: text("decides", { enum: ["admit", "uphold"] }).notNull(),
  metOn: day("met_on").notNull(),
  members: integer("members").notNull(),
  present: integer("present").notNull(),
  quorumNeeded: integer("quorum_needed").notNull(),
  inFavour: integer("in_favour").notNull(),
  opposed: integer("opposed").notNull(),
  needed: integer("needed").notNull(),
  reference: text("reference").notNull(),
  reason: text("reason").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  recorderId: uuid("recorder_id").notNull(),
  decidedAt: instant("decided_at").notNull(),
  factId: uuid("fact_id").notNull(),
});
