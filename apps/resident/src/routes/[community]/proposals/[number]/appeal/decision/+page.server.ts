import { redirect } from "@sveltejs/kit";
import { proposalFor } from "#lib/duty.ts";
import { dayIn, mend, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

const figures = ["present", "for", "against"] as const;

export const load: PageServerLoad = async ({ locals, params }) => {
  const proposal = await proposalFor(locals.api, "appeals.record", params.number);
  const { proposalId, stage } = proposal;
  return {
    proposal,
    meeting: stage === "appealed" ? await locals.api.appeals.meeting({ proposalId }) : null,
  };
};

export const actions: Actions = {
  /** Records what the representatives decided, by the record of their meeting. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const metOn = dayIn(form, "metOn");
      if (!metOn) return mend(form, "metOn");
      const wrong = figures.filter((name) => Number.isNaN(wholeOf(form, name)));
      if (wrong.length > 0) return mend(form, ...wrong);
      await locals.api.appeals.record({
        ...{ key: textOf(form, "key"), proposalId: proposal.proposalId, metOn },
        ...{ present: wholeOf(form, "present"), for: wholeOf(form, "for") },
        ...{ against: wholeOf(form, "against"), reference: textOf(form, "reference") },
        ...{ reason: textOf(form, "reason"), lang: getLocale() },
      });
      redirect(303, to(proposalPath(params.community, proposal)));
    }),
};
