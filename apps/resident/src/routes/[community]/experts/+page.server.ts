import { redirect } from "@sveltejs/kit";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, parent }) => {
  const { member } = await parent();
  const [register, mine, record] = await Promise.all([
    api.experts.list(),
    member ? api.experts.mine() : null,
    api.consultations.record(),
  ]);
  return { ...register, mine, record };
};

export const actions: Actions = {
  /** Adds a field beside the common ones. */
  default: (event) =>
    submit(event, async (form) => {
      await event.locals.api.experts.addField({
        ...{ key: textOf(form, "key"), field: textOf(form, "field"), lang: getLocale() },
      });
      redirect(303, to(`/${event.params.community}/experts`));
    }),
};
