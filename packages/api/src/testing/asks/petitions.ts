import { addDays } from "@yishi/domain/calendar";
import type { Settlement } from "../settlement.ts";
import { keyed, nothing, today, type Ask, type AsksOf } from "./ask.ts";

const onPetition =
  (name: "petition" | "duePetition") =>
  (input: (here: Settlement) => object = () => ({})): Ask => ({
    id: (things) => things[name],
    input: (petitionId, here) => ({ ...input(here), petitionId }),
  });
const said = { answer: "会议在活动室开，晚上七点。", lang: "zh-CN" } as const;

export const petitionsAsks: AsksOf<"petitions"> = {
  "petitions.list": { id: () => "", input: () => ({}) },
  "petitions.byNumber": {
    id: (things) => things.petitionNumber,
    input: (id) => {
      const [year, number] = id.split("-").map(Number);
      return id.length > 20 ? { year: 2026, number: 999_999 } : { year, number };
    },
  },
  "petitions.open": {
    id: () => "",
    input: () => ({
      ...{ ...keyed(), meeting: "residents", title: "开会议一议停车", lang: "zh-CN" },
      asks: "请开居民会议，定下院里停车怎么管。",
    }),
  },
  "petitions.sign": onPetition("petition")(keyed),
  "petitions.unsign": onPetition("petition")(keyed),
  "petitions.withdraw": onPetition("petition")(keyed),
  "petitions.signers": onPetition("petition")(),
  "petitions.awaiting": nothing,
  "petitions.convene": onPetition("duePetition")((here) => ({
    ...{ ...keyed(), ...said },
    meetingOn: addDays(today(here), 20),
  })),
  "petitions.decline": onPetition("duePetition")(() => ({
    ...{ ...keyed(), ...said },
    ground: "decidedRecently",
  })),
};
