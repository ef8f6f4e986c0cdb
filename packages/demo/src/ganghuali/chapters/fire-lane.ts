import { holidays } from "@yishi/api/holidays";
import { addDays, movedPastHolidays } from "@yishi/domain/calendar";
import { dayOfBeingLate } from "../../telling/working-days.ts";
import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ask, type Milestone } from "../motions.ts";
import { follow } from "../proposals.ts";
import { follow as followVote } from "../votes.ts";

/** The fire lane: 1,012 of 1,486 households took part, 640 were for it, and its first step is late. */
export function fireLane(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "石桂兰",
    atDesk: true,
    written: {
      title: "中心花园消防通道划线，留出4米",
      problem:
        "中心花园南侧天天停满车。上个月救护车开不进来，等了十几分钟。这条路是街道的路，不是谁家的车位。",
      wish: "把消防通道的线划出来，留足4米宽，线里不停车。",
      touches: "全小区，南侧停车的人影响最大",
      cost: "划线和立牌，约6800元",
    },
  });
  const motion = ask(teller, proposal, {
    question: "中心花园消防通道划线，留出4米，您同意吗？",
    text: "中心花园南侧的路划出消防通道，宽4米，线里不停车。\n线划好以后立两块牌子，写明“消防通道，请勿停车”。\n划线以前，居委会先和停车的各户商量临时停车的地方。",
    costYuan: 6800,
    moneySource: "社区工作经费，账目公开",
    carriedOutBy: "马国栋（居委会副主任）",
    doneInDays: 60,
    ifRejected: "通道照旧，不划线。",
  });
  const vote = followVote(teller, motion, { seed: 4, for: 640, against: 251, abstain: 108, invalid: 13 });
  return {
    title: "消防通道划线",
    english: "The fire lane",
    scenes: [
      on(104, "09:20", () => proposal.open()),
      on(102, "16:10", () => proposal.supportAtDesk(6)),
      on(99, "19:40", () => proposal.support("陈志强", "王建民")),
      on(96, "10:20", () => proposal.supportAtDesk(2)),
      on(94, "14:30", () => proposal.review("刘建军", "admit")),
      on(93, "10:00", () => proposal.review("李秀英", "admit")),
      on(88, "09:50", () => motion.draft()),
      on(84, "16:00", () => motion.study("支部会议记录第6号")),
      on(80, "09:00", () => motion.announce({ opensDaysAgo: 68, closesDaysAgo: 59, closesAt: "18:00" })),
      on(68, "07:30", () => vote.give("王建民", "for", "app")),
      on(68, "12:20", () => vote.give("陈志强", "for", "app")),
      on(67, "17:00", () => vote.papers("desk", 183)),
      on(66, "19:10", () => vote.give("赵丽娜", "for", "app")),
      on(66, "20:40", () => vote.give("李秀英", "for", "app")),
      on(65, "10:30", () => vote.give("石桂兰", "for", "homeBox")),
      on(65, "16:40", () => vote.papers("homeBox", 97)),
      on(64, "17:20", () => vote.papers("desk", 146)),
      on(63, "21:05", () => vote.give("刘芳", "against", "app")),
      on(62, "12:15", () => vote.give("王秀珍", "abstain", "app")),
      on(61, "20:50", () => vote.papers("meeting", 403)),
      on(60, "08:40", () => vote.give("高德胜", "for", "app")),
      on(59, "16:20", () => vote.remaining("desk")),
      on(58, "09:30", () => vote.count()),
      ...afterwards(teller, motion),
    ],
  };
}

/** The result is objected to and answered, then the work is planned and one step of it put off. */
function afterwards(teller: Teller, motion: ReturnType<typeof ask>): Chapter["scenes"] {
  return [
    on(58, "15:20", () => motion.publish()),
    on(56, "10:10", () =>
      motion.object("田玉梅", {
        ground: "procedure",
        code: "notice",
        text: "6号楼的布告栏上没有看见通知，我是投票那天才知道的。",
      }),
    ),
    on(53, "16:30", () =>
      motion.reject(
        "通知贴满了十天，11栋楼的布告栏都有，张贴当天的照片在窗口可以看。6号楼的那张后来被广告盖住，我们已经揭掉，以后每三天巡一次。",
      ),
    ),
    on(48, "10:00", () => motion.plan(milestones(teller))),
    on(6, "15:30", () => motion.putOff(1, 6, "街道要一起量路宽，约好了下周来人。")),
  ];
}

function milestones(teller: Teller): readonly Milestone[] {
  const dueIn = (days: number) => movedPastHolidays(addDays(teller.today, days), holidays);
  return [
    {
      title: "量好路宽，画出划线图",
      responsible: "马国栋",
      dueOn: dayOfBeingLate(12, teller.today, holidays),
      costFen: 30_000,
    },
    { title: "和停车的各户商量好临时停车的地方", responsible: "刘建军", dueOn: dueIn(8) },
    { title: "划线，留足4米", responsible: "马国栋", dueOn: dueIn(24), costFen: 520_000 },
    {
      title: "立两块牌子，请三位居民去看一遍",
      responsible: "张慧",
      dueOn: dueIn(45),
      costFen: 130_000,
    },
  ];
}
