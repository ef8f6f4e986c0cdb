import type { Caller } from "@yishi/api/door";
import { oneOf, textOf, wholeOf } from "#lib/forms.ts";
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

type Saved = Parameters<Caller["drafts"]["save"]>[0];

/** What somebody is writing, and from which saving they went on. */
export function writingIn(form: FormData, draftId: string): Saved {
  const { key: _key, authorNamed: _named, ...words } = writtenIn(form);
  const named = oneOf(form, "named", ["yes", "no"]);
  return { ...words, draftId, revision: wholeOf(form, "revision"), named: named ? named === "yes" : null };
}
