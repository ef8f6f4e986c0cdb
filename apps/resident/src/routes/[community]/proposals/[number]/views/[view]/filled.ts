import type { Unaccepted } from "#lib/forms.ts";

/** The words and errors of one form of a page that has several; the others are shown empty. */
export interface Filled {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
}

const nothing: Filled = { values: {}, wrong: {} };

/** What was not accepted of the form with this name, for these words where it is one of several. */
export function filledIn(form: Partial<Unaccepted> | null, name: string, viewId?: string): Filled {
  if (!form?.values || form.values["form"] !== name) return nothing;
  if (viewId !== undefined && form.values["viewId"] !== viewId) return nothing;
  return { values: form.values, wrong: form.wrong ?? {} };
}

/** The errors of a form by the ids of its fields on this page. */
export function wrongById(form: Partial<Unaccepted> | null): Readonly<Record<string, string>> {
  const name = form?.values?.["form"] ?? "";
  return Object.fromEntries(
    Object.entries(form?.wrong ?? {}).map(([field, words]) => [`${name}-${field}`, words]),
  );
}
