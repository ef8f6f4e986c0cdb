import { error, redirect } from "@sveltejs/kit";
import { mend, submit } from "#lib/forms.ts";
import { motionIn } from "#lib/proposals.ts";
import { afterViewIn, afterView, doneAt, onlyKinds, viewPath } from "#lib/views.ts";
import { missingIn, saidIn } from "./said.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params, url: { searchParams } }) => {
  const written = searchParams.get("after");
  const after = written === null ? null : afterViewIn(written);
  if (written !== null && !after) error(404);
  const only = onlyKinds.find((kind) => kind === searchParams.get("only"));
  const proposal = await api.proposals.byNumber(motionIn(params.number));
  const { proposalId } = proposal;
  const views = await api.views.ofProposal({ proposalId, ...(only && { only }), ...(after && { after }) });
  return { proposal, views, only, first: after === null, next: views.next && afterView(views.next) };
};

export const actions: Actions = {
  /** A neighbour says what they think. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const missing = missingIn(form);
      if (missing.length > 0) return mend(form, ...missing);
      const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
      const said = await locals.api.views.say({ ...saidIn(form), proposalId: proposal.proposalId });
      redirect(303, doneAt(viewPath(params.community, proposal, said.viewId), "said"));
    }),
};
