import { redirect } from "@sveltejs/kit";
import { submit, textOf } from "#lib/forms.ts";
import { localPath, splitLanguage, to } from "#lib/language.ts";
import { keep } from "#lib/session.server.ts";
import type { Actions } from "./$types";

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const session = await event.locals.api.accounts.signIn({
        name: textOf(form, "name"),
        password: textOf(form, "password"),
      });
      keep(event.cookies, session);
      const next = localPath(event.url.searchParams.get("next")) ?? "/";
      redirect(303, to(splitLanguage(next).path));
    }),
};
