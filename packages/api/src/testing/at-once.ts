import type { Refusal } from "@yishi/domain/outcome";
import { reasonOf } from "../accept.ts";

export type Settled<T> = { readonly done: T } | { readonly refused: Refusal };

/** Does all of it at once; whatever is neither done nor refused is a defect and fails the test. */
export async function atOnce<T>(acts: readonly (() => Promise<T>)[]): Promise<readonly Settled<T>[]> {
  return Promise.all(
    acts.map(async (act) => {
      try {
        return { done: await act() };
      } catch (error) {
        const { refusal } = reasonOf(error);
        if (!refusal) throw error;
        return { refused: refusal };
      }
    }),
  );
}

export const times = (count: number) => Array.from({ length: count }, (_, index) => index);
export const done = <T>(all: readonly Settled<T>[]) =>
  all.flatMap((one) => ("done" in one ? [one.done] : []));
export const refused = (all: readonly Settled<unknown>[]) =>
  all.flatMap((one) => ("refused" in one ? [one.refused] : []));

/** The first of a list, or one further on, that has to be there. */
export function first<T>(list: readonly T[], index = 0): T {
  const found = list[index];
  if (found === undefined) throw new Error("there is none");
  return found;
}
