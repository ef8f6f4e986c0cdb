import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { follow, type Written } from "../proposals.ts";

const first: Written = {
  title: "社区公约增加“晚十点后广场舞不放音响”",
  problem: "我上倒班，回家要睡觉。音响放到夜里十一点。领舞的那位只顾自己高兴，一点公德也没有。",
  wish: "公约加一条：晚上十点以后，广场舞不放音响。",
  touches: "10号楼、11号楼的住户，跳舞的邻居们",
  cost: "不花钱",
};

const mended: Written = {
  ...first,
  problem:
    "我上倒班，回家要睡觉。夏天音响常放到夜里十一点，离得近的几栋楼都睡不好。跳舞是好事，只是晚了声音太大。",
  wish: "公约加一条：晚上十点以后，广场舞不放音响。想接着跳的，可以戴耳机。",
};

/** No music after ten: returned once for its wording, mended, and admitted; the chair is to draw the motion from it. */
export function loudspeaker(teller: Teller): Chapter {
  const proposal = follow(teller, { author: "陈志强", written: first });
  return {
    title: "晚上十点后的音响",
    english: "Music after ten at night",
    scenes: [
      on(39, "20:10", () => proposal.open()),
      on(37, "09:40", () => proposal.supportAtDesk(5)),
      on(34, "17:30", () => proposal.support("王建民", "高德胜")),
      on(32, "15:10", () => proposal.supportAtDesk(3)),
      on(30, "09:20", () =>
        proposal.review(
          "刘建军",
          "return",
          "personalAttack",
          "事情可以议。“一点公德也没有”说的是人，不是事，请改一改。",
        ),
      ),
      on(29, "10:40", () =>
        proposal.review(
          "李秀英",
          "return",
          "personalAttack",
          "我也这么看。留下事情，去掉说人的那句，再交上来就行。",
        ),
      ),
      on(24, "21:00", () => proposal.mend(mended)),
      on(21, "14:00", () => proposal.review("刘建军", "admit")),
      on(20, "09:10", () => proposal.review("李秀英", "admit")),
    ],
  };
}
