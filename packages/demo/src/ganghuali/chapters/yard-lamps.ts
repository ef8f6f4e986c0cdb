import { oneChoice } from "@yishi/domain/ballots";
import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ask } from "../motions.ts";
import { follow } from "../proposals.ts";
import { follow as followVote, type Paper } from "../votes.ts";

/** One of three: until when the lamps of the estate burn. The households are being asked. */
export function yardLamps(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "贾秀荣",
    written: {
      title: "院里的路灯几点关",
      problem: "院里的路灯整夜亮着，一楼睡不好。关早了，下夜班的人看不见台阶。",
      wish: "问一问各家，路灯亮到几点。",
      touches: "一楼的住户，下夜班的人",
      cost: "换定时开关约980元",
    },
  });
  const motion = ask(teller, proposal, {
    question: "院里的路灯亮到几点？",
    text: "院里的路灯都装定时开关，天黑就亮，到这个时候关。\n楼门口的灯不动，下夜班的人按一下，亮两分钟。",
    form: "oneOf",
    options: [
      { name: "晚上十点", sentence: "一楼睡得早。" },
      { name: "夜里十二点", sentence: "小夜班的人刚到家。" },
      { name: "亮到天亮", sentence: "照旧，一个月多用一百多度电。" },
    ],
    costYuan: 980,
    moneySource: "社区工作经费",
    carriedOutBy: "张慧（居委会委员）",
    doneInDays: 40,
    ifRejected: "路灯照旧亮到天亮。",
  });
  const vote = followVote(teller, motion, { seed: 3, for: 0, against: 0, abstain: 0, invalid: 0 });
  /** So many papers from a seat on: those who want it at ten, at twelve, and until the morning, in turns. */
  const pile = (from: number, count: number) =>
    Array.from({ length: count }, (_, at): Paper => {
      const seat = from + at;
      return { seat, choice: seat % 11 === 0 ? "abstain" : oneChoice([2, 1, 2, 3][seat % 4] ?? 2) };
    });
  return {
    title: "院里的路灯",
    english: "The lamps of the estate",
    scenes: [
      on(31, "11:17", () => proposal.open()),
      on(30, "10:17", () => proposal.supportAtDesk(9)),
      on(30, "19:47", () => proposal.support("孙伟")),
      on(26, "09:17", () => proposal.review("刘建军", "admit")),
      on(25, "10:47", () => proposal.review("李秀英", "admit")),
      on(20, "14:17", () => motion.draft()),
      on(19, "16:17", () => motion.study("支部会议记录第12号")),
      on(18, "09:47", () => motion.announce({ opensDaysAgo: 3, closesDaysAgo: -6, closesAt: "18:00" })),
      on(3, "16:07", () => vote.these("desk", pile(1, 24))),
      on(2, "16:17", () => vote.these("homeBox", pile(60, 17))),
    ],
  };
}
