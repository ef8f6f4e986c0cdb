import { error, redirect } from "@sveltejs/kit";
import { atWindow, behalfQuery, forResident } from "#lib/desk.ts";
import { submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { commonIn, mergerPath } from "#lib/mergers.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  if (!uuid.test(params.merger)) error(404);
  return {
    merger: await api.mergers.read({ mergerId: params.merger }),
    window: await atWindow(api, url),
  };
};

/** What is said, of the text that was read, for oneself or for the resident at the window. */
const said = ({ params, url }: RequestEvent, form: FormData) => ({
  ...{ key: textOf(form, "key"), mergerId: params.merger, version: wholeOf(form, "version") },
  ...forResident(url),
});
const back = ({ params, url }: RequestEvent): never =>
  redirect(303, to(mergerPath(params.community, params.merger)) + behalfQuery(url));

export const actions: Actions = {
  /** Says yes to the common text. */
  agree: (event) =>
    submit(event, async (form) => {
      await event.locals.api.mergers.agree(said(event, form));
      back(event);
    }),

  /** Mends it, and asks the other author anew. */
  mend: (event) =>
    submit(event, async (form) => {
      await event.locals.api.mergers.mend({ ...commonIn(form), ...said(event, form) });
      back(event);
    }),

  /** Says no, and why. */
  decline: (event) =>
    submit(event, async (form) => {
      const no = { why: textOf(form, "why"), lang: getLocale() };
      await event.locals.api.mergers.decline({ ...said(event, form), ...no });
      back(event);
    }),

  /** Takes the own yes back. */
  takeBack: (event) =>
    submit(event, async (form) => {
      const { version: _, ...taken } = said(event, form);
      await event.locals.api.mergers.takeBack(taken);
      back(event);
    }),
};
