import { error } from "@sveltejs/kit";
import { may } from "#lib/duty.ts";
import { motionIn } from "#lib/proposals.ts";
import type { PageServerLoad } from "./$types";

/** The named list of a counted vote. Who may not see it is told that there is no such page. */
export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const proposal = await api.proposals.byNumber(motionIn(params.number));
  const { motion } = proposal;
  if (!motion?.countedAt) error(404);
  const { member, signedIn } = await parent();
  const answers = may(member, "ballots.names") && proposal.mine?.recused !== true;
  if (!signedIn || !member) error(404);
  const asked = { motionId: motion.motionId, afterSeat: Number(url.searchParams.get("after") ?? 0) || 0 };
  const list = answers ? await api.recounts.named(asked) : await api.recounts.shown(asked);
  if (!answers && list.ballots.length === 0) error(404);
  return { proposal, motion, ...list, answers };
};
