import { error } from "@sveltejs/kit";
import { origin } from "#lib/door.server.ts";
import { petitionPath } from "#lib/petitions.ts";
import { numberIn } from "#lib/proposals.ts";
import type { PageServerLoad } from "./$types";

/** The sheet on which neighbours sign with a pen. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const petition = await api.petitions.byNumber(numberIn(params.number));
  if (petition.stage !== "open") error(404);
  return { petition, address: (origin ?? url.origin) + petitionPath(params.community, petition) };
};
