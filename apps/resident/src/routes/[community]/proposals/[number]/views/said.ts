import { amendable } from "@yishi/domain/amendments";
import { viewKinds } from "@yishi/domain/views";
import { oneOf, textOf } from "#lib/forms.ts";
import { getLocale } from "#lib/paraglide/runtime.js";

/** Which fields of what somebody wants to say are missing, before it goes to the door. */
export function missingIn(form: FormData): readonly string[] {
  return [
    ...(oneOf(form, "kind", viewKinds) ? [] : ["kind"]),
    ...(oneOf(form, "namePublic", ["yes", "no"] as const) ? [] : ["namePublic"]),
    ...(textOf(form, "agreed") === "yes" ? [] : ["agreed"]),
  ];
}

/** What somebody says, as the door takes it. */
export function saidIn(form: FormData) {
  const field = oneOf(form, "field", amendable);
  return {
    key: textOf(form, "key"),
    kind: oneOf(form, "kind", viewKinds) ?? "for",
    said: textOf(form, "said"),
    lang: getLocale(),
    namePublic: textOf(form, "namePublic") === "yes",
    agreed: true as const,
    ...(field && { amendment: { field, wording: textOf(form, "wording") } }),
  };
}
