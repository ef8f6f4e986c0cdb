import { type AsksOf } from "./ask.ts";

export const slipsAsks: AsksOf<"slips"> = {
  "slips.issue": { id: (things) => things.resident, input: (residentId) => ({ residentId }) },
};
