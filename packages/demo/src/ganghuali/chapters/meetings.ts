import type { Caller } from "@yishi/api/door";
import { addDays } from "@yishi/domain/calendar";
import { on, type Chapter } from "../../telling/scenes.ts";
import { newKey, type Teller } from "../../telling/teller.ts";
import { residentNamed } from "../neighbours.ts";

const room = "社区活动室二楼";

interface Called {
  readonly meetingId: string;
  readonly numbered: { readonly year: number; readonly number: number };
}
type Asked = Parameters<Caller["meetings"]["announce"]>[0];

/** The committee meets: one meeting is over and signed, one is being checked, one is this evening; and every household is called to one. */
export function meetings(teller: Teller): Chapter {
  const called = new Map<string, Called>();
  const met = (title: string): Called => {
    const found = called.get(title);
    if (!found) throw new Error(`nobody called the meeting ${title}`);
    return found;
  };
  const call = (asked: Omit<Asked, "key" | "lang" | "place" | "time">) => callMeeting(teller, called, asked);
  return {
    title: "开会",
    english: "Meetings, from the notice to what was decided",
    scenes: [
      on(48, "09:30", () => call(aboutLamps(teller))),
      on(44, "18:55", () => came(teller, met(lamps), "赵丽娜", "马国栋", "刘建军", "张慧", "孟和")),
      on(43, "10:20", () => minutesOfLamps(teller, met(lamps))),
      on(42, "11:05", () => corrected(teller, met(lamps))),
      on(28, "09:10", () => sign(teller, met(lamps), "赵丽娜", "刘建军")),
      on(20, "16:30", () => opened(teller, met(lamps))),
      on(8, "09:00", () => call(aboutSnow(teller))),
      on(6, "15:20", () => moved(teller, met(snow))),
      on(5, "10:10", () => call(aboutThisEvening(teller))),
      on(3, "09:40", () => call(aboutParking(teller))),
      on(2, "19:05", () => came(teller, met(snow), "赵丽娜", "马国栋", "刘建军", "孟和", "白志刚")),
      on(1, "10:00", () => minutesOfSnow(teller, met(snow))),
    ],
  };
}

const lamps = "商量楼道灯和窗口值班";
const snow = "商量冬天扫雪";

const aboutLamps = (teller: Teller) => ({
  ...{ kind: "committee" as const, day: teller.day(44), title: lamps },
  ...{ notice: "请各位委员按时到，带上自己楼的楼道灯清单。" },
  items: [{ title: "楼道灯坏了谁来换" }, { title: "窗口星期六要不要开" }, { title: "下个月巡查怎么排" }],
});
const aboutSnow = (teller: Teller) => ({
  ...{ kind: "committee" as const, day: teller.day(2), title: snow },
  ...{ notice: "请各位委员按时到。来不了请提前说。" },
  items: [{ title: "哪几条路先扫" }, { title: "撒什么化雪" }],
});
const aboutThisEvening = (teller: Teller) => ({
  ...{ kind: "committee" as const, day: teller.today, title: "准备居民会议" },
  ...{ notice: "请各位委员按时到，先看看中心花园停车的联名。" },
  items: [{ title: "会上谁来主持" }, { title: "签到怎么安排" }],
});
const aboutParking = (teller: Teller) => ({
  ...{ kind: "residentsByHousehold" as const, day: addDays(teller.today, 9), title: "定院里冬天怎么停车" },
  ...{ notice: "请每户来一位年满18周岁的家人。\n来不了，请先跟窗口说，也可以让同户的家人来。" },
  items: [{ title: "哪些地方能停，哪些地方不能停" }, { title: "谁来管，停错了怎么办" }],
});

async function callMeeting(
  teller: Teller,
  called: Map<string, Called>,
  asked: Omit<Asked, "key" | "lang" | "place" | "time">,
): Promise<void> {
  const chair = await teller.as("赵丽娜");
  const numbered = await chair.meetings.announce({
    ...{ key: newKey(), lang: "zh-CN", place: room, time: "19:00", ...asked },
  });
  const { meetingId } = await chair.meetings.byNumber(numbered);
  called.set(asked.title, { numbered, meetingId });
}

async function came(teller: Teller, { meetingId }: Called, ...names: readonly string[]) {
  const desk = await teller.as("周敏");
  for (const name of names)
    await desk.attendance.take({ key: newKey(), meetingId, holderId: await residentNamed(desk, name) });
}

async function sign(teller: Teller, { meetingId }: Called, ...names: readonly string[]) {
  for (const name of names) await (await teller.as(name)).minutes.sign({ key: newKey(), meetingId });
}

/** The window is open on Saturdays since the day before. */
async function opened(teller: Teller, { meetingId }: Called) {
  const secretary = await teller.as("韩雪梅");
  await secretary.minutes.done({ key: newKey(), meetingId, item: 2, on: teller.day(21) });
}

async function moved(teller: Teller, { meetingId }: Called) {
  const chair = await teller.as("赵丽娜");
  await chair.meetings.move({
    ...{ key: newKey(), meetingId, day: teller.day(2), time: "19:00", place: "物业二楼会议室" },
    ...{ reason: "活动室那天晚上给老年合唱队用，换个地方。", lang: "zh-CN" },
  });
}

async function minutesOfLamps(teller: Teller, { meetingId }: Called) {
  const secretary = await teller.as("韩雪梅");
  await secretary.minutes.write({
    ...{ key: newKey(), meetingId, lang: "zh-CN" },
    entries: [
      {
        ...{ item: 1, said: "十一栋楼里坏了二十三盏。有人说等物业，有人说先换最黑的几处。" },
        resolved: {
          ...{
            resolution: "先换二十三盏，用居委会的工作经费，不超过一千二百元。",
            for: 5,
            against: 0,
            abstain: 0,
          },
          ...{ carriedOutBy: "马国栋", dueOn: teller.day(15) },
        },
      },
      {
        ...{ item: 2, said: "上班的人平时来不了。星期六开半天，两个人轮着来。" },
        resolved: {
          ...{ resolution: "从下个月起，窗口星期六上午开。", for: 4, against: 0, abstain: 1 },
          ...{ carriedOutBy: "韩雪梅", dueOn: teller.day(18) },
        },
      },
      { item: 3, said: "先看楼道灯换好以后再排，这次没有定。" },
    ],
  });
}

/** One of the committee finds a sentence missing, and the secretary mends it. */
async function corrected(teller: Teller, { meetingId }: Called) {
  const asker = await teller.as("刘建军");
  const { correctionId } = await asker.minutes.ask({
    ...{ key: newKey(), meetingId, item: 3, lang: "zh-CN" },
    wrong: "漏了一句：巡查要带上楼长。",
  });
  const secretary = await teller.as("韩雪梅");
  await secretary.minutes.answer({
    ...{ key: newKey(), correctionId, accepted: true, lang: "zh-CN", reason: "核对过了，补上。" },
    entry: { item: 3, said: "先看楼道灯换好以后再排，这次没有定。巡查要带上楼长。" },
  });
}

async function minutesOfSnow(teller: Teller, { meetingId }: Called) {
  const secretary = await teller.as("韩雪梅");
  await secretary.minutes.write({
    ...{ key: newKey(), meetingId, lang: "zh-CN" },
    entries: [
      {
        ...{ item: 1, said: "先扫去车站和医院的路，再扫楼门口。" },
        resolved: {
          ...{ resolution: "下雪当天上午十点以前，扫出三条主路。", for: 5, against: 0, abstain: 0 },
          ...{ carriedOutBy: "白志刚", dueOn: teller.day(-20) },
        },
      },
      { item: 2, said: "有人担心盐伤树，再问问懂行的人。" },
    ],
  });
}
