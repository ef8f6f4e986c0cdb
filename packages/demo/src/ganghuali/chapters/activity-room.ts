import type { Milestone } from "../carrying-out.ts";
import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ask } from "../motions.ts";
import { follow } from "../proposals.ts";
import { follow as followVote } from "../votes.ts";

/** The key of the activity room: decided by the committee, done, accepted, asked after twice, and put away. */
export function activityRoom(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "周启明",
    firstYes: "none",
    written: {
      title: "活动室钥匙预约制",
      problem: "活动室的钥匙总在一个人手里。他不在，别人就进不去。",
      wish: "钥匙放在窗口。谁要用，提前一天打电话或者来登记。",
      touches: "用活动室的居民",
      cost: "钥匙盒和登记本，约80元",
    },
  });
  const motion = ask(teller, proposal, {
    electorate: "committee",
    question: "活动室钥匙放在窗口，改成预约，您同意吗？",
    text: "活动室的钥匙放在窗口，由工作人员登记。\n谁要用，提前一天打电话或者来登记，先到先用。\n用完打扫干净，当天还钥匙。",
    costYuan: 80,
    moneySource: "社区工作经费",
    carriedOutBy: "郝丽萍（居委会委员）",
    doneInDays: -198,
    ifRejected: "钥匙照旧由一个人保管。",
  });
  const vote = followVote(teller, motion, { seed: 8, for: 6, against: 0, abstain: 1, invalid: 0 });
  return {
    title: "活动室的钥匙",
    english: "The key of the activity room",
    scenes: [
      on(234, "09:30", () => proposal.open()),
      on(232, "10:10", () => proposal.supportAtDesk(7)),
      on(231, "19:20", () => proposal.support("陈志强", "石桂兰", "王秀珍")),
      on(229, "09:40", () => proposal.review("刘建军", "admit")),
      on(228, "10:30", () => proposal.review("李秀英", "admit")),
      on(226, "09:50", () => motion.draft()),
      on(224, "09:00", () => motion.announce({ opensDaysAgo: 222, closesDaysAgo: 222, closesAt: "18:00" })),
      on(222, "10:00", () => vote.give("赵丽娜", "for", "app")),
      on(222, "10:20", () => vote.give("马国栋", "for", "app")),
      on(222, "10:40", () => vote.give("刘建军", "for", "app")),
      on(222, "11:00", () => vote.remaining("meeting")),
      on(221, "09:20", () => vote.count()),
      on(221, "11:00", () => motion.publish()),
      ...afterwards(teller, motion),
    ],
  };
}

/** It is done, accepted by its proposer and two neighbours, and they are asked after 30 and 180 days: 23 of 5 is 4.6. */
function afterwards(teller: Teller, motion: ReturnType<typeof ask>): Chapter["scenes"] {
  return [
    on(212, "09:30", () => motion.plan(milestones(teller))),
    on(206, "16:10", () => motion.done(1, 206, 6_500, "收据第2号")),
    on(202, "15:30", () => motion.done(2, 202, 1_200, "收据第3号")),
    on(198, "10:20", () => motion.accept("周启明", "陈志强", "石桂兰")),
    on(165, "19:40", () =>
      motion.stillServes(1, [
        ["陈志强", 5],
        ["石桂兰", 5],
      ]),
    ),
    on(163, "10:30", () =>
      motion.stillServes(1, [
        ["王秀珍", 4],
        ["周启明", 5],
        ["贾秀荣", 4],
      ]),
    ),
    on(16, "18:20", () =>
      motion.stillServes(2, [
        ["陈志强", 5],
        ["王秀珍", 5],
      ]),
    ),
    on(12, "10:50", () =>
      motion.stillServes(2, [
        ["石桂兰", 4],
        ["周启明", 5],
        ["贾秀荣", 4],
        ["陈淑芬", 4],
      ]),
    ),
  ];
}

function milestones(teller: Teller): readonly Milestone[] {
  return [
    { title: "装钥匙盒，配两把备用钥匙", responsible: "郝丽萍", dueOn: teller.day(205), costFen: 6_500 },
    { title: "预约办法写成大字，贴在门上", responsible: "郝丽萍", dueOn: teller.day(200), costFen: 1_500 },
  ];
}
