import { redirect } from "@sveltejs/kit";
import { isTimeOfDay } from "@yishi/domain/calendar";
import { holder } from "#lib/duty.ts";
import { dayIn, mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { meetingPath } from "#lib/meetings.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  await holder(api, "meetings.call");
  const meeting = await api.meetings.byNumber(numberIn(params.number));
  const { bodies } = await api.meetings.calling();
  return { meeting, earliest: bodies.find(({ kind }) => kind === meeting.kind)?.earliest ?? null };
};

export const actions: Actions = {
  /** Another time or another place. */
  move: (event) =>
    submit(event, async (form) => {
      const day = dayIn(form, "day");
      const time = textOf(form, "time").normalize("NFKC").trim();
      if (!day) return mend(form, "day");
      if (!isTimeOfDay(time)) return mend(form, "time");
      await event.locals.api.meetings.move({
        ...{ key: textOf(form, "key"), meetingId: textOf(form, "meetingId"), day, time, lang: getLocale() },
        ...{ place: textOf(form, "place"), reason: textOf(form, "reason") },
      });
      redirect(303, to(meetingPath(event.params.community, numberIn(event.params.number))));
    }),

  /** Not at all. */
  callOff: (event) =>
    submit(event, async (form) => {
      const reason = textOf(form, "why");
      if (reason.trim().length < 4) return mend(form, "why");
      await event.locals.api.meetings.callOff({
        ...{ key: textOf(form, "key"), meetingId: textOf(form, "meetingId"), lang: getLocale(), reason },
      });
      redirect(303, to(meetingPath(event.params.community, numberIn(event.params.number))));
    }),
};
