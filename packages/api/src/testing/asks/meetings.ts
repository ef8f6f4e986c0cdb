import { addDays } from "@yishi/domain/calendar";
import type { Settlement, Things } from "../settlement.ts";
import { keyed, nothing, today, type Ask, type AsksOf } from "./ask.ts";

type Met = "meeting" | "meetingToday" | "minuted" | "unsigned" | "recorded";
const onMeeting =
  (name: Met) =>
  (input: (here: Settlement) => object = () => ({})): Ask => ({
    id: (things: Things) => things.met[name],
    input: (meetingId, here) => ({ ...input(here), meetingId }),
  });
const reasoned = { reason: "活动室在修，换个地方。", lang: "zh-CN" } as const;
const entry = { item: 1, said: "大家都说早晚要留通道。" } as const;
const seat = (here: Settlement) => ({ ...keyed(), holderId: here.things.met.absent });

export const meetingsAsks: AsksOf<"attendance" | "meetings" | "minutes"> = {
  "meetings.list": { id: () => "", input: () => ({}) },
  "meetings.byNumber": {
    id: (things) => things.met.number,
    input: (id) => {
      const [year, number] = id.split("-").map(Number);
      return id.length > 20 ? { year: 2026, number: 999_999 } : { year, number };
    },
  },
  "meetings.calling": nothing,
  "meetings.announce": {
    id: () => "",
    input: (_id, here) => ({
      ...{ ...keyed(), kind: "committee", title: "商量停车怎么划线", place: "居委会活动室", lang: "zh-CN" },
      ...{ day: addDays(today(here), 9), time: "19:00", notice: "请委员按时到。" },
      items: [{ title: "停车位怎么划" }],
    }),
  },
  "meetings.move": onMeeting("meeting")((here) => ({
    ...{ ...keyed(), ...reasoned },
    ...{ day: addDays(today(here), 12), time: "19:00", place: "2号楼门厅" },
  })),
  "meetings.callOff": onMeeting("meeting")(() => ({ ...keyed(), ...reasoned })),
  "meetings.awaiting": nothing,
  "attendance.come": onMeeting("meetingToday")(keyed),
  "attendance.seats": onMeeting("meetingToday")(),
  "attendance.take": onMeeting("meetingToday")(seat),
  "attendance.enter": onMeeting("meetingToday")(seat),
  "attendance.strike": onMeeting("meetingToday")((here) => ({
    ...keyed(),
    holderId: here.things.met.there,
  })),
  "attendance.names": onMeeting("meetingToday")(),
  "attendance.companions": onMeeting("minuted")(),
  "minutes.corrections": onMeeting("minuted")(),
  "minutes.write": onMeeting("meetingToday")(() => ({ ...keyed(), entries: [entry], lang: "zh-CN" })),
  "minutes.ask": onMeeting("minuted")(() => ({
    ...{ ...keyed(), item: 1, wrong: "时间写错了，是晚上七点。", lang: "zh-CN" },
  })),
  "minutes.answer": {
    id: (things) => things.met.correction,
    input: (correctionId) => ({
      ...{ ...keyed(), correctionId, accepted: true, entry, reason: "照您说的改了。", lang: "zh-CN" },
    }),
  },
  "minutes.sign": onMeeting("unsigned")(keyed),
  "minutes.supplement": onMeeting("recorded")(() => ({
    ...{ ...keyed(), text: "会后核对，地点是活动室二楼。", lang: "zh-CN" },
  })),
  "minutes.done": onMeeting("recorded")((here) => ({ ...keyed(), item: 1, on: today(here) })),
};
