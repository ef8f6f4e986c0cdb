import { mutation, one, query, type Rows } from "./rows.ts";

export const postsRows = {
  "posts.current": { ...query("anyone"), fields: ["name", "post", "fromAt", "untilAt"] },
  "posts.appoint": { ...mutation("posts.appoint"), object: one("resident"), fields: ["postId"] },
} as const satisfies Rows;
