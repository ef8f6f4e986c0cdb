import { error, redirect } from "@sveltejs/kit";
import { isDemo } from "#lib/door.server.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { keep } from "#lib/session.server.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals }) => {
  if (!isDemo) error(404);
  const [personas, communities] = await Promise.all([
    locals.api.accounts.personas(),
    locals.api.communities.all(),
  ]);
  return {
    places: communities
      .map(({ slug, name }) => ({ slug, name, people: personas.filter((persona) => persona.slug === slug) }))
      .filter((place) => place.people.length > 0),
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const name = textOf(form, "persona");
      keep(event.cookies, await event.locals.api.accounts.signInAs({ name }));
      const persona = (await event.locals.api.accounts.personas()).find((one) => one.signInName === name);
      redirect(303, to(`/${persona?.slug ?? ""}`));
    }),
};
