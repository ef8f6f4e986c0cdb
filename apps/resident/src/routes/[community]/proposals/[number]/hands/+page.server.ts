import { redirect } from "@sveltejs/kit";
import { proposalFor } from "#lib/duty.ts";
import { mend, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { meetingPath } from "#lib/meetings.ts";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

const figures = ["agreed", "opposed", "withheld", "unraised"] as const;

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const proposal = await proposalFor(api, "ballots.count", params.number);
  const { motion } = proposal;
  const counting = motion?.meeting ? await api.hands.counting({ motionId: motion.motionId }) : null;
  return { proposal, counting, differ: url.searchParams.get("differ") === "yes" };
};

export const actions: Actions = {
  /** A counter hands in what they saw; with the second who saw the same, those seats have voted. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
      const { motion } = proposal;
      const [agreed, opposed, withheld, unraised] = figures.map((name) => wholeOf(form, name));
      const wrong = figures.filter((name) => Number.isNaN(wholeOf(form, name)));
      if (wrong.length > 0) return mend(form, ...wrong);
      const { answer } = await locals.api.hands.count({
        ...{ key: textOf(form, "key"), motionId: motion?.motionId ?? "" },
        hands: {
          ...{ agreed: agreed ?? 0, opposed: opposed ?? 0 },
          ...{ withheld: withheld ?? 0, unraised: unraised ?? 0 },
        },
      });
      const { community } = params;
      if (answer === "NEW" && motion?.meeting)
        redirect(303, to(`${meetingPath(community, motion.meeting)}#votes`));
      const again = answer === "DIFFERS" ? "?differ=yes" : "";
      redirect(303, to(`${proposalPath(community, proposal, "hands")}${again}`));
    }),
};
