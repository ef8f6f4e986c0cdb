import { redirect } from "@sveltejs/kit";
import { electorates, scopeOf } from "@yishi/domain/electorates";
import { forms } from "@yishi/domain/motions/forms";
import { lengthOf, limits } from "@yishi/domain/texts";
import { proposalFor } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";
import { citableOf, citedIn } from "./cite.ts";
import { optionsIn } from "./options.ts";

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const proposal = await proposalFor(locals.api, "motions.draft", params.number);
  return {
    proposal,
    scopes: await locals.api.motions.scopes(),
    further: isFurther(url),
    citable: await citableOf(locals.api, proposal.proposalId),
  };
};

/** Whether a further motion is drawn, and not the one of the address. */
function isFurther(url: URL): boolean {
  return url.searchParams.get("further") === "yes";
}

export const actions: Actions = {
  /** Draws the motion from the proposal, or writes the next version of it. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals, url } = event;
      const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
      const electorate = oneOf(form, "electorate", electorates);
      const doneBy = dayIn(form, "doneBy");
      if (!electorate) return mend(form, "electorate");
      const scope = textOf(form, scopeOf(electorate) ?? "");
      const special = oneOf(form, "special", ["yes", "no"] as const);
      if (scopeOf(electorate) === "group" && scope === "") return mend(form, "group");
      if (electorate === "owner" && !special) return mend(form, "special");
      if (!doneBy) return mend(form, "doneBy");
      const answered = oneOf(form, "form", forms);
      if (!answered) return mend(form, "form");
      const { options, wrong } = optionsIn(form);
      if (wrong.length > 0) return mend(form, ...wrong);
      const ordinal = isFurther(url) ? proposal.motions.length + 1 : (proposal.ordinal ?? 1);
      const why = textOf(form, "why").trim();
      if (ordinal > 1 && lengthOf(why) < limits.why.min) return mend(form, "why");
      await locals.api.motions.draft({
        key: textOf(form, "key"),
        proposalId: proposal.proposalId,
        ordinal,
        ...(ordinal > 1 && { why }),
        electorate,
        ...(scope !== "" && { scope }),
        ...(electorate === "owner" && { special: special === "yes" }),
        form: answered,
        options: [...options],
        question: textOf(form, "question"),
        text: textOf(form, "text"),
        costYuan: wholeOf(form, "costYuan"),
        moneySource: textOf(form, "moneySource"),
        carriedOutBy: textOf(form, "carriedOutBy"),
        doneBy,
        ifRejected: textOf(form, "ifRejected"),
        cited: citedIn(form),
        lang: getLocale(),
      });
      redirect(303, to(proposalPath(params.community, { ...proposal, ordinal })));
    }),
};
