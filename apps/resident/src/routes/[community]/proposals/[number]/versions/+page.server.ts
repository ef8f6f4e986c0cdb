import { motionIn } from "#lib/proposals.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const proposal = await api.proposals.byNumber(motionIn(params.number));
  return { proposal, versions: await api.amendments.versions({ proposalId: proposal.proposalId }) };
};
