import { redirect } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import { mend, oneOf, submit } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { personIn, placeIn, writtenIn } from "../../written.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, url }) => {
  await holder(locals.api, "roll.change");
  const asked = (name: string) => url.searchParams.get(name)?.slice(0, 20) ?? "";
  return {
    place: {
      building: asked("building"),
      stairwell: asked("stairwell"),
      door: asked("door"),
      part: asked("part"),
    },
  };
};

export const actions: Actions = {
  /** Enters somebody who was born, or moved in. */
  default: (event) =>
    submit(event, async (form) => {
      const { missing, key, on, reference } = writtenIn(form);
      const { missing: also, person } = personIn(form);
      const why = oneOf(form, "why", ["movedIn", "born"] as const);
      const wrong = [...missing, ...also, ...(why ? [] : ["why"])];
      if (!why || wrong.length > 0) return mend(form, ...wrong);
      const { residentId } = await event.locals.api.roll.come({
        ...{ key, why, on, reference },
        ...placeIn(form),
        ...person,
      });
      redirect(303, to(`/${event.params.community}/roll/people/${residentId}?done=came`));
    }),
};
