import { error, redirect } from "@sveltejs/kit";
import { isDemo } from "#lib/door.server.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { keep } from "#lib/session.server.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals }) => {
  if (!isDemo) error(404);
  return { personas: await locals.api.demo.personas() };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      if (!isDemo) error(404);
      const { slug, ...session } = await event.locals.api.demo.signInAs({ persona: textOf(form, "persona") });
      keep(event.cookies, session);
      redirect(303, to(`/${slug}`));
    }),
};
