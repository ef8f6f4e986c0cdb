import type { Unaccepted } from "#lib/forms.ts";

/** One form of a page that has several: its words and errors, and the ids of its fields. */
export interface Filled {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
  /** The form that was not accepted has the plain ids, to which the summary of errors leads. */
  id(field: string): string;
}

/** What was not accepted of the form with this name, for these words where there is one for each; the others are empty. */
export function filledIn(form: Partial<Unaccepted> | null, name: string, viewId?: string): Filled {
  const sent = form?.values?.["form"] === name && (viewId === undefined || form.values["viewId"] === viewId);
  if (sent) return { values: form.values, wrong: form.wrong ?? {}, id: (field) => field };
  const place = viewId === undefined ? name : `${name}-${viewId}`;
  return { values: {}, wrong: {}, id: (field) => `${place}-${field}` };
}
