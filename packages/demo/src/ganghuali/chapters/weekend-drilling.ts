import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ask } from "../motions.ts";
import { follow } from "../proposals.ts";
import { follow as followVote } from "../votes.ts";

/** No drilling before nine at weekends: being voted on; 768 households so far, 223 too few. */
export function weekendDrilling(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "王永强",
    written: {
      title: "社区公约增加“周末装修九点以后动工”",
      problem: "楼上装修，周末早上七点就打孔。上了一周班的人，睡不成一个整觉。",
      wish: "公约加一条：周六、周日装修，上午九点以后才动工。",
      touches: "正在装修的人家，和他们的邻居",
      cost: "不花钱",
    },
  });
  const motion = ask(teller, proposal, {
    question: "社区公约增加一条“周末装修九点以后动工”，您同意吗？",
    text: "社区公约增加一条：周六、周日装修，上午九点以后才动工。\n水管爆了这样的急活不在内。\n有人忘了，邻居先好好提醒。提醒没有用，再请居委会去说。",
    costYuan: 0,
    moneySource: "不用另外花钱",
    carriedOutBy: "郝丽萍（居委会委员）",
    doneInDays: 30,
    ifRejected: "公约不改，照旧互相商量。",
  });
  const vote = followVote(teller, motion, { seed: 5, for: 431, against: 214, abstain: 110, invalid: 13 });
  return {
    title: "周末装修几点动工",
    english: "When drilling may begin at weekends",
    scenes: [
      on(62, "20:10", () => proposal.open()),
      on(60, "09:40", () => proposal.supportAtDesk(6)),
      on(57, "17:30", () => proposal.support("陈志强", "高德胜")),
      on(55, "15:10", () => proposal.supportAtDesk(2)),
      on(53, "09:20", () => proposal.review("刘建军", "admit")),
      on(52, "10:40", () => proposal.review("李秀英", "admit")),
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
