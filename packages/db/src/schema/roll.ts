import type { RollNote } from "@yishi/domain/roll/file";
import type { RollLine } from "@yishi/domain/roll/lines";
import { rollEntryKinds, type ImportCounts } from "@yishi/domain/roll/entries";
import { residences } from "@yishi/domain/roll/residence";
import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, day, instant } from "./foundation.ts";

export const households = pgTable("households", {
  committeeId: uuid("committee_id").notNull(),
  householdId: uuid("household_id").notNull(),
  building: text("building").notNull(),
  stairwell: text("stairwell").notNull(),
  door: text("door").notNull(),
  part: text("part").notNull(),
  group: text("residents_group"),
  grid: text("grid"),
});

export const residents = pgTable("residents", {
  committeeId: uuid("committee_id").notNull(),
  residentId: uuid("resident_id").notNull(),
  householdId: uuid("household_id").notNull(),
  name: text("name"),
  born: day("born"),
  residence: text("residence", { enum: residences }).notNull(),
  livedSince: day("lived_since"),
  joinedOn: day("joined_on").notNull(),
  leftOn: day("left_on"),
});

export const rollEntries = pgTable("roll_entries", {
  committeeId: uuid("committee_id").notNull(),
  entryId: uuid("entry_id").notNull(),
  kind: text("kind", { enum: rollEntryKinds }).notNull(),
  residentId: uuid("resident_id"),
  householdId: uuid("household_id").notNull(),
  fromHouseholdId: uuid("from_household_id"),
  onDay: day("on_day").notNull(),
  reference: text("reference"),
  beforeName: text("before_name"),
  beforeBorn: day("before_born"),
  beforeResidence: text("before_residence", { enum: residences }),
  beforeLivedSince: day("before_lived_since"),
  beforeGroup: text("before_group"),
  beforeGrid: text("before_grid"),
  at: instant("at").notNull(),
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
  notes: jsonb("notes").$type<readonly RollNote[]>(),
  ignored: jsonb("ignored").$type<readonly string[]>().notNull(),
  counts: jsonb("counts").$type<ImportCounts>(),
  readAt: instant("read_at").notNull(),
  appliedAt: instant("applied_at"),
});
