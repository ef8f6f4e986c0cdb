import { error, redirect } from "@sveltejs/kit";
import { scores } from "@yishi/domain/follow-ups";
import { atWindow, behalfQuery, forResident } from "#lib/desk.ts";
import { mend, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const proposal = await api.proposals.byNumber(numberIn(params.number));
  const motionId = proposal.motion?.motionId;
  if (!motionId || !proposal.resolution) error(404);
  const reads = proposal.mine?.acts.includes("resolutions.carryOut") ?? false;
  return {
    proposal,
    followUp: await api.followUps.of({ motionId }),
    written: reads ? await api.followUps.words({ motionId }) : null,
    window: await atWindow(api, url),
  };
};

export const actions: Actions = {
  /** A neighbour answers, for themselves or through a clerk at the window. */
  default: (event) =>
    submit(event, async (form) => {
      const { locals, params, url } = event;
      const score = scores.find((one) => one === wholeOf(form, "score"));
      if (!score) return mend(form, "score");
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const motionId = proposal.motion?.motionId ?? "";
      const round = wholeOf(form, "round") === 2 ? 2 : 1;
      const words = textOf(form, "words");
      await locals.api.followUps.answer({
        ...{ key: textOf(form, "key"), motionId, round, score, words, lang: getLocale() },
        ...forResident(url),
      });
      redirect(303, to(proposalPath(params.community, proposal, "follow-up") + behalfQuery(url)));
    }),
};
