import { holder } from "#lib/duty.ts";
import { numberIn } from "#lib/proposals.ts";
import type { PageServerLoad } from "./$types";

/** Who signed, for the committee alone. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  await holder(api, "petitions.check");
  const petition = await api.petitions.byNumber(numberIn(params.number));
  return { petition, signers: await api.petitions.signers({ petitionId: petition.petitionId }) };
};
