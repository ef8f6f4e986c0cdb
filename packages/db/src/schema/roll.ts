import type { RollLine } from "@yishi/domain/roll/file";
import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
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
