import { redirect } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import { dayIn, mend, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { meetingPath } from "#lib/meetings.ts";
import { entryIn, mended } from "#lib/minutes.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  await holder(api, "meetings.minute");
  const meeting = await api.meetings.byNumber(numberIn(params.number));
  const votes = await api.hands.ofMeeting({ meetingId: meeting.meetingId });
  return { meeting, voted: votes.map(({ item }) => item) };
};

export const actions: Actions = {
  /** Lays the draft open. */
  write: (event) =>
    submit(event, async (form) => {
      const { api } = event.locals;
      const meeting = await api.meetings.byNumber(numberIn(event.params.number));
      const read = meeting.items.map(({ item }) => entryIn(form, item));
      const unwhole = mended(
        form,
        read.flatMap(({ wrong }) => wrong),
      );
      if (unwhole) return unwhole;
      await api.minutes.write({
        ...{ key: textOf(form, "key"), meetingId: meeting.meetingId, lang: getLocale() },
        entries: read.map(({ entry }) => entry),
      });
      redirect(303, to(meetingPath(event.params.community, meeting, "draft")));
    }),

  /** Says on which day what was resolved was done. */
  done: (event) =>
    submit(event, async (form) => {
      const item = wholeOf(form, "item");
      const on = dayIn(form, `on-${item}`);
      if (!on) return mend(form, `on-${item}`);
      await event.locals.api.minutes.done({
        ...{ key: textOf(form, "key"), meetingId: textOf(form, "meetingId"), item, on },
      });
      redirect(303, to(meetingPath(event.params.community, numberIn(event.params.number))));
    }),

  /** Adds something below the signed minutes. */
  supplement: (event) =>
    submit(event, async (form) => {
      const text = textOf(form, "words");
      if (text.trim().length < 2) return mend(form, "words");
      await event.locals.api.minutes.supplement({
        ...{ key: textOf(form, "key"), meetingId: textOf(form, "meetingId"), text, lang: getLocale() },
      });
      redirect(303, to(meetingPath(event.params.community, numberIn(event.params.number))));
    }),
};
