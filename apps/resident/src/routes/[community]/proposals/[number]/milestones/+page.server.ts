import { redirect } from "@sveltejs/kit";
import type { Day } from "@yishi/domain/calendar";
import { fenOf } from "@yishi/domain/resolutions";
import { limits } from "@yishi/domain/texts";
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
      const spentFen = fenIn(form, `spent-${ordinal}`);
      if (spentFen === undefined) return mend(form, `spent-${ordinal}`);
      const reference = textOf(form, `reference-${ordinal}`).trim();
      await locals.api.resolutions.complete({
        key: textOf(form, "key"),
        motionId: proposal.motion?.motionId ?? "",
        ordinal,
        on,
        spentFen,
        ...(reference && { reference }),
      });
      redirect(303, to(proposalPath(params.community, proposal, "milestones")));
    }),

  /** Says by when a step is expected now, and why. */
  revise: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const ordinal = wholeOf(form, "ordinal");
      const day = dayIn(form, `to-${ordinal}`);
      const reason = textOf(form, `reason-${ordinal}`).trim();
      if (!day) return mend(form, `to-${ordinal}`);
      if (reason.length < limits.reason.min) return mend(form, `reason-${ordinal}`);
      await locals.api.resolutions.revise({
        ...{ key: textOf(form, "key"), motionId: proposal.motion?.motionId ?? "", ordinal },
        ...{ to: day, reason, lang: getLocale() },
      });
      redirect(303, to(proposalPath(params.community, proposal, "milestones")));
    }),

  /** A further step, after those that are there. */
  add: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const { milestones, wrong } = stepsOf(form);
      const [step] = milestones;
      if (wrong.length > 0 || !step) return mend(form, ...(wrong.length > 0 ? wrong : ["what-1"]));
      await locals.api.resolutions.addMilestone({
        ...{ key: textOf(form, "key"), motionId: proposal.motion?.motionId ?? "", ...step },
      });
      redirect(303, to(proposalPath(params.community, proposal, "milestones")));
    }),
};

interface Step {
  readonly title: string;
  readonly responsible: string;
  readonly dueOn: Day;
  readonly costFen: number;
  readonly lang: "zh-CN" | "en";
}

/** A sum of money in a form, as whole fen; nothing written is nothing spent. */
function fenIn(form: FormData, name: string): number | undefined {
  const written = textOf(form, name).trim();
  return written === "" ? 0 : fenOf(written);
}

/** The steps as they were written, and the fields of begun lines that are not whole. */
function stepsOf(form: FormData) {
  const milestones: Step[] = [];
  const wrong: string[] = [];
  for (let step = 1; step <= mostSteps; step += 1) {
    const title = textOf(form, `what-${step}`).trim();
    const responsible = textOf(form, `who-${step}`).trim();
    const dueOn = dayIn(form, `by-${step}`);
    const costFen = fenIn(form, `stepCost-${step}`);
    if (title === "" && responsible === "" && textOf(form, `by-${step}`) === "") continue;
    if (title.length < 2) wrong.push(`what-${step}`);
    if (responsible === "") wrong.push(`who-${step}`);
    if (costFen === undefined) wrong.push(`stepCost-${step}`);
    if (!dueOn) wrong.push(`by-${step}`);
    if (dueOn && costFen !== undefined)
      milestones.push({ title, responsible, dueOn, costFen, lang: getLocale() });
  }
  return { milestones, wrong };
}
