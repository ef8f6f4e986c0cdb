import { fileKinds, subjectKinds } from "@yishi/domain/files";
import { moderationRules } from "@yishi/domain/moderation";
import { sponsorStates } from "@yishi/domain/sponsors";
import { languages } from "@yishi/domain/texts";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./foundation.ts";

export const drafts = pgTable("drafts", {
  committeeId: uuid("committee_id").notNull(),
  draftId: uuid("draft_id").notNull(),
  authorId: uuid("author_id").notNull(),
  revision: integer("revision").notNull(),
  finishedRevision: integer("finished_revision"),
  title: text("title").notNull(),
  problem: text("problem").notNull(),
  wish: text("wish").notNull(),
  touches: text("touches").notNull(),
  cost: text("cost").notNull(),
  named: boolean("author_named"),
  lang: text("lang", { enum: languages }).notNull(),
  savedAt: instant("saved_at").notNull(),
});

export const files = pgTable("files", {
  committeeId: uuid("committee_id").notNull(),
  fileId: uuid("file_id").notNull(),
  subjectKind: text("subject_kind", { enum: subjectKinds }).notNull(),
  subjectId: uuid("subject_id").notNull(),
  authorId: uuid("author_id").notNull(),
  kind: text("kind", { enum: fileKinds }).notNull(),
  says: text("says"),
  lang: text("lang", { enum: languages }).notNull(),
  size: integer("size").notNull(),
  width: integer("width"),
  height: integer("height"),
  hash: bytes("hash").notNull(),
  addedAt: instant("added_at").notNull(),
  rule: text("rule", { enum: moderationRules }),
  reason: text("reason"),
  hiderId: uuid("hider_id"),
  hiddenAt: instant("hidden_at"),
  panelOnly: boolean("panel_only").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const fileBytes = pgTable("file_bytes", {
  committeeId: uuid("committee_id").notNull(),
  fileId: uuid("file_id").notNull(),
  part: text("part", { enum: ["whole", "preview"] }).notNull(),
  bytes: bytes("bytes").notNull(),
});

export const sponsorships = pgTable("sponsorships", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  authorId: uuid("author_id").notNull(),
  sponsorId: uuid("sponsor_id").notNull(),
  state: text("state", { enum: sponsorStates }).notNull(),
  version: integer("version"),
  fileIds: uuid("file_ids").array().notNull(),
  named: boolean("named").notNull(),
  askedAt: instant("asked_at").notNull(),
  answeredAt: instant("answered_at"),
  factId: uuid("fact_id").notNull(),
});
