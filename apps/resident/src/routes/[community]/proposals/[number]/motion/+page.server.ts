import { redirect } from "@sveltejs/kit";
import { electorates, scopeOf } from "@yishi/domain/electorates";
import { proposalFor } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, params }) => ({
  proposal: await proposalFor(locals.api, "motions.draft", params.number),
  scopes: await locals.api.motions.scopes(),
});

export const actions: Actions = {
  /** Draws the motion from the proposal, or writes the next version of it. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const electorate = oneOf(form, "electorate", electorates);
      const doneBy = dayIn(form, "doneBy");
      if (!electorate) return mend(form, "electorate");
      const scope = textOf(form, scopeOf(electorate) ?? "");
      const special = oneOf(form, "special", ["yes", "no"] as const);
      if (scopeOf(electorate) === "group" && scope === "") return mend(form, "group");
      if (electorate === "owner" && !special) return mend(form, "special");
      if (!doneBy) return mend(form, "doneBy");
      await locals.api.motions.draft({
        key: textOf(form, "key"),
        proposalId: proposal.proposalId,
        electorate,
        ...(scope !== "" && { scope }),
        ...(electorate === "owner" && { special: special === "yes" }),
        question: textOf(form, "question"),
        text: textOf(form, "text"),
        costYuan: wholeOf(form, "costYuan"),
        moneySource: textOf(form, "moneySource"),
        carriedOutBy: textOf(form, "carriedOutBy"),
        doneBy,
        ifRejected: textOf(form, "ifRejected"),
        lang: getLocale(),
      });
      redirect(303, to(proposalPath(params.community, proposal)));
    }),
};
