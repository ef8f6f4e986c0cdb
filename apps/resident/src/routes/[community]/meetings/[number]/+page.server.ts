import { redirect } from "@sveltejs/kit";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { meetingPath } from "#lib/meetings.ts";
import { numberIn } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const meeting = await api.meetings.byNumber(numberIn(params.number));
  const { meetingId, mine } = meeting;
  return { meeting, companions: mine?.wasThere ? await api.attendance.companions({ meetingId }) : [] };
};

export const actions: Actions = {
  /** Says that one is there. */
  come: (event) =>
    submit(event, async (form) => {
      const asked = { key: textOf(form, "key"), meetingId: textOf(form, "meetingId") };
      await event.locals.api.attendance.come(asked);
      redirect(303, to(meetingPath(event.params.community, numberIn(event.params.number))));
    }),
};
