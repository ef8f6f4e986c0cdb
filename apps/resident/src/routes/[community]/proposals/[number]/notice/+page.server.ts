import { error } from "@sveltejs/kit";
import { origin } from "#lib/door.server.ts";
import { to } from "#lib/language.ts";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { PageServerLoad } from "./$types";

/** What hangs on the board: the notice of a vote, and once it is published the notice of its result. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const numbered = motionIn(params.number);
  const proposal = await api.proposals.byNumber(numbered);
  const { motion, resolution } = proposal;
  if (!motion || (!motion.noticedAt && !resolution)) error(404);
  const address = `${origin ?? url.origin}${to(proposalPath(params.community, numbered))}`;
  return { proposal, motion, resolution, address };
};
