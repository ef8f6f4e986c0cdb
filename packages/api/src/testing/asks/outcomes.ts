import { keyed, onMotion, today, type AsksOf } from "./ask.ts";

/** On whose behalf it is asked goes into `forResident`. */
export const outcomesAsks: AsksOf<"objections" | "acceptances" | "followUps"> = {
  "objections.of": onMotion("objected")(),
  "objections.file": onMotion("objected")(() => ({
    ...keyed(),
    ...{ ground: "procedure", code: "notice", text: "通知没有贴满十天。", lang: "zh-CN" },
  })),
  "objections.answer": {
    id: (things) => things.objection,
    input: (objectionId) => ({
      ...keyed(),
      ...{ objectionId, verdict: "rejected", answer: "通知贴满了十天，有照片。", lang: "zh-CN" },
    }),
  },
  "objections.recordCourtCase": onMotion("implementing")((here) => ({
    ...keyed(),
    ...{ court: "区人民法院", on: today(here), reference: "立案通知1号" },
  })),
  "objections.endCourtCase": onMotion("finished")((here) => ({
    ...keyed(),
    ...{ on: today(here), end: "upheld", reference: "判决书1号" },
  })),
  "acceptances.of": onMotion("finished")(),
  "acceptances.say": onMotion("finished")(() => ({ ...keyed(), said: { accepted: true }, lang: "zh-CN" })),
  "acceptances.standIn": onMotion("finished")(() => ({
    ...keyed(),
    ...{ said: { accepted: true }, lang: "zh-CN" },
  })),
  "followUps.of": onMotion("accepted")(),
  "followUps.answer": onMotion("accepted")(() => ({
    ...keyed(),
    ...{ round: 1, score: 4, words: "", lang: "zh-CN" },
  })),
  "followUps.words": onMotion("accepted")(),
};
