import { addDays } from "@yishi/domain/calendar";
import { keyed, nothing, today, type AsksOf } from "./ask.ts";

export const rulesAsks: AsksOf<"rules"> = {
  "rules.book": nothing,
  "rules.change": {
    id: () => "",
    input: (_id, here) => ({
      ...keyed(),
      rule: "delib.feedbackDays",
      value: { kind: "days", days: 20 },
      effectiveFrom: addDays(today(here), 1),
      adoptedOn: today(here),
      resolution: "居民会议第3号决定",
    }),
  },
};
