import { error, fail, redirect, type ActionFailure, type RequestEvent } from "@sveltejs/kit";
import { parseDay, type Day } from "@yishi/domain/calendar";
import { splitLanguage, to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { told, wordsFor } from "#lib/refusals.ts";

/** What a page shows again after a form was not accepted: the words written, what is wrong with them, and why not. */
export interface Unaccepted {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
  readonly refusal: string | null;
}

/** Fields that are never written back into a page; a page shown again has a key of its own. */
const secrets = new Set(["password", "passwordAgain", "oldPassword", "code", "key"]);

/**
 * Takes a form to the door and back: what the door refuses becomes sentences beside the words already written.
 * Who has to sign in first is sent there; what does not exist for the asker is not found; a defect stays a defect.
 */
export async function submit<Done>(
  event: Pick<RequestEvent, "request" | "url">,
  act: (form: FormData) => Promise<Done>,
): Promise<Done | ActionFailure<Unaccepted>> {
  const form = await event.request.formData();
  try {
    return await act(form);
  } catch (thrown) {
    const answer = told(thrown);
    if (!answer) throw thrown;
    const { status, code, sentence, wrong } = answer;
    if (code === "sign-in-first" || code === "sign-in-again") redirect(303, signInFirst(event.url));
    if (code === "not-found") error(404);
    const refusal = sentence ?? (Object.keys(wrong).length > 0 ? null : m["refused.anything"]());
    return fail(status, { values: valuesOf(form), wrong, refusal });
  }
}

/** Says which fields of a form are wrong before anything is asked at the door. */
export function mend(form: FormData, ...fields: readonly string[]): ActionFailure<Unaccepted> {
  return fail(400, { values: valuesOf(form), wrong: wordsFor(fields), refusal: null });
}

/** One text field of a form; an absent one is empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** A whole number of a form, written with or without commas; what is none is no number, which the door refuses. */
export function wholeOf(form: FormData, name: string): number {
  const written = textOf(form, name).normalize("NFKC").trim().replaceAll(",", "");
  return /^\d{1,12}$/.test(written) ? Number(written) : Number.NaN;
}

/** A day of a form, in any way in which people write it. */
export function dayIn(form: FormData, name: string): Day | undefined {
  return parseDay(textOf(form, name));
}

/** Which of the values that a form offers was marked. */
export function oneOf<Value extends string>(
  form: FormData,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const marked = textOf(form, name);
  return values.find((value) => value === marked);
}

/** The words of a form, without files and without what must not be shown again. */
export function valuesOf(form: FormData): Readonly<Record<string, string>> {
  const words = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  return Object.fromEntries(words.filter(([name]) => !secrets.has(name)));
}

/** Where somebody signs in and then comes back to this page. */
export function signInFirst(url: URL): string {
  const { language, path } = splitLanguage(url.pathname);
  // The name of a form's action (`?/cast`) is no page to come back to.
  const search = url.search.startsWith("?/") ? "" : url.search;
  return to(`/sign-in?next=${encodeURIComponent(path + search)}`, language);
}
