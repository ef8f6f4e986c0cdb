import { relations } from "@yishi/domain/kinships";
import { endings, records } from "@yishi/domain/posts";
import { reasons } from "@yishi/domain/recusals";
import { posts as postNames } from "@yishi/domain/roles";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "./foundation.ts";

export const posts = pgTable("posts", {
  committeeId: uuid("committee_id").notNull(),
  postId: uuid("post_id").notNull(),
  memberId: uuid("member_id").notNull(),
  post: text("post", { enum: postNames }).notNull(),
  appointedBy: text("appointed_by").notNull(),
  appointedOn: day("appointed_on").notNull(),
  record: text("record", { enum: records }).notNull(),
  reference: text("reference").notNull(),
  resolutionId: uuid("resolution_id"),
  fromAt: instant("from_at").notNull(),
  untilAt: instant("until_at").notNull(),
  ended: text("ended", { enum: endings }),
  endedBy: text("ended_by"),
  endedReference: text("ended_reference"),
  factId: uuid("fact_id").notNull(),
});

export const kinships = pgTable("kinships", {
  committeeId: uuid("committee_id").notNull(),
  kinshipId: uuid("kinship_id").notNull(),
  residentId: uuid("resident_id").notNull(),
  otherId: uuid("other_id").notNull(),
  relation: text("relation", { enum: relations }).notNull(),
  declaredOn: day("declared_on").notNull(),
  struckAt: instant("struck_at"),
  factId: uuid("fact_id").notNull(),
});

export const recusals = pgTable("recusals", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  memberId: uuid("member_id").notNull(),
  post: text("post", { enum: postNames }).notNull(),
  reason: text("reason", { enum: reasons }).notNull(),
  askedBy: uuid("asked_by"),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});
