import { keyed, type AsksOf } from "./ask.ts";

const words = {
  title: "楼道里装扶手",
  problem: "楼道里没有扶手，老人上楼不方便。",
  wish: "每层都装扶手。",
  touches: "全小区",
  cost: "三千元",
  lang: "zh-CN",
} as const;

export const proposalsAsks: AsksOf<"proposals"> = {
  "proposals.list": { id: () => "", input: () => ({}) },
  "proposals.byNumber": {
    id: (things) => things.number,
    elsewhere: (things) => things.lastNumber,
    input: (id) => {
      const [year, number] = id.split("-").map(Number);
      return id.length > 20 ? { year: 2026, number: 999_999 } : { year, number };
    },
  },
  "proposals.draft": { id: (things) => things.draft, input: (proposalId) => ({ proposalId }) },
  "proposals.write": {
    id: (things) => things.draft,
    input: (proposalId) => ({ ...keyed(), ...words, proposalId, authorNamed: true }),
  },
  "proposals.open": { id: (things) => things.draft, input: (proposalId) => ({ ...keyed(), proposalId }) },
  "proposals.cosponsor": {
    id: (things) => things.supported,
    input: (proposalId) => ({ ...keyed(), proposalId, namePublic: true }),
  },
  "proposals.review": {
    id: (things) => things.reviewed,
    input: (proposalId) => ({ ...keyed(), proposalId, verdict: "admit", reason: "" }),
  },
  "proposals.withdraw": { id: (things) => things.draft, input: (proposalId) => ({ ...keyed(), proposalId }) },
};
