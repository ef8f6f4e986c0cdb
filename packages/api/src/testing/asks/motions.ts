import { addDays } from "@yishi/domain/calendar";
import { motionWords } from "../proposals.ts";
import { keyed, onMotion, today, type AsksOf } from "./ask.ts";

export const motionsAsks: AsksOf<"motions"> = {
  "motions.scopes": { id: () => "", input: () => undefined },
  "motions.draft": {
    id: (things) => things.admitted,
    input: (proposalId) => ({ ...keyed(), ...motionWords, proposalId }),
  },
  "motions.recordPriorStudy": onMotion("drafted")((here) => ({
    ...keyed(),
    on: today(here),
    reference: "记录4号",
  })),
  "motions.scheduling": onMotion("studied")(),
  "motions.repeating": onMotion("failed")(),
  "motions.repeat": onMotion("failed")((here) => ({
    ...keyed(),
    opensOn: addDays(today(here), 11),
    closesOn: addDays(today(here), 15),
    closesAt: "18:00",
  })),
  "motions.schedule": onMotion("studied")((here) => ({
    ...keyed(),
    opensOn: addDays(today(here), 11),
    closesOn: addDays(today(here), 15),
    closesAt: "18:00",
  })),
};
