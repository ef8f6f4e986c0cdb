import type { Settlement, Things } from "../settlement.ts";
import { noConflict, opinionWords, question } from "../expert-words.ts";
import { keyed, nothing, type Ask, type AsksOf } from "./ask.ts";

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
  "consultations.choose": on(
    "choosing",
    "consultationId",
  )((here) => ({
    ...{ ...keyed(), experts: [here.things.expert], reason: "他懂供暖。", lang: "zh-CN" },
  })),
  "consultations.declarations": nothing,
  "consultations.decide": onSeat("declaredSeat")(() => ({
    ...{ ...keyed(), sits: true, decision: "没有看到冲突。", lang: "zh-CN" },
  })),
  "consultations.object": onSeat("sittingSeat")(keyed),
  "consultations.respond": on(
    "answering",
    "consultationId",
  )(() => ({
    ...{ ...keyed(), lang: "zh-CN" },
    answers: [1, 2].map((number) => ({ number, verdict: "adopted", reason: "照办。" })),
  })),
  "consultations.goOutside": on(
    "unanswerable",
    "consultationId",
  )(() => ({
    ...{ ...keyed(), reference: "设计院函3号" },
  })),
  "consultations.withdraw": on("choosing", "consultationId")(keyed),
  "consultations.awaiting": nothing,
  "consultations.record": nothing,
  "panels.objectable": nothing,
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
