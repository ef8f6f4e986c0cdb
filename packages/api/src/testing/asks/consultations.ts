import type { Settlement, Things } from "../settlement.ts";
import { keyed, nothing, type Ask, type AsksOf } from "./ask.ts";

export const opinionWords = {
  facts: "看了11号楼东侧，离墙六米，地面平。",
  advice: ["棚顶用不燃的材料。", "每个插座单独跳闸。"],
  risk: "大约四万元。材料不对，会着火。",
  unknown: "地下的管线没有图，我不知道。",
  lang: "zh-CN",
} as const;
export const noConflict = {
  livesThere: "no",
  kin: "no",
  contract: "no",
  investment: "no",
  vendor: "no",
  publicStand: "unknown",
} as const;
export const question = {
  question: "这样建，防火够不够？",
  why: "充电会着火，要懂消防的人看。",
  lang: "zh-CN",
  fields: ["heating"],
  hazards: [],
  buildings: [],
  workingDays: 10,
} as const;

type Seat = "askedSeat" | "declaredSeat" | "sittingSeat" | "signingSeat";
const onSeat =
  (name: Seat) =>
  (input: (here: Settlement) => object = () => ({})): Ask => ({
    id: (things) => things[name],
    input: (seatId, here) => ({ ...input(here), seatId }),
  });
const on =
  (name: keyof Pick<Things, "choosing" | "answering" | "admitted" | "unanswerable">, key: string) =>
  (input: (here: Settlement) => object = () => ({})): Ask => ({
    id: (things) => things[name],
    input: (id, here) => ({ ...input(here), [key]: id }),
  });

export const consultationsAsks: AsksOf<"consultations" | "panels"> = {
  "consultations.ofProposal": on("admitted", "proposalId")(),
  "consultations.request": on("admitted", "proposalId")(() => ({ ...keyed(), ...question })),
  "consultations.candidates": on("choosing", "consultationId")(),
  "consultations.choose": on("choosing", "consultationId")((here) => ({
    ...{ ...keyed(), experts: [here.things.expert], reason: "他懂供暖。", lang: "zh-CN" },
  })),
  "consultations.declarations": nothing,
  "consultations.decide": onSeat("declaredSeat")(() => ({
    ...{ ...keyed(), sits: true, decision: "没有看到冲突。", lang: "zh-CN" },
  })),
  "consultations.object": onSeat("sittingSeat")(keyed),
  "consultations.respond": on("answering", "consultationId")(() => ({
    ...{ ...keyed(), lang: "zh-CN" },
    answers: [1, 2].map((number) => ({ number, verdict: "adopted", reason: "照办。" })),
  })),
  "consultations.goOutside": on("unanswerable", "consultationId")(() => ({
    ...{ ...keyed(), reference: "设计院函3号" },
  })),
  "consultations.withdraw": on("choosing", "consultationId")(keyed),
  "consultations.awaiting": nothing,
  "consultations.record": nothing,
  "panels.mine": nothing,
  "panels.ofResident": {
    id: (things) => things.expertResident,
    input: (residentId) => ({ residentId }),
  },
  "panels.seat": onSeat("sittingSeat")(),
  "panels.reply": onSeat("askedSeat")(() => ({ ...keyed(), declared: noConflict })),
  "panels.stepBack": onSeat("sittingSeat")(keyed),
  "panels.saveDraft": onSeat("sittingSeat")(() => ({ ...keyed(), ...opinionWords, risk: "" })),
  "panels.file": onSeat("sittingSeat")(() => ({ ...keyed(), ...opinionWords, how: "opinion" })),
  "panels.sign": {
    id: (things) => things.signingSeat,
    input: (seatId, { things }) => ({ ...keyed(), seatId, hash: things.opinionHash }),
  },
};
