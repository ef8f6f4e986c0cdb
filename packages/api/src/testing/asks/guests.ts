import { addDays } from "@yishi/domain/calendar";
import { keyed, nothing, today, type AsksOf } from "./ask.ts";

export const guestsAsks: AsksOf<"guests"> = {
  "guests.list": nothing,
  "guests.forSlips": nothing,
  "guests.enter": {
    id: () => "",
    input: () => ({ ...keyed(), personName: "丙二", servesAs: "测试律师事务所" }),
  },
  "guests.remove": { id: (things) => things.guest, input: (memberId) => ({ ...keyed(), memberId }) },
  "guests.appointing": {
    id: (things) => things.guest,
    input: (memberId) => ({ memberId, post: "mediator" }),
  },
  "guests.appoint": {
    id: (things) => things.guest,
    input: (memberId, here) => ({
      ...{ ...keyed(), memberId, post: "mediator", appointedBy: "居民会议", reference: "第2号决定" },
      ...{ appointedOn: today(here), untilDay: addDays(today(here), 100) },
    }),
  },
  "guests.issueSlip": { id: (things) => things.guest, input: (memberId) => ({ memberId }) },
};
