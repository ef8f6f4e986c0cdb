import { rollFile } from "../settlement.ts";
import { keyed, nothing, type AsksOf } from "./ask.ts";

export const rollAsks: AsksOf<"roll"> = {
  "roll.figures": nothing,
  "roll.read": { id: () => "", input: () => ({ fileName: "名册.csv", bytes: rollFile() }) },
  "roll.import": { id: (things) => things.import, input: (importId) => ({ ...keyed(), importId }) },
  "roll.find": { id: () => "", input: () => ({ building: "1", name: "甲" }) },
  "roll.resident": { id: (things) => things.resident, input: (residentId) => ({ residentId }) },
};
