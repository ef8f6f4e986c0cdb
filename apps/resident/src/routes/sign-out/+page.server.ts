import { redirect } from "@sveltejs/kit";
import { submit } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { forget } from "#lib/session.server.ts";
import type { Actions } from "./$types";

export const actions: Actions = {
  default: (event) =>
    submit(event, async () => {
      if (event.locals.session) await event.locals.api.accounts.signOut();
      forget(event.cookies);
      redirect(303, to("/"));
    }),
};
