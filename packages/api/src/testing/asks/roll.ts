import { rollFile } from "../registers.ts";
import type { Settlement } from "../settlement.ts";
import { keyed, nothing, type AsksOf } from "./ask.ts";

const place = { building: "9", stairwell: "1", door: "901", part: "" };
const somebody = { personName: "新来的", born: "1970-01-01", residence: "registered", livedSince: null };
const written = (here: Settlement) => ({ on: here.today, reference: "户口簿" });

export const rollAsks: AsksOf<"roll"> = {
  "roll.figures": nothing,
  "roll.read": { id: () => "", input: () => ({ fileName: "名册.csv", bytes: rollFile() }) },
  "roll.import": { id: (things) => things.import, input: (importId) => ({ ...keyed(), importId }) },
  "roll.underway": { id: (things) => things.import, input: (importId) => ({ importId }) },
  "roll.preview": {
    id: (things) => things.import,
    input: (importId) => ({ importId, list: null, page: 1 }),
  },
  "roll.export": { id: () => "", input: () => ({ kind: "csv" }) },
  "roll.person": { id: (things) => things.resident, input: (residentId) => ({ residentId }) },
  "roll.household": { id: (things) => things.household, input: (householdId) => ({ householdId }) },
  "roll.come": {
    id: () => "",
    input: (_, here) => ({ ...keyed(), ...place, ...somebody, why: "movedIn", ...written(here) }),
  },
  "roll.move": {
    id: (things) => things.resident,
    input: (residentId, here) => ({ ...keyed(), residentId, ...place, ...written(here) }),
  },
  "roll.leave": {
    id: (things) => things.resident,
    input: (residentId, here) => ({ ...keyed(), residentId, why: "movedAway", ...written(here) }),
  },
  "roll.correct": {
    id: (things) => things.resident,
    input: (residentId, here) => ({ ...keyed(), residentId, ...somebody, ...written(here) }),
  },
  "roll.split": {
    id: (things) => things.household,
    input: (householdId, here) => ({
      ...{ ...keyed(), householdId, residentIds: [here.things.resident], part: "2" },
      ...written(here),
    }),
  },
  "roll.join": {
    id: (things) => things.household,
    input: (householdId, here) => ({
      ...{ ...keyed(), householdId, intoHouseholdId: here.things.nextHousehold },
      ...written(here),
    }),
  },
  "roll.find": { id: () => "", input: () => ({ building: "1", name: "甲" }) },
  "roll.resident": { id: (things) => things.resident, input: (residentId) => ({ residentId }) },
};
