import { fail, redirect } from "@sveltejs/kit";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { keep } from "#lib/session.server.ts";
import type { Actions } from "./$types";

export const actions: Actions = {
  /** Shows whoever holds the slip which sign-in name it belongs to. */
  look: (event) =>
    submit(event, async (form) => {
      const code = textOf(form, "code");
      const { signInName } = await event.locals.api.accounts.lookRecovery({ code });
      return { held: { code, signInName } };
    }),

  /** A new password, and the account is its owner's again. */
  recover: async (event) => {
    let held = { code: "", signInName: "" };
    const answer = await submit(event, async (form) => {
      held = { code: textOf(form, "code"), signInName: textOf(form, "name") };
      const password = textOf(form, "password");
      if (password !== textOf(form, "passwordAgain")) return mend(form, "passwordAgain");
      const session = await event.locals.api.accounts.recover({
        ...{ code: held.code, name: held.signInName, password },
      });
      keep(event.cookies, session);
      redirect(303, to("/account"));
    });
    // Whoever has to mend a password has not to copy the paper again.
    return fail(answer.status, { ...answer.data, held });
  },
};
