import { motionWords } from "../proposals.ts";
import { keyed, onMotion, type AsksOf } from "./ask.ts";

const { text, lang } = motionWords;
const read = () => ({ ...keyed(), version: 1 });

export const agreementsAsks: AsksOf<"agreements"> = {
  "agreements.agree": onMotion("drafted")(read),
  "agreements.put": onMotion("drafted")(() => ({
    ...read(),
    question: "楼道里只放鞋架，您同意吗？",
    text,
    lang,
  })),
  "agreements.takeOver": onMotion("differing")(read),
  "agreements.letBothGo": onMotion("differing")(read),
};
