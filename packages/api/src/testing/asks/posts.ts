import { addDays } from "@yishi/domain/calendar";
import { keyed, nothing, today, type AsksOf } from "./ask.ts";

export const postsAsks: AsksOf<"posts"> = {
  "posts.current": nothing,
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
