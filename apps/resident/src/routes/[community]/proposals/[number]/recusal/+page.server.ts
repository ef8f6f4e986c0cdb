import { error, redirect } from "@sveltejs/kit";
import { itemPosts, reasons } from "@yishi/domain/recusals";
import { may } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

/** For those whose post acts in proposals, and for supervisors, who may have them step back. */
export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { member } = await parent();
  if (!locals.session) error(401);
  const asks = may(member, "recusals.ask");
  const acts = itemPosts.some((post) => member?.posts.includes(post));
  const sentence = m["refused.nothing-to-step-back-from"]();
  if (!asks && !acts) error(403, { message: sentence, sentence });
  const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
  const { proposalId } = proposal;
  return { proposal, acts, asked: asks ? await locals.api.recusals.of({ proposalId }) : null };
};

export const actions: Actions = {
  /** The asker steps back. */
  stepBack: (event) =>
    submit(event, async (form) => {
      const reason = oneOf(form, "recusalReason", reasons);
      if (!reason) return mend(form, "recusalReason");
      const proposal = await event.locals.api.proposals.byNumber(motionIn(event.params.number));
      const { proposalId } = proposal;
      await event.locals.api.recusals.stepBack({ key: textOf(form, "key"), proposalId, reason });
      redirect(303, to(proposalPath(event.params.community, proposal)));
    }),

  /** A supervisor has somebody step back. */
  ask: (event) =>
    submit(event, async (form) => {
      const reason = oneOf(form, "recusalReason", reasons);
      const memberId = textOf(form, "memberId");
      if (!memberId) return mend(form, "memberId");
      if (!reason) return mend(form, "recusalReason");
      const proposal = await event.locals.api.proposals.byNumber(motionIn(event.params.number));
      const { proposalId } = proposal;
      await event.locals.api.recusals.ask({ key: textOf(form, "key"), proposalId, memberId, reason });
      redirect(303, to(proposalPath(event.params.community, proposal, "recusal")));
    }),
};
