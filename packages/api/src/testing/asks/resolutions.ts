import { addDays } from "@yishi/domain/calendar";
import { keyed, onMotion, today, type AsksOf } from "./ask.ts";

export const resolutionsAsks: AsksOf<"resolutions"> = {
  "resolutions.publish": onMotion("counted")(keyed),
  "resolutions.plan": onMotion("inForce")((here) => ({
    ...keyed(),
    milestones: [{ title: "贴公约", responsible: "甲九", dueOn: addDays(today(here), 40), lang: "zh-CN" }],
  })),
  "resolutions.addMilestone": onMotion("implementing")((here) => ({
    ...keyed(),
    ...{
      title: "再贴一次",
      responsible: "甲九",
      dueOn: addDays(today(here), 50),
      lang: "zh-CN",
      costFen: 100,
    },
  })),
  "resolutions.revise": onMotion("implementing")((here) => ({
    ...keyed(),
    ...{ ordinal: 1, to: addDays(today(here), 55), reason: "还在等材料。", lang: "zh-CN" },
  })),
  "resolutions.complete": onMotion("implementing")((here) => ({ ...keyed(), ordinal: 1, on: today(here) })),
};
