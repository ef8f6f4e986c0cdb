import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

const registered = [
  ...["postId", "name", "post", "fromAt", "untilAt", "appointedBy", "appointedOn", "record", "reference"],
  ...under("resolution", "year", "number", "ofYear", "ofNumber"),
  ...["ended", "endedBy", "endedReference", "recordedBy", "recordedBySelf"],
];

export const postsRows = {
  "posts.current": { ...query("anyone"), fields: ["name", "post", "fromAt", "untilAt"] },
  "posts.register": {
    ...query("anyone"),
    fields: [
      ...under("serving", ...registered),
      ...under("over", ...registered),
      ...under("vacancies", "organisation", "post", "missing"),
    ],
  },
  "posts.mine": { ...query("member"), fields: ["post", "fromAt", "untilAt"] },
  "posts.appointing": {
    ...query("posts.appoint"),
    object: one("resident"),
    fields: [
      "allowed",
      ...under("concerned", "memberId", "name", "post", "residentId", "sameHousehold", "declaredKin"),
    ],
  },
  "posts.appoint": { ...mutation("posts.appoint"), object: one("resident"), fields: ["postId"] },
  "posts.end": { ...mutation("posts.end"), object: one("post"), fields: ["postId"] },
} as const satisfies Rows;
