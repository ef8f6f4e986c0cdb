import { opening } from "@yishi/domain/deciders";
import { type Outcome } from "@yishi/domain/motions";
import { electorates } from "@yishi/domain/electorates";
import { agreements } from "@yishi/domain/motions/agreement";
import { forms, type Option } from "@yishi/domain/motions/forms";
import type { VoteRules } from "@yishi/domain/motions/rules";
import { grounds, statuses } from "@yishi/domain/proposals";
import { type ProposalRules } from "@yishi/domain/proposals/rules";
import type { FollowUp } from "@yishi/domain/resolutions/follow-up";
import { languages } from "@yishi/domain/texts";
import { bigint, boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, day, instant, yuan } from "./foundation.ts";

export const proposals = pgTable("proposals", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  authorId: uuid("author_id").notNull(),
  status: text("status", { enum: statuses }).notNull(),
  year: integer("year"),
  number: integer("number"),
  version: integer("version").notNull(),
  authorNamed: boolean("author_named").notNull(),
  openedAt: instant("opened_at"),
  windowEnds: day("window_ends"),
  cosponsors: integer("cosponsors").notNull(),
  cosponsorsNeeded: integer("cosponsors_needed"),
  reviewDue: day("review_due"),
  firstYes: text("first_yes", { enum: opening }),
  rules: jsonb("rules").$type<ProposalRules>(),
  /** Which of its motions its status goes by. */
  lead: integer("lead").notNull().default(1),
  changedAt: instant("changed_at").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const proposalVersions = pgTable("proposal_versions", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  version: integer("version").notNull(),
  title: text("title"),
  problem: text("problem"),
  wish: text("wish"),
  touches: text("touches"),
  cost: text("cost"),
  lang: text("lang", { enum: languages }).notNull(),
  hash: bytes("hash").notNull(),
  writtenAt: instant("written_at").notNull(),
  erasedAt: instant("erased_at"),
});

export const cosponsors = pgTable("cosponsors", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  residentId: uuid("resident_id").notNull(),
  namePublic: boolean("name_public").notNull(),
  channel: text("channel", { enum: ["app", "desk", "phone", "paper", "visit"] }).notNull(),
  at: instant("at").notNull(),
});

export const reviews = pgTable("reviews", {
  committeeId: uuid("committee_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  version: integer("version").notNull(),
  reviewerId: uuid("reviewer_id").notNull(),
  fromCommittee: boolean("from_committee").notNull(),
  verdict: text("verdict", { enum: ["admit", "return"] }).notNull(),
  ground: text("ground", { enum: grounds }),
  firstYes: text("first_yes", { enum: opening }),
  reason: text("reason"),
  at: instant("at").notNull(),
});

export const motions = pgTable("motions", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  proposalId: uuid("proposal_id").notNull(),
  ordinal: integer("ordinal").notNull(),
  repeats: integer("repeats"),
  status: text("status", {
    enum: [
      "drafted",
      "priorStudied",
      "scheduled",
      "passed",
      "rejected",
      "noQuorum",
      "noticed",
      "objected",
      "setAside",
      "implementing",
      "accepted",
    ],
  }).notNull(),
  version: integer("version").notNull(),
  electorate: text("electorate", { enum: electorates }).notNull(),
  scope: text("scope"),
  special: boolean("special"),
  form: text("form", { enum: forms }).notNull().default("yesNo"),
  options: integer("options").notNull().default(0),
  agreement: text("agreement", { enum: agreements }),
  agreeBy: day("agree_by"),
  rules: jsonb("rules").$type<VoteRules>(),
  priorStudyOn: day("prior_study_on"),
  priorStudyReference: text("prior_study_reference"),
  noticedAt: instant("noticed_at"),
  opensAt: instant("opens_at"),
  closesAt: instant("closes_at"),
  convenerId: uuid("convener_id"),
  appBallotsCount: boolean("app_ballots_count"),
  seats: integer("seats"),
  areaSquareCentimetres: bigint("area_square_centimetres", { mode: "number" }),
  countedAt: instant("counted_at"),
  outcome: jsonb("outcome").$type<Outcome>(),
  followUp: jsonb("follow_up").$type<FollowUp>(),
  factId: uuid("fact_id").notNull(),
});

export const motionVersions = pgTable("motion_versions", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  version: integer("version").notNull(),
  question: text("question"),
  text: text("text"),
  costYuan: yuan("cost_yuan").notNull(),
  moneySource: text("money_source"),
  carriedOutBy: text("carried_out_by"),
  doneBy: day("done_by").notNull(),
  ifRejected: text("if_rejected"),
  why: text("why"),
  options: jsonb("options").$type<readonly Option[]>(),
  lang: text("lang", { enum: languages }).notNull(),
  hash: bytes("hash").notNull(),
  writtenAt: instant("written_at").notNull(),
  erasedAt: instant("erased_at"),
});

export const motionTexts = pgTable("motion_texts", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  version: integer("version").notNull(),
  question: text("question").notNull(),
  text: text("text").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  hash: bytes("hash").notNull(),
  writtenAt: instant("written_at").notNull(),
});
