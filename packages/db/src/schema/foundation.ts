import type { Day } from "@yishi/domain/calendar";
import {
  bigint,
  customType,
  date,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

/** The columns that return everywhere. The SQL files are the truth; these say its types to the statements. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const day = (name: string) => date(name, { mode: "string" }).$type<Day>();
export const yuan = (name: string) => bigint(name, { mode: "number" });
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

export const communities = pgTable("communities", {
  committeeId: uuid("committee_id").notNull(),
  slug: text("slug").notNull(),
  name: text("name").notNull(),
  subdistrictId: uuid("subdistrict_id").notNull(),
  phone: text("phone").notNull(),
  windowPlace: text("window_place").notNull(),
  foundedAt: instant("founded_at").notNull(),
});

export const facts = pgTable("facts", {
  committeeId: uuid("committee_id").notNull(),
  factId: uuid("fact_id").notNull(),
  kind: text("kind").notNull(),
  objectId: uuid("object_id").notNull(),
  actorId: uuid("actor_id").notNull(),
  subjectId: uuid("subject_id"),
  channel: text("channel", {
    enum: ["app", "desk", "phone", "paper", "visit", "meeting", "homeBox"],
  }).notNull(),
  at: instant("at").notNull(),
  body: jsonb("body").$type<object>().notNull(),
});

export const counters = pgTable("counters", {
  committeeId: uuid("committee_id").notNull(),
  kind: text("kind").notNull(),
  year: integer("year").notNull(),
  last: integer("last").notNull(),
});

export const submissions = pgTable("submissions", {
  committeeId: uuid("committee_id").notNull(),
  actorId: uuid("actor_id").notNull(),
  key: uuid("key").notNull(),
  procedure: text("procedure").notNull(),
  requestHash: bytes("request_hash").notNull(),
  answer: jsonb("answer").$type<unknown>(),
  at: instant("at").notNull(),
});
