import { redirect } from "@sveltejs/kit";
import { proposalFor } from "#lib/duty.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, params }) => ({
  proposal: await proposalFor(locals.api, "resolutions.publish", params.number),
});

export const actions: Actions = {
  /** Publishes the result under its number. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
      const motionId = proposal.motion?.motionId ?? "";
      await locals.api.resolutions.publish({ key: textOf(form, "key"), motionId });
      redirect(303, to(proposalPath(params.community, proposal, "notice")));
    }),
};
