import { error, redirect } from "@sveltejs/kit";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const { signedIn } = await api.communities.current();
  if (!signedIn) error(401);
  return { proposal: await api.proposals.byNumber(numberIn(params.number)) };
};

export const actions: Actions = {
  /** The author asks the representatives, once. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const reason = textOf(form, "reason");
      if (reason.trim() === "") return mend(form, "reason");
      const { proposalId } = proposal;
      await locals.api.appeals.file({ key: textOf(form, "key"), proposalId, reason, lang: getLocale() });
      redirect(303, to(proposalPath(params.community, proposal)));
    }),
};
