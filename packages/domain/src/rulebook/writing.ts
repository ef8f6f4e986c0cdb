/** The words in which a rule book is written: a bound, around a value, with what it rests on. */
import type { Citation, ChoiceValue, PlainValue, Provenance, ShareValue } from "../rulebook.ts";
import type { Base } from "../shares.ts";

type Source =
  | {
      readonly provenance: Exclude<Provenance, "design">;
      readonly citation: Citation;
      readonly lawStatus?: "repealed";
    }
  | { readonly provenance: "design" };

/** 超过, 过半: the number itself is not enough (Civil Code 1259). */
export function moreThan<B extends Base>(num: number, den: number, base: B): ShareValue<B> {
  return { kind: "share", cmp: "moreThan", num, den, base };
}

/** 以上: the number itself is enough (Civil Code 1259). */
export function atLeast<B extends Base>(num: number, den: number, base: B): ShareValue<B> {
  return { kind: "share", cmp: "atLeast", num, den, base };
}

/** A plain number, whose unit the key names: persons, months, years, yuan. */
export const integer = (integer: number) => ({ kind: "integer", integer }) satisfies PlainValue;
/** Days of the calendar. */
export const days = (days: number) => ({ kind: "days", days }) satisfies PlainValue;
/** Days on which offices work. */
export const workingDays = (workingDays: number) =>
  ({ kind: "workingDays", workingDays }) satisfies PlainValue;
/** From the one to the other, both included. */
export const range = (min: number, max: number) => ({ kind: "range", min, max }) satisfies PlainValue;
/** Whether or not. */
export const boolean = (boolean: boolean) => ({ kind: "boolean", boolean }) satisfies PlainValue;
/** One of the forms that the key allows. */
export const choice = <C extends string>(choice: C): ChoiceValue<C> => ({ kind: "choice", choice });

/** The law sets no bound, or it is the platform's own convention. */
export const free = <V>(value: V, source: Source) => ({ value, ...source });
/** Never less than this. */
export const floor = <V>(value: V, source: Source) => ({ value, bound: { min: value }, ...source });
/** Never more than this; of a range, never wider. */
export const ceiling = <V>(value: V, source: Source) => ({ value, bound: { max: value }, ...source });
/** The law names exactly this. */
export const exactly = <V>(value: V, source: Source) => ({
  value,
  bound: { min: value, max: value },
  ...source,
});
/** No committee may change it. */
export const locked = <V>(value: V, source: Source) => ({ value, locked: true, ...source });

/** Read in the text itself [C]. */
export const confirmed = (law: string, article?: string): Source =>
  cited("confirmed", article === undefined ? { law } : { law, article });
/** Read in the text itself, which has since been repealed. */
export const repealed = (law: string, article: string): Source => ({
  provenance: "confirmed",
  citation: { law, article },
  lawStatus: "repealed",
});
/** Seen word for word in copies of the law that are not official [F]. */
export const fragment = (law: string, note?: string): Source =>
  cited("fragment", note === undefined ? { law } : { law, note });
/** Read in the law on villagers' committees, which the revision of 2025 followed [A]. */
export const analogy = (law: string, article: string): Source => cited("analogy", { law, article });
/** Another place's practice [L]. */
export const local = (law: string, article: string): Source => cited("local", { law, article });
/** No source was reached [M]. */
export const memory = (note: string): Source => cited("memory", { law: "未见出处", note });
/** The platform's own convention; no law requires it [D]. */
export const design: Source = { provenance: "design" };

function cited(provenance: Exclude<Provenance, "design">, citation: Citation): Source {
  return { provenance, citation };
}

/** Makes a rule book unchangeable, all the way down: it is law for the whole process. */
export function frozen<T extends object>(thing: T): T {
  const parts: unknown[] = Object.values(thing);
  for (const part of parts) if (typeof part === "object" && part !== null) frozen(part);
  return Object.freeze(thing);
}
