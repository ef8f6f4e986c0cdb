import { redirect } from "@sveltejs/kit";
import { isStudied } from "@yishi/domain/electorates";
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
    motion && (stage === "priorStudied" || (stage === "drafted" && !isStudied(motion.electorate)))
      ? await locals.api.motions.scheduling({ motionId: motion.motionId })
      : null;
  // Experts who have to be heard, or who are not answered yet, hold the vote back: it is said before the form is filled in.
  const { waits } = await locals.api.consultations.ofProposal({ proposalId: proposal.proposalId });
  return { proposal, asked, waits };
};

export const actions: Actions = {
  /** Announces the vote: the notice goes out and the roll is frozen. */
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
      const meetingId = textOf(form, "meetingId");
      await locals.api.motions.schedule({
        ...(meetingId !== "" && { meetingId }),
        key: textOf(form, "key"),
        motionId: proposal.motion?.motionId ?? "",
        opensOn,
        closesOn,
        closesAt,
      });
      redirect(303, to(proposalPath(params.community, proposal)));
    }),
};
