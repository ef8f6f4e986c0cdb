import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ask } from "../motions.ts";
import { follow } from "../proposals.ts";

/** Announced: the vote opens in a few days. */
export function playground(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "张慧",
    firstYes: "ownersBusiness",
    written: {
      title: "儿童游乐角铺软垫",
      problem: "滑梯下面是水泥地。这个月有两个孩子摔破了膝盖。",
      wish: "滑梯和秋千下面铺上软垫。",
      touches: "有小孩的人家",
      cost: "约12000元",
    },
  });
  const motion = ask(teller, proposal, {
    question: "儿童游乐角铺软垫，花12000元，您同意吗？",
    text: "滑梯和秋千下面铺软垫，共60平方米。\n请三家报价，价钱和样品一起贴出来。\n铺好以后，由居务监督委员会看过再付钱。",
    costYuan: 12_000,
    moneySource: "社区工作经费",
    carriedOutBy: "张慧（居委会委员）",
    doneInDays: 90,
    ifRejected: "不铺软垫，先在滑梯旁立一块提醒牌。",
  });
  return {
    title: "游乐角的软垫",
    english: "Soft ground for the playground",
    scenes: [
      on(36, "14:30", () => proposal.open()),
      on(32, "10:20", () => proposal.supportAtDesk(8)),
      on(31, "20:00", () => proposal.support("陈志强", "韩雪梅")),
      on(28, "09:40", () => proposal.review("刘建军", "admit")),
      on(27, "10:30", () => proposal.review("李秀英", "admit")),
      on(20, "09:50", () => motion.draft()),
      on(15, "16:00", () => motion.study("支部会议记录第11号")),
      on(7, "09:00", () => motion.announce({ opensDaysAgo: -5, closesDaysAgo: -14, closesAt: "20:00" })),
    ],
  };
}

/** The motion is drafted; the Party organisation has not studied it yet. */
export function bicycleShed(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "刘洋",
    written: {
      title: "楼前自行车棚编号，一户一格",
      problem: "车棚里有不少没人骑的旧车。后来的车只能停在路上。",
      wish: "车棚划好格子，编上号，一户一格。旧车贴条，没人认的清走。",
      touches: "有自行车的人家",
      cost: "划线编号约1500元",
    },
  });
  const motion = ask(teller, proposal, {
    question: "自行车棚编号，一户一格，您同意吗？",
    text: "自行车棚划格编号，一户一格，按门牌排。\n旧车贴条三十天，没人认领的清走。\n电动车不进这个棚。",
    costYuan: 1500,
    moneySource: "社区工作经费",
    carriedOutBy: "白志刚（居委会委员）",
    doneInDays: 100,
    ifRejected: "车棚照旧，先到先停。",
  });
  return {
    title: "自行车棚编号",
    english: "Numbers in the bicycle shed",
    scenes: [
      on(33, "11:00", () => proposal.open()),
      on(26, "15:10", () => proposal.supportAtDesk(9)),
      on(24, "12:30", () => proposal.support("陈志强")),
      on(22, "10:40", () => proposal.review("刘建军", "admit")),
      on(21, "09:30", () => proposal.review("李秀英", "admit")),
      on(4, "10:10", () => motion.draft()),
    ],
  };
}

/** Studied; the convener has not yet said when the vote is. */
export function parcelShelves(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "武志刚",
    written: {
      title: "门口的快递架按楼号分开",
      problem: "快递都堆在一个架子上，老人找不到自己的。",
      wish: "架子按楼号分开，写上大字。",
      touches: "全小区",
      cost: "做牌子约400元",
    },
  });
  const motion = ask(teller, proposal, {
    question: "门口的快递架按楼号分开，您同意吗？",
    text: "快递架按楼号分成11格，每格写上大字楼号。\n放不下的大件，由门卫登记。",
    costYuan: 400,
    moneySource: "社区工作经费",
    carriedOutBy: "郝丽萍（居委会委员）",
    doneInDays: 70,
    ifRejected: "快递架照旧。",
  });
  return {
    title: "快递架分楼号",
    english: "Parcel shelves by building",
    scenes: [
      on(29, "09:20", () => proposal.open()),
      on(23, "10:00", () => proposal.supportAtDesk(9)),
      on(22, "08:30", () => proposal.support("王建民")),
      on(18, "14:20", () => proposal.review("刘建军", "admit")),
      on(17, "10:50", () => proposal.review("李秀英", "admit")),
      on(9, "10:30", () => motion.draft()),
      on(3, "16:00", () => motion.study("支部会议记录第12号")),
    ],
  };
}
