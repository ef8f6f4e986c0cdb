import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ask } from "../motions.ts";
import { follow } from "../proposals.ts";
import { follow as followVote } from "../votes.ts";

/** More were for it than against it, and still it was rejected: 478 of 1,008 is not more than half. */
export function gate(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "贾秀荣",
    written: {
      title: "小区大门夜里十一点关门",
      problem: "夜里常有外人进院，车也乱停。住一楼的人睡不踏实。",
      wish: "每晚十一点关大门，早上五点开。本院的人回来晚了，请门卫开门。",
      touches: "全小区，上夜班的人影响最大",
      cost: "不花钱",
    },
  });
  const motion = ask(teller, proposal, {
    question: "小区大门每晚十一点关、早上五点开，您同意吗？",
    text: "小区大门每晚十一点关，早上五点开。\n关门以后，本院居民回家，由门卫开门。\n救护车、消防车随时放行。",
    costYuan: 0,
    moneySource: "不用另外花钱",
    carriedOutBy: "白志刚（居委会委员）",
    doneInDays: -90,
    ifRejected: "大门照旧，夜里不关。",
  });
  const vote = followVote(teller, motion, { seed: 1, for: 478, against: 409, abstain: 112, invalid: 9 });
  return {
    title: "大门夜里关不关",
    english: "Whether the gate is closed at night",
    scenes: [
      on(150, "09:40", () => proposal.open()),
      on(148, "15:20", () => proposal.supportAtDesk(6)),
      on(145, "10:10", () => proposal.supportAtDesk(4)),
      on(143, "09:30", () => proposal.review("刘建军", "admit")),
      on(142, "16:00", () => proposal.review("李秀英", "admit")),
      on(139, "10:00", () => motion.draft()),
      on(137, "15:00", () => motion.study("支部会议记录第4号")),
      on(135, "09:00", () => motion.announce({ opensDaysAgo: 122, closesDaysAgo: 113, closesAt: "18:00" })),
      on(121, "12:30", () => vote.give("陈志强", "against", "app")),
      on(121, "17:10", () => vote.papers("desk", 214)),
      on(119, "16:40", () => vote.papers("homeBox", 122)),
      on(116, "20:30", () => vote.papers("meeting", 388)),
      on(115, "08:10", () => vote.give("石桂兰", "for", "homeBox")),
      on(113, "16:30", () => vote.remaining("desk")),
      on(112, "09:30", () => vote.count()),
      on(112, "15:00", () => motion.publish()),
    ],
  };
}
