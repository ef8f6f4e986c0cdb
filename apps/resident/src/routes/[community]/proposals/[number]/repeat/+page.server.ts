import { redirect } from "@sveltejs/kit";
import { isTimeOfDay } from "@yishi/domain/calendar";
import { proposalFor } from "#lib/duty.ts";
import { dayIn, mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, params }) => {
  const proposal = await proposalFor(locals.api, "motions.schedule", params.number);
  const { motion, stage } = proposal;
  const asked =
    motion && stage === "noQuorum" ? await locals.api.motions.repeating({ motionId: motion.motionId }) : null;
  return { proposal, asked };
};

export const actions: Actions = {
  /** Announces the second vote: the notice goes out and the roll is frozen anew. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
      const opensOn = dayIn(form, "opensOn");
      const closesOn = dayIn(form, "closesOn");
      const closesAt = textOf(form, "closesAt");
      if (!opensOn) return mend(form, "opensOn");
      if (!closesOn) return mend(form, "closesOn");
      if (!isTimeOfDay(closesAt)) return mend(form, "closesAt");
      const motionId = proposal.motion?.motionId ?? "";
      const asked = { key: textOf(form, "key"), motionId, opensOn, closesOn, closesAt };
      const { ordinal } = await locals.api.motions.repeat(asked);
      redirect(303, to(proposalPath(params.community, { ...proposal, ordinal })));
    }),
};
