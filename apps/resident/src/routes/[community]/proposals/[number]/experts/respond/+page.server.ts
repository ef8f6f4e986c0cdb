import { error, fail, redirect } from "@sveltejs/kit";
import { verdicts } from "@yishi/domain/consultations";
import { limits } from "@yishi/domain/texts";
import { proposalFor } from "#lib/duty.ts";
import { oneOf, submit, textOf, valuesOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const proposal = await proposalFor(api, "consultations.respond", params.number);
  const { consultations } = await api.consultations.ofProposal({ proposalId: proposal.proposalId });
  const consultation = consultations.findLast(({ answerable }) => answerable);
  if (!consultation) error(404);
  return { proposal, consultation };
};

export const actions: Actions = {
  /** Answers every advice that the page showed. */
  default: (event) =>
    submit(event, async (form) => {
      const numbers = form.getAll("numbers").map(Number);
      const wrong: Record<string, string> = {};
      const answers = numbers.flatMap((number) => {
        const verdict = oneOf(form, `verdict-${number}`, verdicts);
        const reason = textOf(form, `reason-${number}`);
        if (!verdict) wrong[`verdict-${number}`] = m["consultations.respond.chooseOne"]();
        if (reason.trim().length < limits.adviceAnswer.min)
          wrong[`reason-${number}`] = m["consultations.respond.writeReason"]();
        return verdict ? [{ number, verdict, reason }] : [];
      });
      if (Object.keys(wrong).length > 0)
        return fail(400, { values: valuesOf(form), wrong: { ...wrong }, refusal: null });
      await event.locals.api.consultations.respond({
        ...{ key: textOf(form, "key"), consultationId: textOf(form, "consultationId") },
        ...{ answers, lang: getLocale() },
      });
      const { community, number } = event.params;
      redirect(303, to(proposalPath(community, numberIn(number), "experts")));
    }),
};
