import { posts as postNames } from "@yishi/domain/roles";
import type { RollLine } from "@yishi/domain/membership/roll";
import { languages } from "@yishi/domain/texts";
import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, day, instant } from "./foundation.ts";

export const households = pgTable("households", {
  committeeId: uuid("committee_id").notNull(),
  householdId: uuid("household_id").notNull(),
  building: text("building").notNull(),
  stairwell: text("stairwell").notNull(),
  door: text("door").notNull(),
});

export const residents = pgTable("residents", {
  committeeId: uuid("committee_id").notNull(),
  residentId: uuid("resident_id").notNull(),
  householdId: uuid("household_id").notNull(),
  name: text("name"),
  born: day("born"),
  joinedOn: day("joined_on").notNull(),
  leftOn: day("left_on"),
});

export const members = pgTable("members", {
  committeeId: uuid("committee_id").notNull(),
  memberId: uuid("member_id").notNull(),
  accountId: uuid("account_id"),
  residentId: uuid("resident_id"),
  name: text("name").notNull(),
  joinedAt: instant("joined_at").notNull(),
  leftAt: instant("left_at"),
});

export const posts = pgTable("posts", {
  committeeId: uuid("committee_id").notNull(),
  postId: uuid("post_id").notNull(),
  memberId: uuid("member_id").notNull(),
  post: text("post", { enum: postNames }).notNull(),
  appointedBy: text("appointed_by").notNull(),
  appointedOn: day("appointed_on").notNull(),
  reference: text("reference").notNull(),
  fromAt: instant("from_at").notNull(),
  untilAt: instant("until_at").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const rollImports = pgTable("roll_imports", {
  committeeId: uuid("committee_id").notNull(),
  importId: uuid("import_id").notNull(),
  memberId: uuid("member_id").notNull(),
  fileName: text("file_name").notNull(),
  fileHash: bytes("file_hash").notNull(),
  /** Of the roll that the file was compared with. */
  rollHash: bytes("roll_hash"),
  lines: jsonb("lines").$type<readonly RollLine[]>(),
  readAt: instant("read_at").notNull(),
  appliedAt: instant("applied_at"),
});

export const charters = pgTable("charters", {
  committeeId: uuid("committee_id").notNull(),
  version: integer("version").notNull(),
  text: text("text").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  appBallotsCount: boolean("app_ballots_count").notNull(),
  adoptedOn: day("adopted_on").notNull(),
  resolution: text("resolution").notNull(),
  factId: uuid("fact_id").notNull(),
});
