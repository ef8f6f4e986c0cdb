import { keyed, nothing, type AsksOf } from "./ask.ts";

export const followAsks: AsksOf<"follow"> = {
  "follow.start": {
    id: (things) => things.supported,
    input: (proposalId) => ({ ...keyed(), proposalId }),
  },
  "follow.stop": { id: (things) => things.supported, input: (proposalId) => ({ ...keyed(), proposalId }) },
  "follow.look": { id: (things) => things.supported, input: (proposalId) => ({ proposalId }) },
  "follow.mine": nothing,
};
