import { redirect } from "@sveltejs/kit";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { keep } from "#lib/session.server.ts";
import type { Actions } from "./$types";

export const actions: Actions = {
  /** A first account, from the slip. */
  redeem: (event) =>
    submit(event, async (form) => {
      const password = textOf(form, "password");
      if (password !== textOf(form, "passwordAgain")) return mend(form, "passwordAgain");
      const { slug, ...session } = await event.locals.api.accounts.redeem({
        code: textOf(form, "code"),
        name: textOf(form, "name"),
        password,
      });
      keep(event.cookies, session);
      redirect(303, to(`/${slug}`));
    }),

  /** The account one is signed in with also becomes a member here. */
  join: (event) =>
    submit(event, async (form) => {
      const { slug } = await event.locals.api.accounts.join({ code: textOf(form, "code") });
      redirect(303, to(`/${slug}`));
    }),
};
