import { lengthOf, limits } from "@yishi/domain/texts";
import { m } from "#lib/paraglide/messages.js";

/** The questions of an opinion, one on each page; then what hangs on it, and after that all of it is read and signed. */
export const questions = ["facts", "advice", "risk", "unknown"] as const;
export type Question = (typeof questions)[number];
export const filesStep = questions.length + 1;
export const steps = questions.length + 2;

/** What has been written so far. */
export interface Written {
  readonly facts: string;
  readonly advice: readonly string[];
  readonly risk: string;
  readonly unknown: string;
}

const least: Readonly<Record<Question, number>> = {
  facts: limits.seenFacts.min,
  advice: limits.advice.min,
  risk: limits.risk.min,
  unknown: limits.risk.min,
};

/** Whether something was written that can stand as the answer to a question. */
export function isAnswer(question: Question, text: string): boolean {
  return lengthOf(text.trim()) >= least[question];
}

/** What somebody answers who does not know. */
export function unknownTo(question: Question): string {
  return question === "advice" ? m["consultations.write.idkAdvice"]() : m["consultations.write.idkWords"]();
}

/** The words with the answer to one question; of advice with one piece of it, which is gone where it is empty. */
export function withAnswer(
  before: Written,
  { question, piece, text }: { readonly question: Question; readonly piece: number; readonly text: string },
): Written {
  if (question !== "advice") return { ...before, [question]: text };
  const { advice } = before;
  const [earlier, later] = [advice.slice(0, piece - 1), advice.slice(piece)];
  return { ...before, advice: [...earlier, ...(text.trim() === "" ? [] : [text]), ...later] };
}

/** The first question to which nothing was answered yet. */
export function missingIn({ advice, ...rest }: Written): Question | undefined {
  return questions.find((question) =>
    question === "advice"
      ? advice.length === 0 || !advice.every((one) => isAnswer("advice", one))
      : !isAnswer(question, rest[question]),
  );
}
