import { acceptingRoles, courtEnds, objectionCodes, objectionGrounds } from "@yishi/domain/resolutions/steps";
import { languages } from "@yishi/domain/texts";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day, instant, yuan } from "./foundation.ts";

const fen = yuan;

export const resolutions = pgTable("resolutions", {
  committeeId: uuid("committee_id").notNull(),
  resolutionId: uuid("resolution_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  year: integer("year").notNull(),
  number: integer("number").notNull(),
  publishedAt: instant("published_at").notNull(),
  noticeEnds: day("notice_ends").notNull(),
  publisherId: uuid("publisher_id").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const milestones = pgTable("milestones", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  ordinal: integer("ordinal").notNull(),
  title: text("title").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  responsible: text("responsible").notNull(),
  dueOn: day("due_on").notNull(),
  doneOn: day("done_on"),
  expectedOn: day("expected_on"),
  costFen: fen("cost_fen").notNull().default(0),
  spentFen: fen("spent_fen"),
  reference: text("reference"),
  factId: uuid("fact_id").notNull(),
});

export const milestoneChanges = pgTable("milestone_changes", {
  committeeId: uuid("committee_id").notNull(),
  changeId: uuid("change_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  ordinal: integer("ordinal").notNull(),
  fromDay: day("from_day").notNull(),
  toDay: day("to_day").notNull(),
  reason: text("reason").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const objections = pgTable("objections", {
  committeeId: uuid("committee_id").notNull(),
  objectionId: uuid("objection_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  residentId: uuid("resident_id"),
  memberId: uuid("member_id"),
  asSupervisor: boolean("as_supervisor").notNull(),
  building: text("building").notNull(),
  ground: text("ground", { enum: objectionGrounds }).notNull(),
  code: text("code", { enum: [...objectionCodes.law, ...objectionCodes.procedure] }).notNull(),
  text: text("text"),
  lang: text("lang", { enum: languages }).notNull(),
  status: text("status", { enum: ["open", "rejected", "upheld"] }).notNull(),
  channel: text("channel", { enum: ["app", "desk"] }).notNull(),
  filedAt: instant("filed_at").notNull(),
  dueOn: day("due_on").notNull(),
  answeredAt: instant("answered_at"),
  answeredBy: uuid("answered_by"),
  answer: text("answer"),
  answerLang: text("answer_lang", { enum: languages }),
  factId: uuid("fact_id").notNull(),
});

export const courtCases = pgTable("court_cases", {
  committeeId: uuid("committee_id").notNull(),
  caseId: uuid("case_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  court: text("court").notNull(),
  acceptedOn: day("accepted_on").notNull(),
  reference: text("reference").notNull(),
  endedOn: day("ended_on"),
  endedHow: text("ended_how", { enum: courtEnds }),
  endedReference: text("ended_reference"),
  factId: uuid("fact_id").notNull(),
});

export const acceptances = pgTable("acceptances", {
  committeeId: uuid("committee_id").notNull(),
  acceptanceId: uuid("acceptance_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  round: integer("round").notNull(),
  residentId: uuid("resident_id"),
  memberId: uuid("member_id"),
  role: text("role", { enum: acceptingRoles }).notNull(),
  accepted: boolean("accepted").notNull(),
  missing: text("missing"),
  lang: text("lang", { enum: languages }).notNull(),
  channel: text("channel", { enum: ["app", "desk"] }).notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const followUps = pgTable("follow_ups", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  round: integer("round").notNull(),
  residentId: uuid("resident_id").notNull(),
  score: integer("score").notNull(),
  words: text("words"),
  lang: text("lang", { enum: languages }).notNull(),
  channel: text("channel", { enum: ["app", "desk"] }).notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});
