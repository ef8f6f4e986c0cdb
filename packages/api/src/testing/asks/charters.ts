import { keyed, nothing, today, type AsksOf } from "./ask.ts";

export const chartersAsks: AsksOf<"charters"> = {
  "charters.current": nothing,
  "charters.adopt": {
    id: () => "",
    input: (_id, here) => ({
      ...keyed(),
      text: "居民会议可以在手机上表决。",
      lang: "zh-CN",
      appBallotsCount: true,
      adoptedOn: today(here),
      resolution: "居民会议第3号决定",
    }),
  },
};
