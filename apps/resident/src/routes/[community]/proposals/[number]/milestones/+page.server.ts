import { redirect } from "@sveltejs/kit";
import type { Day } from "@yishi/domain/calendar";
import { proposalFor } from "#lib/duty.ts";
import { dayIn, mend, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

const mostSteps = 20;

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  proposal: await proposalFor(locals.api, "resolutions.carryOut", params.number),
  lines: Math.min(Math.max(Number(url.searchParams.get("lines")) || 5, 5), mostSteps),
});

export const actions: Actions = {
  /** Settles the steps of carrying it out; lines left empty are none. */
  plan: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const { milestones, wrong } = stepsOf(form);
      if (wrong.length > 0) return mend(form, ...wrong);
      await locals.api.resolutions.plan({
        key: textOf(form, "key"),
        motionId: proposal.motion?.motionId ?? "",
        milestones,
      });
      redirect(303, to(proposalPath(params.community, proposal, "milestones")));
    }),

  /** Says on which day a step was done. */
  complete: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const ordinal = wholeOf(form, "ordinal");
      const on = dayIn(form, `on-${ordinal}`);
      if (!on) return mend(form, `on-${ordinal}`);
      await locals.api.resolutions.complete({
        key: textOf(form, "key"),
        motionId: proposal.motion?.motionId ?? "",
        ordinal,
        on,
      });
      redirect(303, to(proposalPath(params.community, proposal, "milestones")));
    }),
};

/** The steps as they were written, and the fields of begun lines that are not whole. */
function stepsOf(form: FormData) {
  const milestones: { title: string; responsible: string; dueOn: Day; lang: "zh-CN" | "en" }[] = [];
  const wrong: string[] = [];
  for (let step = 1; step <= mostSteps; step += 1) {
    const title = textOf(form, `what-${step}`).trim();
    const responsible = textOf(form, `who-${step}`).trim();
    const dueOn = dayIn(form, `by-${step}`);
    if (title === "" && responsible === "" && textOf(form, `by-${step}`) === "") continue;
    if (title.length < 2) wrong.push(`what-${step}`);
    if (responsible === "") wrong.push(`who-${step}`);
    if (dueOn) milestones.push({ title, responsible, dueOn, lang: getLocale() });
    else wrong.push(`by-${step}`);
  }
  return { milestones, wrong };
}
