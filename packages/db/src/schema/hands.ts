import { integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { instant } from "./foundation.ts";

export const motionMeetings = pgTable("motion_meetings", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  meetingId: uuid("meeting_id").notNull(),
  item: integer("item").notNull(),
  factId: uuid("fact_id").notNull(),
});

export const handOpenings = pgTable("hand_openings", {
  committeeId: uuid("committee_id").notNull(),
  motionId: uuid("motion_id").notNull(),
  memberId: uuid("member_id").notNull(),
  present: integer("present").notNull(),
  at: instant("at").notNull(),
  factId: uuid("fact_id").notNull(),
});
