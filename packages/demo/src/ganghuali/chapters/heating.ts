import { holidays } from "@yishi/api/holidays";
import { addDays, movedPastHolidays } from "@yishi/domain/calendar";
import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import type { Milestone } from "../carrying-out.ts";
import { ask } from "../motions.ts";
import { follow } from "../proposals.ts";
import { follow as followVote } from "../votes.ts";

/** Whom to call when the heating is cold: the committee decided it, six of seven present and all for it; half is done. */
export function heating(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "王建民",
    firstYes: "none",
    written: {
      title: "冬季采暖“先报修、再报12345”流程上墙",
      problem: "暖气不热，不知道先找谁。直接打12345，转一圈又回到供热公司，要等三四天。",
      wish: "把办法写成大字贴上墙：先量温度，再打供热公司报修。两天没人来，再打12345。",
      touches: "全小区",
      cost: "印11张牌子，约260元",
    },
  });
  const motion = ask(teller, proposal, {
    electorate: "committee",
    question: "把冬季采暖“先报修、再报12345”的流程贴上墙，您同意吗？",
    text: "每栋楼门口贴一张大字牌：先量温度，再打供热公司报修。\n报修后两天没人来，再打12345。\n电话和时限先和供热公司核对。",
    costYuan: 260,
    moneySource: "社区工作经费",
    carriedOutBy: "马国栋（居委会副主任）",
    doneInDays: 45,
    ifRejected: "不贴牌子，照旧各打各的电话。",
  });
  const vote = followVote(teller, motion, { seed: 3, for: 6, against: 0, abstain: 0, invalid: 0 });
  return {
    title: "采暖报修流程",
    english: "What to do when the heating is cold",
    scenes: [
      on(49, "09:20", () => proposal.open()),
      on(47, "10:10", () => proposal.supportAtDesk(8)),
      on(46, "19:30", () => proposal.support("石桂兰", "陈志强")),
      on(44, "09:40", () => proposal.review("刘建军", "admit")),
      on(43, "14:20", () => proposal.review("李秀英", "admit")),
      on(41, "10:30", () => motion.draft()),
      on(40, "09:00", () => motion.announce({ opensDaysAgo: 38, closesDaysAgo: 38, closesAt: "18:00" })),
      on(38, "09:50", () => vote.give("赵丽娜", "for", "app")),
      on(38, "10:00", () => vote.give("马国栋", "for", "app")),
      on(38, "10:20", () => vote.give("刘建军", "for", "app")),
      on(38, "10:45", () => vote.remaining("meeting")),
      on(37, "09:30", () => vote.count()),
      on(37, "11:00", () => motion.publish()),
      on(28, "09:30", () => motion.plan(milestones(teller))),
      on(20, "16:00", () => motion.done(1, 20, 0, "通话记录第3号")),
      on(9, "16:30", () => motion.done(2, 9, 4_000, "收据第17号")),
    ],
  };
}

function milestones(teller: Teller): readonly Milestone[] {
  const dueIn = (days: number) => movedPastHolidays(addDays(teller.today, days), holidays);
  return [
    { title: "和供热公司核对电话和时限", responsible: "马国栋", dueOn: dueIn(-19) },
    { title: "写成大字，请三位老人读一遍", responsible: "郝丽萍", dueOn: dueIn(-7), costFen: 5_000 },
    { title: "印好，贴到11栋楼的门口", responsible: "马国栋", dueOn: dueIn(9), costFen: 21_000 },
    { title: "贴满一个月，问问大家管不管用", responsible: "郝丽萍", dueOn: dueIn(40) },
  ];
}
