import { keyed, nothing, type AsksOf } from "./ask.ts";

const words = { said: "我家在一楼，搬的时候请先说一声。", lang: "zh-CN" } as const;
const view = { ...words, kind: "for", namePublic: false, agreed: true } as const;

export const viewsAsks: AsksOf<"views" | "amendments" | "moderation"> = {
  "views.ofProposal": { id: (things) => things.supported, input: (proposalId) => ({ proposalId }) },
  "views.summary": { id: (things) => things.supported, input: (proposalId) => ({ proposalId }) },
  "views.say": {
    id: (things) => things.supported,
    input: (proposalId) => ({ ...keyed(), ...view, proposalId }),
  },
  "views.enter": {
    id: (things) => things.supported,
    input: (proposalId, { things }) => ({
      ...{ ...keyed(), ...view, proposalId, through: "phone" },
      forResident: things.neighbour,
    }),
  },
  "views.answer": {
    id: (things) => things.question,
    input: (viewId) => ({ ...keyed(), ...words, viewId }),
  },
  "views.answerInPost": {
    id: (things) => things.question,
    input: (viewId) => ({ ...keyed(), ...words, viewId }),
  },
  "views.edit": { id: (things) => things.view, input: (viewId) => ({ ...keyed(), ...words, viewId }) },
  "views.showName": {
    id: (things) => things.view,
    input: (viewId) => ({ ...keyed(), viewId, namePublic: true }),
  },
  "views.takeBack": { id: (things) => things.view, input: (viewId) => ({ ...keyed(), viewId }) },
  "amendments.versions": { id: (things) => things.supported, input: (proposalId) => ({ proposalId }) },
  "amendments.accept": { id: (things) => things.wording, input: (viewId) => ({ ...keyed(), viewId }) },
  "amendments.decline": {
    id: (things) => things.wording,
    input: (viewId) => ({ ...keyed(), viewId, why: "原来的话更清楚。" }),
  },
  "moderation.log": { id: () => "", input: () => ({}) },
  "moderation.appeals": nothing,
  "moderation.hide": {
    id: (things) => things.view,
    input: (viewId) => ({ ...keyed(), viewId, rule: "offTopic", why: "和这件提案没有关系。" }),
  },
  "moderation.takeBack": { id: (things) => things.hidden, input: (viewId) => ({ ...keyed(), viewId }) },
  "moderation.appeal": {
    id: (things) => things.hidden,
    input: (viewId) => ({ ...keyed(), viewId, why: "我说的就是这件事。" }),
  },
  "moderation.decideAppeal": {
    id: (things) => things.appealedView,
    input: (viewId) => ({ ...keyed(), viewId, outcome: "restored", why: "说的就是这件提案。" }),
  },
};
