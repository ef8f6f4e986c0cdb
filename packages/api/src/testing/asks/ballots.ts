import { keyed, onMotion, type AsksOf } from "./ask.ts";

export const ballotsAsks: AsksOf<"ballots"> = {
  "ballots.seat": onMotion("voting")(),
  "ballots.cast": onMotion("voting")(() => ({ ...keyed(), choice: "for" })),
  "ballots.atDoor": onMotion("voting")(() => ({ building: "1", stairwell: "1", door: "101" })),
  "ballots.transcribe": onMotion("voting")(() => ({ ...keyed(), seat: 1, choice: "for", channel: "desk" })),
  "ballots.sheets": onMotion("counted")(),
  "ballots.count": onMotion("closed")(() => ({ ...keyed(), desk: 9, homeBox: 0, meeting: 0 })),
};
