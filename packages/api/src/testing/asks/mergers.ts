import { keyed, type AsksOf } from "./ask.ts";

const text = {
  title: "楼道不堆东西也不停车",
  problem: "楼道里堆着旧家具，还停着电动车，老人走路不方便。",
  wish: "写进公约，大家都清走，车停到车棚里。",
  touches: "1号楼2号楼",
  cost: "不花钱",
  lang: "zh-CN",
} as const;
const why = "说的是同一件事，合在一起好办。";

export const mergersAsks: AsksOf<"mergers"> = {
  "mergers.read": { id: (things) => things.merger, input: (mergerId) => ({ mergerId }) },
  "mergers.ofProposal": { id: (things) => things.tookIn, input: (proposalId) => ({ proposalId }) },
  "mergers.offers": { id: (things) => things.supported, input: (proposalId) => ({ proposalId }) },
  "mergers.ask": {
    id: (things) => things.supported,
    input: (fromId, { things }) => ({ ...keyed(), ...text, why, fromId, intoId: things.tookIn }),
  },
  "mergers.suggest": {
    id: (things) => things.supported,
    input: (fromId, { things }) => ({ ...keyed(), ...text, why, fromId, intoId: things.tookIn }),
  },
  "mergers.agree": {
    id: (things) => things.merger,
    input: (mergerId) => ({ ...keyed(), mergerId, version: 1 }),
  },
  "mergers.mend": {
    id: (things) => things.merger,
    input: (mergerId) => ({ ...keyed(), ...text, mergerId, version: 1 }),
  },
  "mergers.decline": {
    id: (things) => things.merger,
    input: (mergerId) => ({ ...keyed(), mergerId, version: 1, why: "还是分开办清楚。", lang: "zh-CN" }),
  },
  "mergers.takeBack": { id: (things) => things.merger, input: (mergerId) => ({ ...keyed(), mergerId }) },
  "mergers.answer": {
    id: (things) => things.tookIn,
    input: (proposalId) => ({ ...keyed(), proposalId, supports: true, namePublic: false }),
  },
};
