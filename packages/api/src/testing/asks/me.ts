import { keyed, nothing, type Ask, type AsksOf } from "./ask.ts";

const whose: Ask = { id: () => "", input: () => ({}) };

export const meAsks: AsksOf<"me" | "consents" | "contests"> = {
  "me.periods": nothing,
  "me.entry": whose,
  "me.kept": whose,
  "me.seen": whose,
  "me.copy": whose,
  "me.membership": nothing,
  "me.closing": nothing,
  "me.close": { id: () => "", input: () => ({ understood: true }) },
  "me.eraseDraft": { id: (things) => things.draft, input: (proposalId) => ({ ...keyed(), proposalId }) },
  "consents.mine": whose,
  "consents.change": {
    id: (things) => things.supported,
    input: (proposalId) => ({ ...keyed(), proposalId, purpose: "authorName", given: false }),
  },
  "contests.mine": whose,
  "contests.file": {
    id: () => "",
    input: () => ({
      ...keyed(),
      asks: "correct",
      about: "born",
      wrong: "出生日期写错了。",
      wanted: "应该是五月三日。",
      lang: "zh-CN",
    }),
  },
  "contests.withdraw": { id: (things) => things.contest, input: (contestId) => ({ ...keyed(), contestId }) },
  "contests.waiting": nothing,
  "contests.open": nothing,
  "contests.answer": {
    id: (things) => things.contest,
    input: (contestId) => ({ ...keyed(), contestId, status: "refused", answer: "名册上写的是对的。" }),
  },
};
