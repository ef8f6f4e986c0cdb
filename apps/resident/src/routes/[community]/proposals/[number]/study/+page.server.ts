import { redirect } from "@sveltejs/kit";
import { proposalFor } from "#lib/duty.ts";
import { dayIn, mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, params }) => ({
  proposal: await proposalFor(locals.api, "motions.recordPriorStudy", params.number),
});

export const actions: Actions = {
  /** Records the day of the prior study and the paper that proves it. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
      const on = dayIn(form, "on");
      if (!on) return mend(form, "on");
      await locals.api.motions.recordPriorStudy({
        key: textOf(form, "key"),
        motionId: proposal.motion?.motionId ?? "",
        on,
        reference: textOf(form, "reference"),
      });
      redirect(303, to(proposalPath(params.community, proposal)));
    }),
};
