import type { Settlement } from "../settlement.ts";
import { keyed, onMotion, type Ask, type AsksOf } from "./ask.ts";

const on =
  (name: "challenge" | "proposedChallenge") =>
  (input: (here: Settlement) => object): Ask => ({
    id: (things) => things[name],
    input: (challengeId, here) => ({ ...input(here), challengeId }),
  });
const said = { words: "我家在名单上少了一个人。", lang: "zh-CN" } as const;

export const challengesAsks: AsksOf<"challenges" | "challengeAnswers"> = {
  "challenges.roll": onMotion("announced")(),
  "challenges.own": onMotion("announced")(),
  "challenges.file": onMotion("announced")(() => ({ ...keyed(), ground: "missing", ...said })),
  "challenges.withdraw": on("challenge")(keyed),
  "challengeAnswers.open": onMotion("announced")(),
  "challengeAnswers.proposed": onMotion("announced")(),
  "challengeAnswers.candidates": onMotion("announced")((here) => ({
    door: { building: "1", stairwell: "1", door: "101" },
    challengeId: here.things.challenge,
  })),
  "challengeAnswers.propose": on("challenge")(() => ({
    ...{ ...keyed(), verdict: "refused", answer: "名单上是对的。", lang: "zh-CN" },
  })),
  "challengeAnswers.confirm": on("proposedChallenge")(keyed),
  "challengeAnswers.differ": on("proposedChallenge")(() => ({ ...keyed(), why: "请再看一看户口簿。" })),
};
