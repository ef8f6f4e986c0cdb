import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { reasonOf } from "@yishi/api/accept";
import { isDay } from "@yishi/domain/calendar";
import type { Refusal } from "@yishi/domain/outcome";
import type { RefusalCode } from "@yishi/domain/refusals";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import { dayWords } from "#lib/when.ts";

/** What somebody is told when the door says no: the status, the rule with its sentence, and the fields that were wrong. */
export interface Told {
  readonly status: number;
  readonly code: RefusalCode | null;
  readonly sentence: string | null;
  /** By field, the sentence that says what to write instead. */
  readonly wrong: Readonly<Record<string, string>>;
}

/** Reads what the door threw; nothing where it was a defect and not an answer. */
export function told(thrown: unknown): Told | null {
  if (!(thrown instanceof TRPCError)) return null;
  const { refusal, wrong } = reasonOf(thrown);
  if (!refusal && thrown.code === "INTERNAL_SERVER_ERROR") return null;
  return {
    status: getHTTPStatusCodeFromError(thrown),
    code: refusal?.refused ?? null,
    sentence: refusal && sentenceOf(refusal),
    wrong: wordsFor(wrong),
  };
}

/** For each field that was wrong, what to write instead. */
export function wordsFor(fields: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((field) => [field, say(`wrong.${field}`) ?? m["wrong.anything"]()]));
}

/** The sentence of a refusal, with its figures. */
export function sentenceOf({ refused, values }: Refusal): string {
  const spoken = Object.entries(values).map(([name, value]) => [name, spokenValue(value)]);
  return say(`refused.${refused}`, Object.fromEntries(spoken)) ?? m["refused.anything"]();
}

/** A figure as people say it: days with their weekday, thousands apart, a state by its name. */
function spokenValue(value: string | number): string {
  if (typeof value === "number") return count(value);
  return isDay(value) ? dayWords(value) : (say(`stage.${value}`) ?? value);
}

/** A message whose key is known only now; a test holds that every refusal has one. */
function say(key: string, values: Readonly<Record<string, string>> = {}): string | null {
  // The messages are a module of functions; a computed key needs this one wider view of it.
  const all = m as unknown as Readonly<Record<string, ((values: object) => string) | undefined>>;
  return all[key]?.(values) ?? null;
}
