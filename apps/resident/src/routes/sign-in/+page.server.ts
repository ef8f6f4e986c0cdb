import { redirect } from "@sveltejs/kit";
import { submit, textOf } from "#lib/forms.ts";
import { localPath, splitLanguage, to } from "#lib/language.ts";
import { keep } from "#lib/session.server.ts";
import type { Actions, PageServerLoad } from "./$types";

/** Whoever cannot sign in is told where somebody helps: window and telephone of every community. */
export const load: PageServerLoad = async ({ locals }) => ({
  communities: await locals.api.communities.all(),
});

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const session = await event.locals.api.accounts.signIn({
        name: textOf(form, "name"),
        password: textOf(form, "password"),
      });
      keep(event.cookies, session);
      // Whose account a desk gave back reads of it before anything else.
      if (session.recovered) redirect(303, to("/account"));
      const next = localPath(event.url.searchParams.get("next")) ?? "/";
      redirect(303, to(splitLanguage(next).path));
    }),
};
