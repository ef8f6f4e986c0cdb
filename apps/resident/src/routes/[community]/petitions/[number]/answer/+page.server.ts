import { redirect } from "@sveltejs/kit";
import { declineGrounds } from "@yishi/domain/petitions";
import { holder } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { petitionPath } from "#lib/petitions.ts";
import { numberIn } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  await holder(api, "petitions.answer");
  return { petition: await api.petitions.byNumber(numberIn(params.number)) };
};

/** What both answers have. */
const answerIn = (form: FormData) => ({
  ...{ key: textOf(form, "key"), petitionId: textOf(form, "petitionId"), lang: getLocale() },
});

export const actions: Actions = {
  /** Names the day of the meeting, with its notice. */
  convene: (event) =>
    submit(event, async (form) => {
      const meetingOn = dayIn(form, "meetingOn");
      if (!meetingOn) return mend(form, "meetingOn");
      const asked = { ...answerIn(form), meetingOn, answer: textOf(form, "answer") };
      await event.locals.api.petitions.convene(asked);
      redirect(303, to(petitionPath(event.params.community, numberIn(event.params.number))));
    }),

  /** Says on which ground the law does not let the committee convene. */
  decline: (event) =>
    submit(event, async (form) => {
      const ground = oneOf(form, "declineGround", declineGrounds);
      if (!ground) return mend(form, "declineGround");
      const reason = textOf(form, "why");
      if (reason.trim().length < 4) return mend(form, "why");
      await event.locals.api.petitions.decline({ ...answerIn(form), ground, answer: reason });
      redirect(303, to(petitionPath(event.params.community, numberIn(event.params.number))));
    }),
};
