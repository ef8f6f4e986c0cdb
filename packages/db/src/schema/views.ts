import { amendable, amendmentStates } from "@yishi/domain/amendments";
import { moderationRules } from "@yishi/domain/moderation";
import { languages } from "@yishi/domain/texts";
import { clerkWays, roles, sayingKinds, viewStatuses } from "@yishi/domain/views";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, day, instant } from "./foundation.ts";

export const views = pgTable("views", {
  committeeId: uuid("committee_id").notNull(),
  viewId: uuid("view_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  parentId: uuid("parent_id"),
  kind: text("kind", { enum: sayingKinds }).notNull(),
  status: text("status", { enum: viewStatuses }).notNull(),
  version: integer("version").notNull(),
  authorId: uuid("author_id"),
  memberId: uuid("member_id").notNull(),
  role: text("role", { enum: roles }).notNull(),
  building: text("building").notNull(),
  namePublic: boolean("name_public").notNull(),
  channel: text("channel", { enum: ["app", ...clerkWays] }).notNull(),
  saidAt: instant("said_at").notNull(),
  editedAt: instant("edited_at"),
  answerDue: day("answer_due"),
  factId: uuid("fact_id").notNull(),
});

export const viewVersions = pgTable("view_versions", {
  committeeId: uuid("committee_id").notNull(),
  viewId: uuid("view_id").notNull(),
  version: integer("version").notNull(),
  text: text("text"),
  wording: text("wording"),
  lang: text("lang", { enum: languages }).notNull(),
  hash: bytes("hash").notNull(),
  writtenAt: instant("written_at").notNull(),
  erasedAt: instant("erased_at"),
  erasedGround: text("erased_ground"),
});

export const amendments = pgTable("amendments", {
  committeeId: uuid("committee_id").notNull(),
  viewId: uuid("view_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  version: integer("version").notNull(),
  field: text("field", { enum: amendable }).notNull(),
  state: text("state", { enum: amendmentStates }).notNull(),
  becameVersion: integer("became_version"),
  reason: text("reason"),
  decidedAt: instant("decided_at"),
  factId: uuid("fact_id").notNull(),
});

export const moderations = pgTable("moderations", {
  committeeId: uuid("committee_id").notNull(),
  viewId: uuid("view_id").notNull(),
  rule: text("rule", { enum: moderationRules }).notNull(),
  reason: text("reason"),
  moderatorId: uuid("moderator_id").notNull(),
  hiddenAt: instant("hidden_at").notNull(),
  appeal: text("appeal"),
  appealedAt: instant("appealed_at"),
  appealDue: day("appeal_due"),
  deciderId: uuid("decider_id"),
  decision: text("decision"),
  outcome: text("outcome", { enum: ["upheld", "restored", "takenBack"] }),
  decidedAt: instant("decided_at"),
  factId: uuid("fact_id").notNull(),
});
