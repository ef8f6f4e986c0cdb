import { redirect } from "@sveltejs/kit";
import { leavings } from "@yishi/domain/roll/entries";
import { holder } from "#lib/duty.ts";
import { mend, oneOf, submit } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { idIn, personIn, placeIn, writtenIn } from "../../written.ts";
import type { Actions, PageServerLoad } from "./$types";

const recorded = ["came", "moved", "left", "corrected"] as const;

/** A resident as the roll has them, and all that it has ever said of them. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  await holder(locals.api, "roll.change");
  const done = url.searchParams.get("done");
  return {
    ...(await locals.api.roll.person({ residentId: idIn(params.resident) })),
    done: recorded.find((one) => one === done) ?? null,
  };
};

export const actions: Actions = {
  /** They live behind another door now. */
  move: (event) =>
    submit(event, async (form) => {
      const { missing, key, on, reference } = writtenIn(form);
      if (missing.length > 0) return mend(form, ...missing);
      const residentId = event.params.resident;
      await event.locals.api.roll.move({ ...{ key, on, reference, residentId }, ...placeIn(form) });
      redirect(303, to(`/${event.params.community}/roll/people/${residentId}?done=moved`));
    }),

  /** They moved away, or died. */
  leave: (event) =>
    submit(event, async (form) => {
      const { missing, key, on, reference } = writtenIn(form);
      const why = oneOf(form, "why", leavings);
      const wrong = [...missing, ...(why ? [] : ["why"])];
      if (!why || wrong.length > 0) return mend(form, ...wrong);
      const residentId = event.params.resident;
      await event.locals.api.roll.leave({ key, on, reference, residentId, why });
      redirect(303, to(`/${event.params.community}/roll/people/${residentId}?done=left`));
    }),

  /** What is written of them was wrong, or is otherwise now. */
  correct: (event) =>
    submit(event, async (form) => {
      const { missing, key, on, reference } = writtenIn(form);
      const { missing: also, person } = personIn(form);
      const wrong = [...missing, ...also];
      if (wrong.length > 0) return mend(form, ...wrong);
      const residentId = event.params.resident;
      await event.locals.api.roll.correct({ ...{ key, on, reference, residentId }, ...person });
      redirect(303, to(`/${event.params.community}/roll/people/${residentId}?done=corrected`));
    }),
};
