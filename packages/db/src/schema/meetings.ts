import { kinds, signers, statuses } from "@yishi/domain/meetings/meeting";
import { attendanceChannels } from "@yishi/domain/meetings/attendance";
import { languages } from "@yishi/domain/texts";
import { boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, day, instant } from "./foundation.ts";

export const meetings = pgTable("meetings", {
  committeeId: uuid("committee_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  kind: text("kind", { enum: kinds }).notNull(),
  group: text("residents_group"),
  status: text("status", { enum: statuses }).notNull(),
  year: integer("year").notNull(),
  number: integer("number").notNull(),
  convenerId: uuid("convener_id").notNull(),
  petitionId: uuid("petition_id"),
  calledAt: instant("called_at").notNull(),
  startsAt: instant("starts_at").notNull(),
  place: text("place").notNull(),
  title: text("title").notNull(),
  notice: text("notice").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  hash: bytes("hash").notNull(),
  seats: integer("seats").notNull(),
  rules: jsonb("rules").notNull(),
  present: integer("present"),
  correctUntil: day("correct_until"),
  factId: uuid("fact_id").notNull(),
});

export const meetingItems = pgTable("meeting_items", {
  committeeId: uuid("committee_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  item: integer("item").notNull(),
  title: text("title").notNull(),
  proposalId: uuid("proposal_id"),
});

export const meetingChanges = pgTable("meeting_changes", {
  committeeId: uuid("committee_id").notNull(),
  changeId: uuid("change_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  kind: text("kind", { enum: ["moved", "calledOff"] }).notNull(),
  fromStartsAt: instant("from_starts_at").notNull(),
  fromPlace: text("from_place").notNull(),
  toStartsAt: instant("to_starts_at"),
  toPlace: text("to_place"),
  reason: text("reason").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const meetingAttendance = pgTable("meeting_attendance", {
  committeeId: uuid("committee_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  seat: integer("seat").notNull(),
  holderId: uuid("holder_id").notNull(),
  present: boolean("present").notNull(),
  channel: text("channel", { enum: attendanceChannels }).notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const minuteEntries = pgTable("minute_entries", {
  committeeId: uuid("committee_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  item: integer("item").notNull(),
  version: integer("version").notNull(),
  said: text("said"),
  resolution: text("resolution"),
  votesFor: integer("agreed"),
  votesAgainst: integer("opposed"),
  votesAbstain: integer("withheld"),
  carriedOutBy: text("carried_out_by"),
  dueOn: day("due_on"),
  lang: text("lang", { enum: languages }).notNull(),
  hash: bytes("hash").notNull(),
  writtenAt: instant("written_at").notNull(),
});

export const minuteCorrections = pgTable("minute_corrections", {
  committeeId: uuid("committee_id").notNull(),
  correctionId: uuid("correction_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  item: integer("item").notNull(),
  askerId: uuid("asker_id").notNull(),
  wrong: text("wrong"),
  lang: text("lang", { enum: languages }).notNull(),
  status: text("status", { enum: ["open", "accepted", "refused"] }).notNull(),
  askedAt: instant("asked_at").notNull(),
  answeredBy: uuid("answered_by"),
  answeredAt: instant("answered_at"),
  reason: text("reason"),
  reasonLang: text("reason_lang", { enum: languages }),
  version: integer("version"),
  factId: uuid("fact_id").notNull(),
});

export const minuteSignatures = pgTable("minute_signatures", {
  committeeId: uuid("committee_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  signedAs: text("signed_as", { enum: signers }).notNull(),
  memberId: uuid("member_id").notNull(),
  hash: bytes("hash").notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const minuteSupplements = pgTable("minute_supplements", {
  committeeId: uuid("committee_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  ordinal: integer("ordinal").notNull(),
  memberId: uuid("member_id").notNull(),
  text: text("text").notNull(),
  lang: text("lang", { enum: languages }).notNull(),
  hash: bytes("hash").notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const meetingUndertakings = pgTable("meeting_undertakings", {
  committeeId: uuid("committee_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  item: integer("item").notNull(),
  version: integer("version").notNull(),
  dueOn: day("due_on").notNull(),
  doneOn: day("done_on"),
  factId: uuid("fact_id").notNull(),
});
