import { error, redirect } from "@sveltejs/kit";
import { hazards } from "@yishi/domain/consultations/need";
import { buildingsIn } from "#lib/consultations.ts";
import { fieldsOf } from "#lib/experts.ts";
import { signInFirst, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

/** For the proposer, the committee and the supervisors; everybody else is told so. */
export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  if (!(await parent()).signedIn) redirect(303, signInFirst(url));
  const proposal = await api.proposals.byNumber(numberIn(params.number));
  const { proposalId } = proposal;
  const [consulted, register] = await Promise.all([
    api.consultations.ofProposal({ proposalId }),
    api.experts.list(),
  ]);
  const sentence = m["refused.consultation-not-yours-to-ask"]();
  if (!consulted.askedAs) error(403, { message: sentence, sentence });
  return { proposal, consulted, ownFields: register.ownFields };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      await locals.api.consultations.request({
        ...{ key: textOf(form, "key"), proposalId: proposal.proposalId, lang: getLocale() },
        ...{ question: textOf(form, "question"), why: textOf(form, "why"), fields: [...fieldsOf(form)] },
        hazards: hazards.filter((hazard) => form.getAll("hazards").includes(hazard)),
        ...{ buildings: buildingsIn(form), workingDays: wholeOf(form, "workingDays") },
      });
      redirect(303, to(proposalPath(params.community, proposal, "experts")));
    }),
};
