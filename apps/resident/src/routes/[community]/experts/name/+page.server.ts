import { redirect } from "@sveltejs/kit";
import { signInFirst, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ parent, url }) => {
  if (!(await parent()).signedIn) redirect(303, signInFirst(url));
  return { done: url.searchParams.has("done") };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      await event.locals.api.experts.name({
        ...{ key: textOf(form, "key"), personName: textOf(form, "personName") },
        building: textOf(form, "building")
          .normalize("NFKC")
          .replace(/号?楼$/u, ""),
      });
      redirect(303, `${to(`/${event.params.community}/experts/name`)}?done`);
    }),
};
