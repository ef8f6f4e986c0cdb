import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { follow } from "../proposals.ts";

/** Its author took it back: neighbours still dry their clothes there. */
export function clothesRacks(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "陈志强",
    firstYes: "oneGroup",
    written: {
      title: "拆掉11号楼前的旧晾衣架",
      problem: "晾衣架锈了，有两根快倒了。孩子在下面玩，不安全。",
      wish: "拆掉旧架子，空地留给大家走路。",
      touches: "11号楼的住户",
      cost: "大约300元",
    },
  });
  return {
    title: "旧晾衣架",
    english: "The old clothes racks",
    scenes: [
      on(128, "20:20", () => proposal.open()),
      on(126, "10:00", () => proposal.supportAtDesk(3)),
      on(121, "19:30", () => proposal.withdraw()),
    ],
  };
}

/** Thirty days passed, and too few put their names to it. */
export function vegetableBeds(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "田玉梅",
    firstYes: "ownersBusiness",
    authorNamed: false,
    written: {
      title: "中心花园的空花坛改种菜",
      problem: "中心花园有两个花坛一直空着，长满了草。",
      wish: "分成小块，谁愿意种菜谁认领，一年轮一次。",
      touches: "中心花园周围的住户",
      cost: "翻土约200元",
    },
  });
  return {
    title: "空花坛",
    english: "The empty flower beds",
    scenes: [
      on(118, "09:50", () => proposal.open()),
      on(115, "14:20", () => proposal.supportAtDesk(3)),
      on(103, "10:30", () => proposal.supportAtDesk(1)),
    ],
  };
}

/** It came back, and waits for its author: a bus stop is not the community's to decide. */
export function busStop(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "王建民",
    written: {
      title: "小区南门口加一个公交站",
      problem: "最近的公交站要走十五分钟。老人提着菜走不动。",
      wish: "请公交车在小区南门口停一站。",
      touches: "全小区，老人和上学的孩子",
      cost: "不清楚",
    },
  });
  return {
    title: "南门口的公交站",
    english: "A bus stop at the south gate",
    scenes: [
      on(38, "10:10", () => proposal.open()),
      on(35, "09:30", () => proposal.supportAtDesk(8)),
      on(33, "18:40", () => proposal.support("石桂兰", "高德胜")),
      on(31, "10:00", () =>
        proposal.review("刘建军", "return", "outsideArea", "公交站由公交公司定，社区定不了。"),
      ),
      on(30, "15:40", () =>
        proposal.review(
          "李秀英",
          "return",
          "outsideArea",
          "站点不归社区定。您愿意的话，可以改成“请居委会写信给公交公司”，我们帮您写。",
        ),
      ),
    ],
  };
}
