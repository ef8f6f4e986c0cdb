import { bigint, boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./foundation.ts";

export const seats = pgTable("seats", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  seat: integer("seat").notNull(),
  kind: text("kind", { enum: ["person", "household", "owner", "representative", "member"] }).notNull(),
  householdId: uuid("household_id"),
  building: text("building").notNull(),
  areaSquareCentimetres: bigint("area_square_centimetres", { mode: "number" }),
});

export const seatHolders = pgTable("seat_holders", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  seat: integer("seat").notNull(),
  residentId: uuid("resident_id").notNull(),
  recused: boolean("recused").notNull(),
});

const channels = ["app", "desk", "homeBox", "meeting"] as const;

/** Without its choice: that column is not the server's to read. */
export const ballots = pgTable("ballots", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  seat: integer("seat").notNull(),
  binding: boolean("binding").notNull(),
  channel: text("channel", { enum: channels }).notNull(),
  actorId: uuid("actor_id").notNull(),
  secondClerkId: uuid("second_clerk_id"),
  residentId: uuid("resident_id"),
  key: uuid("key").notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});

/** Without its choice, like the ballots. */
export const paperReadings = pgTable("paper_readings", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  seat: integer("seat").notNull(),
  channel: text("channel", { enum: ["desk", "homeBox", "meeting"] }).notNull(),
  clerkId: uuid("clerk_id").notNull(),
  at: instant("at").notNull(),
});

export const countSheets = pgTable("count_sheets", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  scrutineerId: uuid("scrutineer_id").notNull(),
  desk: integer("desk").notNull(),
  homeBox: integer("home_box").notNull(),
  meeting: integer("meeting").notNull(),
  at: instant("at").notNull(),
});
