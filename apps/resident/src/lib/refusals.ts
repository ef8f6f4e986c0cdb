import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { reasonOf } from "@yishi/api/accept";
import { isDay } from "@yishi/domain/calendar";
import type { Refusal } from "@yishi/domain/outcome";
import type { RefusalCode } from "@yishi/domain/refusals";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import { say } from "#lib/say.ts";
import { dayWords, instantWords } from "#lib/when.ts";

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

/** For each field that was wrong, what to write instead. The third line of a list is told as the first is: `what-3` is a `what`. */
export function wordsFor(fields: readonly string[]): Readonly<Record<string, string>> {
  const words = (field: string) => say(`wrong.${field.replace(/-\d+$/, "")}`) ?? m["wrong.anything"]();
  return Object.fromEntries(fields.map((field) => [field, words(field)]));
}

/** The sentence of a refusal, with its figures. */
export function sentenceOf({ refused, values }: Refusal): string {
  const spoken: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) spoken[name] = spokenValue(name, value);
  return say(`refused.${refused}`, spoken) ?? m["refused.anything"]();
}

/** A figure as people say it: days with their weekday, thousands apart, a state or a channel by its name. */
function spokenValue(name: string, value: string | number): string {
  if (typeof value === "number") return count(value);
  if (isDay(value)) return dayWords(value);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return instantWords(new Date(value));
  const places: Readonly<Record<string, string>> = { status: "stage", post: "posts.names" };
  return say(`${places[name] ?? name}.${value}`) ?? value;
}
