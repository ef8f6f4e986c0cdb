import { redirect } from "@sveltejs/kit";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { meetingPath } from "#lib/meetings.ts";
import { numberIn } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const meeting = await api.meetings.byNumber(numberIn(params.number));
  const { meetingId, mine } = meeting;
  const votes = await api.hands.ofMeeting({ meetingId });
  return { meeting, votes, companions: mine?.wasThere ? await api.attendance.companions({ meetingId }) : [] };
};

export const actions: Actions = {
  /** Says that one is there. */
  come: (event) =>
    submit(event, async (form) => {
      const asked = { key: textOf(form, "key"), meetingId: textOf(form, "meetingId") };
      await event.locals.api.attendance.come(asked);
      redirect(303, to(meetingPath(event.params.community, numberIn(event.params.number))));
    }),

  /** Opens a vote that the meeting takes. */
  open: (event) =>
    submit(event, async (form) => {
      const asked = { key: textOf(form, "key"), motionId: textOf(form, "motionId") };
      await event.locals.api.hands.open(asked);
      redirect(303, to(`${meetingPath(event.params.community, numberIn(event.params.number))}#votes`));
    }),
};
