import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { isRefusal, type Refusal } from "@yishi/domain/outcome";
import { refusals } from "@yishi/domain/refusals";
import { m } from "#lib/paraglide/messages.js";

/** What somebody is told when the door says no: the status, the sentence of the rule, and the fields that were wrong. */
export interface Told {
  readonly status: number;
  readonly sentence: string | null;
  /** By field, the sentence that says what to write instead. */
  readonly wrong: Readonly<Record<string, string>>;
}

/** Reads what the door threw; nothing where it was a defect and not an answer. */
export function told(thrown: unknown): Told | null {
  if (!(thrown instanceof TRPCError) || thrown.code === "INTERNAL_SERVER_ERROR") return null;
  const { cause } = thrown;
  if (isRefusal(cause)) {
    return { status: refusals[cause.refused].status, sentence: sentenceOf(cause), wrong: {} };
  }
  const status = getHTTPStatusCodeFromError(thrown);
  return { status, sentence: null, wrong: wordsFor(fieldsOf(cause)) };
}

/** For each field that was wrong, what to write instead. */
export function wordsFor(fields: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((field) => [field, say(`wrong.${field}`) ?? m["wrong.anything"]()]));
}

/** The sentence of a refusal, with its figures. */
function sentenceOf({ refused, values }: Refusal): string {
  return say(`refused.${refused}`, values) ?? m["refused.anything"]();
}

/** The fields that bad input names, each once; zod carries them in `issues`. */
function fieldsOf(cause: unknown): readonly string[] {
  if (!(cause instanceof Error) || !("issues" in cause) || !Array.isArray(cause.issues)) return [];
  const issues: readonly { readonly path?: readonly unknown[] }[] = cause.issues;
  return [...new Set(issues.map((issue) => String(issue.path?.[0] ?? "form")))];
}

/** A message whose key is known only now; a test holds that every refusal has one. */
function say(key: string, values: Refusal["values"] = {}): string | null {
  // The messages are a module of functions; a computed key needs this one wider view of it.
  const all = m as unknown as Readonly<Record<string, ((values: Refusal["values"]) => string) | undefined>>;
  return all[key]?.(values) ?? null;
}
