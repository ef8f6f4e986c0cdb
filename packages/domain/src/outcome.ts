import type { RefusalCode } from "./refusals.ts";

/** What a rule answers when it says no: its code, and the figures its sentence needs. A refusal is an answer, not a defect. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Says no, naming the rule that said it and the figures the resident should be told. */
export function refuse(code: RefusalCode, values: Refusal["values"] = {}): Refusal {
  return { refused: code, values };
}

/** Tells a refusal from every other answer. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "refused" in answer;
}
