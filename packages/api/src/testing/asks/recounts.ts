import { keyed, onMotion, type AsksOf } from "./ask.ts";

export const recountsAsks: AsksOf<"recounts"> = {
  "recounts.of": onMotion("objected")(),
  "recounts.toLookInto": onMotion("objected")(),
  "recounts.ask": onMotion("objected")(() => ({
    ...keyed(),
    ...{ kind: "count", text: "数出来的和会上听到的不一样。", lang: "zh-CN" },
  })),
  "recounts.find": {
    id: (things) => things.recount,
    input: (recountId) => ({ ...keyed(), recountId, found: { desk: 0, homeBox: 0, meeting: 0 } }),
  },
  "recounts.named": onMotion("objected")(),
  "recounts.shown": onMotion("objected")(),
};
