import { redirect } from "@sveltejs/kit";
import type { Caller } from "@yishi/api/door";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import { actAwaited } from "#lib/work.ts";
import { acts, type Post } from "@yishi/domain/roles";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const proposal = await api.proposals.byNumber(motionIn(params.number));
  if (proposal.mine?.following) await api.follow.look({ proposalId: proposal.proposalId });
  // While a vote is open it is everybody's, and a result that is published awaits nobody.
  const over = proposal.resolution !== null && ["passed", "rejected", "noQuorum"].includes(proposal.stage);
  const act = proposal.stage === "voting" || over ? null : actAwaited(proposal);
  const { proposalId } = proposal;
  const holders = act ? await api.recusals.acting({ proposalId }) : [];
  const answering: readonly Post[] = act ? acts[act] : [];
  return {
    proposal,
    mergers: await api.mergers.ofProposal({ proposalId }),
    consulted: await api.consultations.ofProposal({ proposalId }),
    views: await api.views.summary({ proposalId: proposal.proposalId }),
    hung: await api.files.of({ kind: "proposal", subjectId: proposal.proposalId }),
    recounted: proposal.motion?.outcome
      ? await api.recounts.of({ motionId: proposal.motion.motionId })
      : null,
    after: proposal.resolution && proposal.motion ? await afterOf(api, proposal.motion.motionId) : null,
    answerable: [...new Set(holders.filter((one) => answering.includes(one.post)).map((one) => one.name))],
  };
};

/** What came after the vote: objections, court cases, acceptance and follow-up. */
async function afterOf(api: Caller, motionId: string) {
  const [told, acceptance, followUp] = await Promise.all([
    api.objections.of({ motionId }),
    api.acceptances.of({ motionId }),
    api.followUps.of({ motionId }),
  ]);
  return { ...told, acceptance, followUp };
}

export const actions: Actions = {
  /** Follows it from now on. */
  follow: (event) =>
    submit(event, async (form) => {
      const numbered = motionIn(event.params.number);
      await event.locals.api.follow.start({
        key: textOf(form, "key"),
        proposalId: textOf(form, "proposalId"),
      });
      redirect(303, to(`${proposalPath(event.params.community, numbered)}#follow`));
    }),

  /** Stops to follow it. */
  unfollow: (event) =>
    submit(event, async (form) => {
      const numbered = motionIn(event.params.number);
      await event.locals.api.follow.stop({
        key: textOf(form, "key"),
        proposalId: textOf(form, "proposalId"),
      });
      redirect(303, to(`${proposalPath(event.params.community, numbered)}#follow`));
    }),

  /** A neighbour puts their name to it. */
  cosponsor: (event) =>
    submit(event, async (form) => {
      const numbered = motionIn(event.params.number);
      await event.locals.api.proposals.cosponsor({
        key: textOf(form, "key"),
        proposalId: textOf(form, "proposalId"),
        namePublic: textOf(form, "namePublic") === "yes",
      });
      redirect(303, to(proposalPath(event.params.community, numbered)));
    }),
};
