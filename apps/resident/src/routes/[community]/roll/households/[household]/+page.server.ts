import { redirect } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { idIn, writtenIn } from "../../written.ts";
import type { Actions, PageServerLoad } from "./$types";

const recorded = ["split", "joined"] as const;

/** A household, who lives in it and behind the same door, and who came and went. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  await holder(locals.api, "roll.change");
  const done = url.searchParams.get("done");
  return {
    ...(await locals.api.roll.household({ householdId: idIn(params.household) })),
    done: recorded.find((one) => one === done) ?? null,
  };
};

export const actions: Actions = {
  /** Those who are marked live in a household of their own from now on, behind the same door. */
  split: (event) =>
    submit(event, async (form) => {
      const { missing, key, on, reference } = writtenIn(form);
      const marked = form.getAll("residentIds").filter((one) => typeof one === "string");
      const part = textOf(form, "part");
      const wrong = [
        ...missing,
        ...(marked.length > 0 ? [] : ["residentIds"]),
        ...(part.trim() ? [] : ["part"]),
      ];
      if (wrong.length > 0) return mend(form, ...wrong);
      const { householdId } = await event.locals.api.roll.split({
        ...{ key, on, reference, part },
        ...{ householdId: event.params.household, residentIds: marked },
      });
      redirect(303, to(`/${event.params.community}/roll/households/${householdId}?done=split`));
    }),

  /** Everybody here lives in the other household behind this door from now on. */
  join: (event) =>
    submit(event, async (form) => {
      const { missing, key, on, reference } = writtenIn(form);
      const intoHouseholdId = textOf(form, "intoHouseholdId");
      const wrong = [...missing, ...(intoHouseholdId ? [] : ["intoHouseholdId"])];
      if (wrong.length > 0) return mend(form, ...wrong);
      const { householdId } = await event.locals.api.roll.join({
        ...{ key, on, reference, intoHouseholdId },
        householdId: event.params.household,
      });
      redirect(303, to(`/${event.params.community}/roll/households/${householdId}?done=joined`));
    }),
};
