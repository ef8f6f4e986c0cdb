import { error, redirect } from "@sveltejs/kit";
import { mend, oneOf, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { meetingPath } from "#lib/meetings.ts";
import { entryIn, mended } from "#lib/minutes.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api, session }, params }) => {
  if (!session) error(401);
  const meeting = await api.meetings.byNumber(numberIn(params.number));
  if (!meeting.mine?.readsDraft) error(404);
  const { meetingId } = meeting;
  return {
    ...{ meeting, votes: await api.hands.ofMeeting({ meetingId }) },
    corrections: await api.minutes.corrections({ meetingId }),
  };
};

const back = (event: RequestEvent, anchor: string) =>
  to(`${meetingPath(event.params.community, numberIn(event.params.number), "draft")}#${anchor}`);

export const actions: Actions = {
  /** Says what is wrong in the draft of an item. */
  ask: (event) =>
    submit(event, async (form) => {
      const item = wholeOf(form, "item");
      const wrong = textOf(form, `found-${item}`);
      if (wrong.trim().length < 4) return mend(form, `found-${item}`);
      await event.locals.api.minutes.ask({
        ...{ key: textOf(form, "key"), meetingId: textOf(form, "meetingId"), item, wrong, lang: getLocale() },
      });
      redirect(303, back(event, `item-${item}`));
    }),

  /** Takes a correction up, or refuses it. */
  answer: (event) =>
    submit(event, async (form) => {
      const item = wholeOf(form, "item");
      const accepted = oneOf(form, "accepted", ["yes", "no"] as const);
      if (!accepted) return mend(form, "accepted");
      const { entry, wrong } = entryIn(form, item);
      const unwhole = mended(form, accepted === "yes" ? wrong : []);
      if (unwhole) return unwhole;
      const reason = textOf(form, "reason");
      if (reason.trim().length < 4) return mend(form, "reason");
      await event.locals.api.minutes.answer({
        ...{
          key: textOf(form, "key"),
          correctionId: textOf(form, "correctionId"),
          lang: getLocale(),
          reason,
        },
        ...{ accepted: accepted === "yes", ...(accepted === "yes" && { entry }) },
      });
      redirect(303, back(event, `item-${item}`));
    }),

  /** Signs the minutes as they read. */
  sign: (event) =>
    submit(event, async (form) => {
      await event.locals.api.minutes.sign({ key: textOf(form, "key"), meetingId: textOf(form, "meetingId") });
      redirect(303, to(meetingPath(event.params.community, numberIn(event.params.number))));
    }),
};
