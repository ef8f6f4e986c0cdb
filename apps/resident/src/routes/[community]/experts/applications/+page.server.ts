import { redirect } from "@sveltejs/kit";
import { papers } from "@yishi/domain/experts";
import { holder } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api } }) => {
  await holder(api, "experts.check");
  const [applications, register] = await Promise.all([api.experts.applications(), api.experts.list()]);
  return { waiting: applications.waiting, ownFields: register.ownFields };
};

export const actions: Actions = {
  /** Says what was seen. */
  default: (event) =>
    submit(event, async (form) => {
      const seen = oneOf(form, "seen", papers);
      if (!seen) return mend(form, "seen");
      await event.locals.api.experts.check({
        ...{ key: textOf(form, "key"), expertId: textOf(form, "expertId"), seen },
        issuer: textOf(form, "issuer"),
      });
      redirect(303, to(`/${event.params.community}/experts/applications`));
    }),
};
