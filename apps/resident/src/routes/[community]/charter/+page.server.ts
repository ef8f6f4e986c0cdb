import { redirect } from "@sveltejs/kit";
import { may } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { member } = await parent();
  return {
    charter: await locals.api.charters.current(),
    adopts: may(member, "charter.adopt"),
  };
};

export const actions: Actions = {
  /** Enters the charter as the residents' meeting adopted it; the older ones stay. */
  default: (event) =>
    submit(event, async (form) => {
      const counts = oneOf(form, "appBallotsCount", ["yes", "no"] as const);
      const adoptedOn = dayIn(form, "adoptedOn");
      if (!counts) return mend(form, "appBallotsCount");
      if (!adoptedOn) return mend(form, "adoptedOn");
      await event.locals.api.charters.adopt({
        key: textOf(form, "key"),
        text: textOf(form, "text"),
        lang: getLocale(),
        appBallotsCount: counts === "yes",
        adoptedOn,
        resolution: textOf(form, "resolution"),
      });
      redirect(303, to(`/${event.params.community}/charter`));
    }),
};
