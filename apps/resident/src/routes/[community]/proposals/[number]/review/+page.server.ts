import { redirect } from "@sveltejs/kit";
import { grounds } from "@yishi/domain/proposals";
import { opening } from "@yishi/domain/deciders";
import { proposalFor } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, params }) => ({
  proposal: await proposalFor(locals.api, "proposals.review", params.number),
});

export const actions: Actions = {
  /** One reviewer says whether it may be taken up; returning it names one of the five grounds. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const verdict = oneOf(form, "verdict", ["admit", "return"] as const);
      if (!verdict) return mend(form, "verdict");
      const firstYes = oneOf(form, "firstYes", opening);
      const ground = oneOf(form, "ground", grounds);
      if (verdict === "return" && !ground) return mend(form, "ground");
      await locals.api.proposals.review({
        key: textOf(form, "key"),
        proposalId: proposal.proposalId,
        verdict,
        ...(firstYes && verdict === "admit" && { firstYes }),
        ...(ground && verdict === "return" && { ground }),
        reason: textOf(form, "reason"),
      });
      redirect(303, to(proposalPath(params.community, proposal)));
    }),
};
