import { on, type Chapter } from "../../telling/scenes.ts";
import { newKey, type Teller } from "../../telling/teller.ts";
import { ask } from "../motions.ts";
import { follow, type Followed } from "../proposals.ts";

/** A hot meal at weekends: put to a representatives' meeting that is called for it, 50 members of whom 34 have to come. */
export function canteen(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "贾秀荣",
    firstYes: "delegated",
    written: {
      title: "老年食堂周末供一顿热饭，试行三个月",
      problem: "老年食堂周末不开。我一个人住，懒得做饭，常拿剩的凑合。",
      wish: "周六、周日中午供一顿热饭，先试三个月，看有多少人来吃。",
      touches: "独居的老人，愿意来吃的居民",
      cost: "三个月约9600元",
    },
  });
  const motion = ask(teller, proposal, {
    electorate: "representative",
    question: "老年食堂周末供一顿热饭，试行三个月，您同意吗？",
    text: "老年食堂周六、周日中午供一顿热饭，每份8元，试行三个月。\n每月贴出吃饭的人数和收支。\n三个月后再问大家，要不要接着办。",
    costYuan: 9600,
    moneySource: "社区工作经费和饭费",
    carriedOutBy: "张慧（居委会委员）",
    doneInDays: 110,
    ifRejected: "周末照旧不开。",
  });
  let meetingId = "";
  return {
    title: "周末的热饭",
    english: "A hot meal at weekends",
    scenes: [
      on(35, "10:20", () => proposal.open()),
      on(33, "09:40", () => proposal.supportAtDesk(8)),
      on(32, "12:10", () => proposal.support("石桂兰", "王建民")),
      on(29, "09:30", () => proposal.review("刘建军", "admit")),
      on(28, "10:10", () => proposal.review("李秀英", "admit")),
      on(24, "10:00", () => motion.draft()),
      on(17, "16:00", () => motion.study("支部会议记录第10号")),
      on(6, "09:14", async () => {
        meetingId = await callRepresentatives(teller, proposal);
      }),
      on(6, "09:20", () =>
        motion.announce({ opensDaysAgo: -6, closesDaysAgo: -8, closesAt: "18:00", meetingId }),
      ),
    ],
  };
}

/** The chair calls the representatives together for the first evening of the vote, with the meal on the agenda. */
async function callRepresentatives(teller: Teller, proposal: Followed): Promise<string> {
  const chair = await teller.as("赵丽娜");
  const numbered = await chair.meetings.announce({
    ...{ key: newKey(), lang: "zh-CN", kind: "representatives", day: teller.day(-6), time: "19:00" },
    ...{ place: "社区活动室二楼", title: "表决周末的热饭" },
    notice: "请各位代表按时到。会上先说收支，再举手表决。",
    items: [{ title: "老年食堂周末供一顿热饭", about: proposal.numbered() }],
  });
  return (await chair.meetings.byNumber(numbered)).meetingId;
}
