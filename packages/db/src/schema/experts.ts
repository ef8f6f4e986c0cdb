import { checkers, papers, statuses } from "@yishi/domain/experts";
import { languages } from "@yishi/domain/texts";
import { integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "./foundation.ts";

export const experts = pgTable("experts", {
  committeeId: uuid("committee_id").notNull(),
  expertId: uuid("expert_id").notNull(),
  memberId: uuid("member_id").notNull(),
  status: text("status", { enum: statuses }).notNull(),
  round: integer("round").notNull(),
  fields: text("fields").array().notNull(),
  formerPost: text("former_post"),
  years: integer("years"),
  motto: text("motto"),
  lang: text("lang", { enum: languages }),
  confirmBy: day("confirm_by"),
  termEnds: day("term_ends"),
  begunAt: instant("begun_at").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const expertChecks = pgTable("expert_checks", {
  committeeId: uuid("committee_id").notNull(),
  expertId: uuid("expert_id").notNull(),
  round: integer("round").notNull(),
  checkerId: uuid("checker_id").notNull(),
  asOf: text("as_of", { enum: checkers }).notNull(),
  seen: text("seen", { enum: papers }).notNull(),
  issuer: text("issuer").notNull(),
  at: instant("at").notNull(),
});

export const expertNamings = pgTable("expert_namings", {
  committeeId: uuid("committee_id").notNull(),
  residentId: uuid("resident_id").notNull(),
  namerId: uuid("namer_id").notNull(),
  channel: text("channel", { enum: ["app", "desk"] }).notNull(),
  at: instant("at").notNull(),
});

export const expertFields = pgTable("expert_fields", {
  committeeId: uuid("committee_id").notNull(),
  fieldId: uuid("field_id").notNull(),
  name: text("name").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  addedBy: uuid("added_by").notNull(),
  at: instant("at").notNull(),
});
