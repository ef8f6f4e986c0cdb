import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ask } from "../motions.ts";
import { follow } from "../proposals.ts";
import { follow as followVote } from "../votes.ts";

/** The vote closed last night: the two scrutineers have not counted yet. */
export function cleaningHour(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "郭淑兰",
    written: {
      title: "每月最后一个周六，大家打扫一小时",
      problem: "楼前楼后的落叶和废纸，光靠保洁扫不过来。邻居之间也少见面。",
      wish: "每月最后一个周六上午九点，愿意来的一起打扫一小时。",
      touches: "全小区，自愿参加",
      cost: "买扫帚和手套，约900元",
    },
  });
  const motion = ask(teller, proposal, {
    question: "每月最后一个周六上午大家打扫一小时，您同意吗？",
    text: "每月最后一个周六上午九点到十点，居民一起打扫楼前楼后。\n自愿参加，不来的不用说原因。\n扫帚和手套由社区准备。",
    costYuan: 900,
    moneySource: "社区工作经费",
    carriedOutBy: "孟和（居委会委员）",
    doneInDays: 40,
    ifRejected: "照旧由保洁打扫。",
  });
  const vote = followVote(teller, motion, { seed: 6, for: 688, against: 143, abstain: 163, invalid: 12 });
  return {
    title: "每月打扫一小时",
    english: "An hour of cleaning each month",
    scenes: [
      on(58, "10:50", () => proposal.open()),
      on(56, "09:30", () => proposal.supportAtDesk(7)),
      on(54, "19:20", () => proposal.support("陈志强", "韩雪梅", "王秀珍")),
      on(51, "09:10", () => proposal.review("刘建军", "admit")),
      on(50, "15:30", () => proposal.review("李秀英", "admit")),
      on(45, "10:20", () => motion.draft()),
      on(41, "16:00", () => motion.study("支部会议记录第8号")),
      on(34, "09:00", () => motion.announce({ opensDaysAgo: 12, closesDaysAgo: 1, closesAt: "18:00" })),
      on(11, "17:30", () => vote.papers("desk", 226)),
      on(10, "12:05", () => vote.give("陈志强", "for", "app")),
      on(9, "19:50", () => vote.give("韩雪梅", "for", "app")),
      on(8, "16:10", () => vote.papers("homeBox", 118)),
      on(7, "09:15", () => vote.give("石桂兰", "for", "homeBox")),
      on(5, "20:40", () => vote.papers("meeting", 431)),
      on(1, "16:10", () => vote.remaining("desk")),
    ],
  };
}
