import type { MergerView } from "@yishi/api/merger-view";
import type { Caller } from "@yishi/api/door";
import { textOf } from "#lib/forms.ts";
import { m } from "#lib/paraglide/messages.js";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberWords, type Numbered } from "#lib/proposals.ts";
import { say } from "#lib/say.ts";
import { dayWords } from "#lib/when.ts";

/** The parts of a common text, as a proposal has them. */
export const parts = ["title", "problem", "wish", "touches", "cost"] as const;
export type Words = MergerView["text"];

/** Where a merger is read and answered, without the language. */
export function mergerPath(slug: string, mergerId: string): string {
  return `/${slug}/mergers/${mergerId}`;
}

/** Where a merger stands, with its day. */
export function stageWords({ stage, answerBy }: Pick<MergerView, "stage" | "answerBy">): string {
  return say(`mergers.stage.${stage}`, { day: dayWords(answerBy) }) ?? stage;
}

/** Which goes into which: 2026-3并进2026-5. */
export function lineWords({ from, into }: { readonly from: Numbered; readonly into: Numbered }): string {
  return m["mergers.line"]({ from: numberWords(from), into: numberWords(into) });
}

/** The name of a part of a proposal. */
export function partName(part: (typeof parts)[number]): string {
  return part === "title" ? m["views.wording.part.title"]() : m[`proposal.part.${part}`]();
}

/** A common text as it was written in a form; it keeps the language of the page on which it was written. */
export function commonIn(
  form: FormData,
): Omit<Parameters<Caller["mergers"]["mend"]>[0], "mergerId" | "version"> {
  return {
    key: textOf(form, "key"),
    title: textOf(form, "title"),
    problem: textOf(form, "problem"),
    wish: textOf(form, "wish"),
    touches: textOf(form, "touches"),
    cost: textOf(form, "cost"),
    lang: getLocale(),
  };
}

/** The words of a text as a form shows them to be mended. */
export function valuesOf(words: Words): Readonly<Record<string, string>> {
  return Object.fromEntries(parts.map((part) => [part, words[part] ?? ""]));
}
