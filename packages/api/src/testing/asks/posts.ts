import { addDays } from "@yishi/domain/calendar";
import { keyed, nothing, today, type AsksOf } from "./ask.ts";

export const postsAsks: AsksOf<"posts"> = {
  "posts.current": nothing,
  "posts.register": nothing,
  "posts.mine": nothing,
  "posts.appointing": {
    id: (things) => things.resident,
    input: (residentId) => ({ residentId, post: "committeeMember" }),
  },
  "posts.end": {
    id: (things) => things.post,
    input: (postId) => ({
      ...{ ...keyed(), postId, reason: "resigned" },
      ...{ decidedBy: "居民会议", reference: "第3号决定" },
    }),
  },
  "posts.appoint": {
    id: (things) => things.resident,
    input: (residentId, here) => ({
      ...keyed(),
      residentId,
      post: "groupLeader",
      appointedBy: "居民会议",
      appointedOn: today(here),
      reference: "第2号决定",
      untilDay: addDays(today(here), 100),
    }),
  },
};
