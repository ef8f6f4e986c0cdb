import { redirect } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

/** What residents contest, for those who answer it. */
export const load: PageServerLoad = async ({ locals, url }) => {
  await holder(locals.api, "roll.answerContests");
  return { contests: await locals.api.contests.open(), done: url.searchParams.has("answered") };
};

export const actions: Actions = {
  /** Sends the answer: what was changed, or why not. */
  default: (event) =>
    submit(event, async (form) => {
      const status = oneOf(form, "status", ["accepted", "refused"] as const);
      if (!status) return mend(form, "status");
      await event.locals.api.contests.answer({
        key: textOf(form, "key"),
        contestId: textOf(form, "contestId"),
        status,
        answer: textOf(form, "answer"),
      });
      redirect(303, to(`/${event.params.community}/contests?answered`));
    }),
};
