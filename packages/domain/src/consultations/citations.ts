import { refuse, type Refusal } from "../outcome.ts";
import type { Verdict } from "../consultations.ts";

/** An advice that was answered, by the consultation in which it was given and the number that it has there. */
export interface AnsweredAdvice {
  readonly consultationId: string;
  readonly number: number;
  readonly verdict: Verdict;
}

/** The advice that a motion may say it stands on: what the committee took up, all of it or in part. */
export function citable<Advice extends Pick<AnsweredAdvice, "verdict">>(
  answered: readonly Advice[],
): readonly Advice[] {
  return answered.filter(({ verdict }) => verdict !== "notAdopted");
}

/** The advice that a motion cites, in the order of its numbers. What nobody gave or took up is not cited. */
export function cite(
  answered: readonly AnsweredAdvice[],
  numbers: readonly number[],
): readonly AnsweredAdvice[] | Refusal {
  const may = citable(answered);
  const wrong = numbers.find((number) => !may.some((advice) => advice.number === number));
  if (wrong !== undefined) return refuse("advice-not-adopted", { number: wrong });
  return may
    .filter(({ number }) => numbers.includes(number))
    .toSorted((one, other) => one.number - other.number);
}
