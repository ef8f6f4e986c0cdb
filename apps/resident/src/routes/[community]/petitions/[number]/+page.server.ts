import { redirect } from "@sveltejs/kit";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { petitionPath } from "#lib/petitions.ts";
import { numberIn } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => ({
  petition: await api.petitions.byNumber(numberIn(params.number)),
});

/** Does something with the petition of the form, and comes back to its page. */
const doing = (act: "sign" | "unsign" | "withdraw") => (event: RequestEvent) =>
  submit(event, async (form) => {
    const asked = { key: textOf(form, "key"), petitionId: textOf(form, "petitionId") };
    await event.locals.api.petitions[act](asked);
    redirect(303, to(petitionPath(event.params.community, numberIn(event.params.number))));
  });

export const actions: Actions = {
  sign: doing("sign"),
  unsign: doing("unsign"),
  withdraw: doing("withdraw"),
};
