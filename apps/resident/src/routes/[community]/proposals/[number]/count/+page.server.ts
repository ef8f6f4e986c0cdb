import { redirect } from "@sveltejs/kit";
import { proposalFor } from "#lib/duty.ts";
import { submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, params }) => {
  const proposal = await proposalFor(locals.api, "ballots.count", params.number);
  const { motion, stage } = proposal;
  const sheets =
    motion && stage === "awaitingCount"
      ? await locals.api.ballots.sheets({ motionId: motion.motionId })
      : null;
  return { proposal, sheets };
};

export const actions: Actions = {
  /** A scrutineer hands in a sheet; with the second that agrees there is a result. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
      const { result } = await locals.api.ballots.count({
        key: textOf(form, "key"),
        motionId: proposal.motion?.motionId ?? "",
        desk: wholeOf(form, "desk"),
        homeBox: wholeOf(form, "homeBox"),
        meeting: wholeOf(form, "meeting"),
      });
      const undecided = result === "waiting" || result === "sheetsDiffer";
      redirect(303, to(proposalPath(params.community, proposal, ...(undecided ? ["count"] : []))));
    }),
};
