import { origin } from "#lib/door.server.ts";
import { holder } from "#lib/duty.ts";
import { submit, textOf, wholeOf } from "#lib/forms.ts";
import { askedOf, choiceOf } from "../choice.ts";
import type { Actions, PageServerLoad } from "./$types";

/** For whom, and how many slips that makes; nothing is made by looking. */
export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await holder(locals.api, "slips.issue");
  const { now } = await parent();
  const asked = askedOf((name) => url.searchParams.get(name) ?? "", now);
  const wanted = url.searchParams.has("buildings") || asked.batch !== "";
  return {
    asked,
    again: url.searchParams.get("again") === "yes" || asked.before !== "",
    shown: wanted ? await locals.api.slips.preview(choiceOf(asked)) : null,
    origin: origin ?? url.origin,
  };
};

export const actions: Actions = {
  /** Prints one part. The codes are in this answer and nowhere else. */
  default: (event) =>
    submit(event, async (form) => {
      const asked = askedOf((name) => textOf(form, name), new Date(0));
      const expected = wholeOf(form, "expected");
      const printing = { key: textOf(form, "key"), choice: choiceOf(asked), expected };
      return { batch: await event.locals.api.slips.print(printing), asked };
    }),
};
