import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ask } from "../motions.ts";
import { follow } from "../proposals.ts";
import { follow as followVote } from "../votes.ts";

/** More were for it than against it, and still it was rejected: 17 of 36 present is not more than half, 19 were needed. */
export function sortingBins(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "田玉梅",
    firstYes: "delegated",
    written: {
      title: "垃圾房加两组分类桶，装除味器",
      problem: "垃圾房夏天味大，分类桶少两组。桶满了，袋子就堆在地上。",
      wish: "加两组分类桶，装一台除味器。",
      touches: "全小区，离垃圾房近的6号楼影响最大",
      cost: "约7200元",
    },
  });
  const motion = ask(teller, proposal, {
    electorate: "representative",
    question: "垃圾房加两组分类桶，装除味器，花7200元，您同意吗？",
    text: "垃圾房加两组分类桶，每组四个。\n装一台除味器，电费从社区工作经费出。\n清运的时间不变。",
    costYuan: 7200,
    moneySource: "社区工作经费",
    carriedOutBy: "白志刚（居委会委员）",
    doneInDays: 60,
    ifRejected: "桶照旧，夏天多清运一次。",
  });
  const vote = followVote(teller, motion, { seed: 7, for: 17, against: 13, abstain: 6, invalid: 0 });
  return {
    title: "垃圾房的分类桶",
    english: "Bins for the rubbish house",
    scenes: [
      on(55, "09:30", () => proposal.open()),
      on(53, "10:40", () => proposal.supportAtDesk(9)),
      on(52, "18:30", () => proposal.support("王秀珍")),
      on(49, "10:00", () => proposal.review("刘建军", "admit")),
      on(48, "09:50", () => proposal.review("李秀英", "admit")),
      on(45, "15:00", () => motion.draft()),
      on(42, "16:00", () => motion.study("支部会议记录第7号")),
      on(37, "09:10", () => motion.announce({ opensDaysAgo: 25, closesDaysAgo: 25, closesAt: "18:00" })),
      on(25, "08:20", () => vote.give("陈志强", "for", "app")),
      on(25, "09:10", () => vote.give("赵丽娜", "for", "app")),
      on(25, "09:20", () => vote.give("马国栋", "against", "app")),
      on(25, "09:40", () => vote.give("石桂兰", "abstain", "meeting")),
      on(25, "10:40", () => vote.remaining("meeting")),
      on(24, "09:20", () => vote.count()),
      on(24, "14:30", () => motion.publish()),
    ],
  };
}
