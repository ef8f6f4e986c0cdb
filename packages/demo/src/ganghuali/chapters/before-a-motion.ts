import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { follow } from "../proposals.ts";
import { aboutBenches, aboutLargeLetters } from "./talking-it-over.ts";

/** Admitted: the chair is to draw the motion from it. */
export function benches(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "陈淑芬",
    firstYes: "none",
    written: {
      title: "3号楼前放两把长椅",
      problem: "老人买菜回来，走到3号楼要歇一歇，没有地方坐。",
      wish: "在3号楼前的树下放两把带靠背的长椅。",
      touches: "3号楼和4号楼的老人",
      cost: "约1600元",
    },
  });
  return {
    title: "3号楼前的长椅",
    english: "Benches in front of building 3",
    scenes: [
      on(20, "15:30", () => proposal.open()),
      on(13, "09:20", () => proposal.supportAtDesk(10)),
      on(10, "10:10", () => proposal.review("刘建军", "admit")),
      on(8, "14:40", () => proposal.review("李秀英", "admit")),
      ...aboutBenches(teller, proposal),
    ],
  };
}

/** One reviewer has said yes; the other has not said anything. */
export function scrapDealer(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "周启明",
    firstYes: "none",
    written: {
      title: "收废品的喇叭中午别响",
      problem: "中午十二点到两点，收废品的喇叭绕着楼转。上夜班的和老人都睡不了。",
      wish: "和收废品的师傅说好，中午十二点到两点不开喇叭。",
      touches: "临路的1号楼到4号楼",
      cost: "不花钱",
    },
  });
  return {
    title: "中午的喇叭",
    english: "The scrap dealer's loudspeaker",
    scenes: [
      on(14, "10:30", () => proposal.open()),
      on(6, "09:10", () => proposal.supportAtDesk(9)),
      on(3, "13:20", () => proposal.support("陈志强")),
      on(2, "10:00", () => proposal.review("刘建军", "admit")),
    ],
  };
}

/** Still short of support, with days left: anybody of the demo may put their name to it. */
export function largeLetters(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "乌兰其木格",
    firstYes: "none",
    written: {
      title: "公告栏用大字，重要的事加上蒙文",
      problem: "公告栏的字太小，老人要凑到跟前看。有几位蒙古族老人看汉字吃力。",
      wish: "公告用大字印。投票、停水这样的事，加上蒙文。",
      touches: "全小区",
      cost: "每月多印纸约30元",
    },
  });
  return {
    title: "公告栏的大字",
    english: "Large letters on the notice board",
    scenes: [
      on(12, "09:00", () => proposal.open()),
      on(9, "15:40", () => proposal.supportAtDesk(4)),
      on(8, "19:00", () => proposal.support("陈志强", "王建民")),
      on(2, "11:20", () => proposal.supportAtDesk(1)),
      ...aboutLargeLetters(teller, proposal),
    ],
  };
}

/** A draft: only its author sees it. */
export function landingStools(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "石桂兰",
    written: {
      title: "楼道里每两层放一个歇脚凳",
      problem: "我住五楼，没有电梯。提着菜上楼，中间想坐一坐。",
      wish: "每两层放一个能折起来的凳子，靠墙，不挡路。",
      touches: "没有电梯的楼",
      cost: "一个凳子约60元",
    },
  });
  return {
    title: "歇脚凳",
    english: "Stools on the landings",
    scenes: [on(1, "09:30", () => proposal.write())],
  };
}

/** Returned, and its author asks the representatives: they have not met yet. */
export function stairLights(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "郭淑兰",
    firstYes: "residentsMoney",
    written: {
      title: "每户出十元，换亮一点的楼道灯",
      problem: "楼道的声控灯太暗，老人晚上上楼看不清台阶。",
      wish: "每户自愿出十元，居委会统一买灯，请电工换上。",
      touches: "愿意换灯的单元",
      cost: "每户十元",
    },
  });
  return {
    title: "楼道灯的复议",
    english: "An appeal over the lights on the stairs",
    scenes: [
      on(11, "09:30", () => proposal.open()),
      on(9, "10:20", () => proposal.supportAtDesk(10)),
      on(7, "09:50", () => proposal.review("刘建军", "return", "notResidentsBusiness", "楼道灯归物业管。")),
      on(7, "15:10", () => proposal.review("李秀英", "return", "notResidentsBusiness", "请先找物业。")),
      on(4, "10:40", () => proposal.appeal("钱是大家自愿出的，不动维修资金。物业说过，灯归居民自己换。")),
    ],
  };
}
