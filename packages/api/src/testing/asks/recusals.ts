import { keyed, type AsksOf } from "./ask.ts";

export const recusalsAsks: AsksOf<"recusals"> = {
  "recusals.stepBack": {
    id: (things) => things.reviewed,
    input: (proposalId) => ({ ...keyed(), proposalId, reason: "ownInterest" }),
  },
  "recusals.acting": { id: (things) => things.reviewed, input: (proposalId) => ({ proposalId }) },
  "recusals.of": { id: (things) => things.reviewed, input: (proposalId) => ({ proposalId }) },
  "recusals.ask": {
    id: (things) => things.reviewed,
    input: (proposalId, here) => ({
      ...{ ...keyed(), proposalId, memberId: here.things.acting, reason: "nearRelative" },
    }),
  },
};
