import { keyed, nothing, type AsksOf } from "./ask.ts";

export const recoveriesAsks: AsksOf<"recoveries"> = {
  "recoveries.list": nothing,
  "recoveries.open": {
    id: (things) => things.author,
    input: (residentId) => ({ ...keyed(), residentId, proof: "known" }),
  },
  "recoveries.confirm": { id: (things) => things.recovery, input: (recoveryId) => ({ recoveryId }) },
};
