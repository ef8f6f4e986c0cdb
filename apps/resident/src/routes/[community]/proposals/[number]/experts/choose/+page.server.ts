import { error, redirect } from "@sveltejs/kit";
import { proposalFor } from "#lib/duty.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const proposal = await proposalFor(api, "consultations.choose", params.number);
  const { consultations } = await api.consultations.ofProposal({ proposalId: proposal.proposalId });
  const consultation = consultations.findLast(({ status }) => status === "choosing" || status === "studying");
  if (!consultation) error(404);
  const [choosing, register] = await Promise.all([
    api.consultations.candidates({ consultationId: consultation.consultationId }),
    api.experts.list(),
  ]);
  return { proposal, consultation, choosing, ownFields: register.ownFields };
};

const back = ({ params }: RequestEvent) =>
  to(proposalPath(params.community, numberIn(params.number), "experts"));

export const actions: Actions = {
  /** Asks those who are marked. */
  choose: (event) =>
    submit(event, async (form) => {
      await event.locals.api.consultations.choose({
        ...{ key: textOf(form, "key"), consultationId: textOf(form, "consultationId"), lang: getLocale() },
        experts: form.getAll("experts").flatMap((one) => (typeof one === "string" ? [one] : [])),
        reason: textOf(form, "reason"),
      });
      redirect(303, back(event));
    }),

  /** Names the paper of a professional outside. */
  outside: (event) =>
    submit(event, async (form) => {
      await event.locals.api.consultations.goOutside({
        ...{ key: textOf(form, "key"), consultationId: textOf(form, "consultationId") },
        reference: textOf(form, "reference"),
      });
      redirect(303, back(event));
    }),
};
