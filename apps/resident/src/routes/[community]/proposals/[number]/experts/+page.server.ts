import { redirect } from "@sveltejs/kit";
import { addFile } from "#lib/adding.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const proposal = await api.proposals.byNumber(numberIn(params.number));
  const { proposalId } = proposal;
  const [consulted, register] = await Promise.all([
    api.consultations.ofProposal({ proposalId }),
    api.experts.list(),
  ]);
  return { proposal, consulted, ownFields: register.ownFields };
};

const back = ({ params }: RequestEvent) =>
  to(proposalPath(params.community, numberIn(params.number), "experts"));

export const actions: Actions = {
  /** Says that somebody should not sit on the panel. */
  object: (event) =>
    submit(event, async (form) => {
      await event.locals.api.consultations.object({
        ...{ key: textOf(form, "key"), seatId: textOf(form, "seatId") },
      });
      redirect(303, back(event));
    }),

  /** Puts a paper to what was asked. */
  attach: (event) =>
    submit(event, async (form) => {
      const subjectId = textOf(form, "consultationId");
      const no = await addFile(event, form, { kind: "consultation", subjectId });
      return no ?? redirect(303, back(event));
    }),

  /** Takes the request back. */
  withdraw: (event) =>
    submit(event, async (form) => {
      await event.locals.api.consultations.withdraw({
        ...{ key: textOf(form, "key"), consultationId: textOf(form, "consultationId") },
      });
      redirect(303, back(event));
    }),
};
