import { posts as postNames } from "@yishi/domain/roles";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "./foundation.ts";

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
