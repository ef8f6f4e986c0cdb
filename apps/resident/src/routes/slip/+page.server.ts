import { redirect } from "@sveltejs/kit";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { keep } from "#lib/session.server.ts";
import type { Actions } from "./$types";

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const password = textOf(form, "password");
      if (password !== textOf(form, "passwordAgain")) return mend(form, "passwordAgain");
      const redeemed = await event.locals.api.accounts.redeem({
        code: textOf(form, "code"),
        name: textOf(form, "name"),
        password,
      });
      keep(event.cookies, redeemed);
      redirect(303, to("/"));
    }),
};
