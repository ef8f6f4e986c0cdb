import { keyed, nothing, type AsksOf } from "./ask.ts";

export const slipsAsks: AsksOf<"slips"> = {
  "slips.buildings": nothing,
  "slips.preview": { id: () => "", input: () => ({ buildings: ["1"] }) },
  "slips.print": {
    id: () => "",
    input: (_id, here) => ({ ...keyed(), choice: {}, expected: here.things.withoutSlip }),
  },
  "slips.issue": { id: (things) => things.resident, input: (residentId) => ({ residentId }) },
  "slips.batches": nothing,
  "slips.list": { id: () => "", input: () => ({ batch: 1, building: "", standing: null }) },
  "slips.history": { id: (things) => things.printedSlip, input: (slipId) => ({ slipId }) },
  "slips.handOut": {
    id: (things) => things.slipBatch,
    input: (batchId) => ({ ...keyed(), batchId, serials: null }),
  },
  "slips.revoke": {
    id: (things) => things.printedSlip,
    input: (slipId) => ({ ...keyed(), slipId, reason: "lost" }),
  },
};
