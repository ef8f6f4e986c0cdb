import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ask } from "../motions.ts";
import { follow, type Written } from "../proposals.ts";
import { follow as followVote } from "../votes.ts";

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

/** No music after ten: returned once for its wording, mended, and being voted on; 768 households so far, 223 too few. */
export function loudspeaker(teller: Teller): Chapter {
  const proposal = follow(teller, { author: "陈志强", written: first });
  const motion = ask(teller, proposal, {
    question: "社区公约增加一条“晚十点后广场舞不放音响”，您同意吗？",
    text: "社区公约增加一条：晚上十点到早上六点，广场舞不放音响。\n想接着跳的，可以戴耳机。\n有人忘了，邻居先好好提醒。提醒没有用，再请居委会去说。",
    costYuan: 0,
    moneySource: "不用另外花钱",
    carriedOutBy: "郝丽萍（居委会委员）",
    doneInDays: 30,
    ifRejected: "公约不改，照旧互相商量。",
  });
  const vote = followVote(teller, motion, { seed: 5, for: 431, against: 214, abstain: 110, invalid: 13 });
  return {
    title: "晚上十点后的音响",
    english: "Music after ten at night",
    scenes: [
      on(62, "20:10", () => proposal.open()),
      on(60, "09:40", () => proposal.supportAtDesk(5)),
      on(57, "17:30", () => proposal.support("王建民", "高德胜")),
      on(55, "15:10", () => proposal.supportAtDesk(3)),
      on(53, "09:20", () =>
        proposal.review(
          "刘建军",
          "return",
          "personalAttack",
          "事情可以议。“一点公德也没有”说的是人，不是事，请改一改。",
        ),
      ),
      on(52, "10:40", () =>
        proposal.review(
          "李秀英",
          "return",
          "personalAttack",
          "我也这么看。留下事情，去掉说人的那句，再交上来就行。",
        ),
      ),
      on(47, "21:00", () => proposal.mend(mended)),
      on(44, "14:00", () => proposal.review("刘建军", "admit")),
      on(43, "09:10", () => proposal.review("李秀英", "admit")),
      on(36, "10:30", () => motion.draft()),
      on(28, "16:10", () => motion.study("支部会议记录第9号")),
      on(19, "09:00", () => motion.announce({ opensDaysAgo: 6, closesDaysAgo: -5, closesAt: "18:00" })),
      on(6, "07:50", () => vote.give("王建民", "for", "app")),
      on(5, "17:10", () => vote.papers("desk", 172)),
      on(4, "12:40", () => vote.give("马国栋", "for", "app")),
      on(4, "16:30", () => vote.papers("homeBox", 91)),
      on(3, "17:00", () => vote.papers("desk", 168)),
      on(2, "16:20", () => vote.papers("homeBox", 64)),
      on(2, "20:30", () => vote.give("高德胜", "abstain", "app")),
      on(1, "12:10", () => vote.give("韩雪梅", "for", "app")),
      on(1, "16:50", () => vote.remaining("desk")),
      on(1, "17:20", () => vote.readOnce("周敏", 3)),
      on(1, "17:25", () => vote.readOnce("刘芳", 2)),
    ],
  };
}
