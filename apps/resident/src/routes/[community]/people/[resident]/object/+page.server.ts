import { error, redirect } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The resident who sits at the desk, and to whom on a panel they can still object. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const clerk = await holder(api, "desk.actFor");
  if (!uuid.test(params.resident)) error(404);
  const [resident, seats] = await Promise.all([
    api.roll.resident({ residentId: params.resident }),
    api.panels.objectable(),
  ]);
  return { resident, clerk: clerk.name, seats, done: url.searchParams.has("done") };
};

export const actions: Actions = {
  /** Says for the resident that somebody should not sit on a panel. */
  default: (event) =>
    submit(event, async (form) => {
      const { community, resident } = event.params;
      await event.locals.api.consultations.object({
        ...{ key: textOf(form, "key"), seatId: textOf(form, "seatId"), forResident: resident },
      });
      redirect(303, `${to(`/${community}/people/${resident}/object`)}?done`);
    }),
};
