import { error, redirect } from "@sveltejs/kit";
import { lengthOf, limits } from "@yishi/domain/texts";
import { atWindow, forResident } from "#lib/desk.ts";
import { may } from "#lib/duty.ts";
import { mend, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const proposal = await api.proposals.byNumber(motionIn(params.number));
  const { signedIn, member } = await parent();
  if (!signedIn) error(401);
  if (!proposal.motion) error(404);
  return {
    proposal,
    motion: proposal.motion,
    window: await atWindow(api, url),
    drafts: may(member, "motions.draft") && proposal.mine?.recused === false,
  };
};

/** What the form says it was written for: the motion, in the version that was read. */
function readIn(form: FormData) {
  return {
    key: textOf(form, "key"),
    motionId: textOf(form, "motionId"),
    version: wholeOf(form, "version"),
  };
}

function back({ params }: RequestEvent): never {
  redirect(303, to(proposalPath(params.community, motionIn(params.number))));
}

export const actions: Actions = {
  /** The proposer agrees, for themselves or through a clerk at the window. */
  agree: (event) =>
    submit(event, async (form) => {
      await event.locals.api.agreements.agree({ ...readIn(form), ...forResident(event.url) });
      back(event);
    }),

  /** The proposer puts their own text beside the drafter's. */
  put: (event) =>
    submit(event, async (form) => {
      const [question, text] = [textOf(form, "question").trim(), textOf(form, "text").trim()];
      const fits = (words: string, { min, max }: { readonly min: number; readonly max: number }) =>
        lengthOf(words) >= min && lengthOf(words) <= max;
      if (!fits(question, limits.question)) return mend(form, "question");
      if (!fits(text, limits.motionText)) return mend(form, "text");
      const own = { question, text, lang: getLocale() };
      await event.locals.api.agreements.put({ ...readIn(form), ...forResident(event.url), ...own });
      back(event);
    }),

  /** The drafter takes the proposer's text over. */
  takeOver: (event) =>
    submit(event, async (form) => {
      await event.locals.api.agreements.takeOver(readIn(form));
      back(event);
    }),

  /** The drafter puts both to the vote. */
  both: (event) =>
    submit(event, async (form) => {
      await event.locals.api.agreements.letBothGo(readIn(form));
      back(event);
    }),
};
