import type { Caller } from "@yishi/api/door";
import { textOf } from "#lib/forms.ts";
import { getLocale } from "#lib/paraglide/runtime.js";

type Written = Parameters<Caller["proposals"]["write"]>[0];

/** What a resident wrote, as the door takes it; it keeps the language of the page on which it was written. */
export function writtenIn(form: FormData): Omit<Written, "proposalId" | "forResident"> {
  return {
    key: textOf(form, "key"),
    title: textOf(form, "title"),
    problem: textOf(form, "problem"),
    wish: textOf(form, "wish"),
    touches: textOf(form, "touches"),
    cost: textOf(form, "cost"),
    authorNamed: textOf(form, "named") === "yes",
    lang: getLocale(),
  };
}
