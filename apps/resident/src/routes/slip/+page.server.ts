import { fail, redirect, type ActionFailure } from "@sveltejs/kit";
import { mend, submit, textOf, type Unaccepted } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { keep } from "#lib/session.server.ts";
import type { Actions } from "./$types";

export const actions: Actions = {
  /** A first account, from the slip. */
  redeem: async (event) => {
    let code = "";
    const answer = await submit(event, async (form) => {
      code = textOf(form, "code");
      const password = textOf(form, "password");
      if (password !== textOf(form, "passwordAgain")) return mend(form, "passwordAgain");
      const { slug, ...session } = await event.locals.api.accounts.redeem({
        ...{ code, name: textOf(form, "name"), password },
      });
      keep(event.cookies, session);
      redirect(303, to(`/${slug}`));
    });
    return withCode(answer, code);
  },

  /** The account one is signed in with also becomes a member here. */
  join: (event) =>
    submit(event, async (form) => {
      const { slug } = await event.locals.api.accounts.join({ code: textOf(form, "code") });
      redirect(303, to(`/${slug}`));
    }),
};

/** Shows the code again to whoever sent it: they hold the paper, and copying it is the hardest part. */
function withCode({ status, data }: ActionFailure<Unaccepted>, code: string): ActionFailure<Unaccepted> {
  return fail(status, { ...data, values: { ...data.values, code } });
}
