import { redirect } from "@sveltejs/kit";
import { adoptionIn } from "#lib/adoptions.ts";
import { may } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, parent, params: { document } }) => {
  const { member } = await parent();
  return {
    document,
    current: await locals.api.charters.current({ document }),
    versions: await locals.api.charters.versions({ document }),
    adopts: may(member, "charter.adopt"),
  };
};

export const actions: Actions = {
  /** Enters the next version as the residents' meeting adopted it; the older ones stay. */
  adopt: (event) =>
    submit(event, async (form) => {
      const { document, community } = event.params;
      const counts = oneOf(form, "appBallotsCount", ["yes", "no"] as const);
      const shown = oneOf(form, "namesShown", ["yes", "no"] as const);
      const adoption = adoptionIn(form);
      const filed = textOf(form, "filedOn").trim();
      const filedOn = dayIn(form, "filedOn");
      const missing = [
        ...(document === "charter" && !counts ? ["appBallotsCount"] : []),
        ...(document === "charter" && !shown ? ["namesShown"] : []),
        ...adoption.wrong,
        ...(filed && !filedOn ? ["filedOn"] : []),
      ];
      if (missing.length > 0) return mend(form, ...missing);
      await event.locals.api.charters.adopt({
        ...adoption.rests,
        key: textOf(form, "key"),
        document,
        text: textOf(form, "text"),
        lang: getLocale(),
        appBallotsCount: counts === "yes",
        namesShown: shown === "yes",
        follows: wholeOf(form, "follows"),
        ...(filedOn ? { filedOn } : {}),
      });
      redirect(303, to(`/${community}/${document}`));
    }),

  /** Records the day on which a version was put on file with the street. */
  file: (event) =>
    submit(event, async (form) => {
      const { document, community } = event.params;
      const on = dayIn(form, "on");
      if (!on) return mend(form, "on");
      const version = wholeOf(form, "version");
      await event.locals.api.charters.file({ key: textOf(form, "key"), document, version, on });
      redirect(303, to(`/${community}/${document}`));
    }),
};
