import { keyed, onMotion, today, type AsksOf } from "./ask.ts";

export const boxesAsks: AsksOf<"boxes"> = {
  "boxes.ofMotion": onMotion("voting")(),
  "boxes.enter": onMotion("voting")((here) => ({
    ...{ ...keyed(), secondCarrierId: here.things.carrier, on: today(here) },
    doors: [{ building: "1", stairwell: "1", door: "101" }],
  })),
};
