import { error, redirect } from "@sveltejs/kit";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { member, signedIn } = await parent();
  if (!signedIn) error(401);
  const sentence = m["refused.not-a-member"]();
  if (!member) error(403, { message: sentence, sentence });
  return { closing: await locals.api.me.closing() };
};

export const actions: Actions = {
  /** Closes the account; whoever did so is nobody here from the next page on. */
  default: (event) =>
    submit(event, async (form) => {
      if (textOf(form, "understood") !== "yes") return mend(form, "understood");
      await event.locals.api.me.close({ understood: true });
      redirect(303, `${to(`/${event.params.community}/privacy`)}?closed`);
    }),
};
