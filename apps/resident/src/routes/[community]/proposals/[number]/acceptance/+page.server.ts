import { redirect } from "@sveltejs/kit";
import { lengthOf, limits } from "@yishi/domain/texts";
import { atWindow, behalfQuery, forResident } from "#lib/desk.ts";
import { may } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import { error } from "@sveltejs/kit";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const proposal = await api.proposals.byNumber(numberIn(params.number));
  const motionId = proposal.motion?.motionId;
  if (!motionId || !proposal.resolution) error(404);
  const { member } = await parent();
  return {
    proposal,
    acceptance: await api.acceptances.of({ motionId }),
    window: await atWindow(api, url),
    standsIn: may(member, "acceptances.standIn"),
  };
};

export const actions: Actions = {
  /** The proposer or a neighbour says whether it is done, for themselves or through a clerk at the window. */
  say: (event) => submit(event, (form) => speak(event, form, false)),
  /** A supervisor says it for a proposer who is silent or gone. */
  standIn: (event) => submit(event, (form) => speak(event, form, true)),
};

async function speak(event: RequestEvent, form: FormData, standIn: boolean) {
  const { locals, params, url } = event;
  const heard = oneOf(form, "acceptance", ["yes", "no"] as const);
  const missing = textOf(form, "missing").trim();
  if (!heard) return mend(form, "acceptance");
  const length = lengthOf(missing);
  if (heard === "no" && (length < limits.reason.min || length > limits.reason.max))
    return mend(form, "missing");
  const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
  const said = heard === "yes" ? ({ accepted: true } as const) : ({ accepted: false, missing } as const);
  const motionId = proposal.motion?.motionId ?? "";
  const words = { key: textOf(form, "key"), motionId, said, lang: getLocale() };
  if (standIn) await locals.api.acceptances.standIn(words);
  else await locals.api.acceptances.say({ ...words, ...forResident(url) });
  redirect(303, to(proposalPath(params.community, proposal, "acceptance") + behalfQuery(url)));
}
