import { keyed, nothing, today, type AsksOf } from "./ask.ts";

export const chartersAsks: AsksOf<"charters"> = {
  "charters.current": nothing,
  "charters.versions": { id: () => "", input: () => ({ document: "charter" }) },
  "charters.version": { id: () => "", input: () => ({ document: "charter", version: 1 }) },
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
  "charters.file": {
    id: () => "",
    input: (_id, here) => ({ ...keyed(), document: "charter", version: 1, on: today(here) }),
  },
};
