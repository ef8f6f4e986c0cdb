import { keyed, type AsksOf } from "./ask.ts";

export const kinshipsAsks: AsksOf<"kinships"> = {
  "kinships.of": { id: (things) => things.resident, input: (residentId) => ({ residentId }) },
  "kinships.declare": {
    id: (things) => things.resident,
    input: (residentId, here) => ({
      ...{ ...keyed(), residentId, otherId: here.things.neighbour, relation: "parent" },
    }),
  },
  "kinships.strike": {
    id: (things) => things.kinship,
    input: (kinshipId) => ({ ...keyed(), kinshipId }),
  },
};
