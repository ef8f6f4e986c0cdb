import { redirect } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api } }) => {
  await holder(api, "consultations.decide");
  return { waiting: (await api.consultations.declarations()).waiting };
};

export const actions: Actions = {
  /** Decides whether somebody who declared sits. */
  default: (event) =>
    submit(event, async (form) => {
      const sits = oneOf(form, "sits", ["yes", "no"]);
      if (!sits) return mend(form, "sits");
      await event.locals.api.consultations.decide({
        ...{ key: textOf(form, "key"), seatId: textOf(form, "seatId"), sits: sits === "yes" },
        ...{ decision: textOf(form, "decision"), lang: getLocale() },
      });
      redirect(303, to(`/${event.params.community}/experts/declarations`));
    }),
};
