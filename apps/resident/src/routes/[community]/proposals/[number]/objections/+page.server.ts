import { redirect } from "@sveltejs/kit";
import { courtEnds, objectionCodes } from "@yishi/domain/resolutions/steps";
import { lengthOf, limits } from "@yishi/domain/texts";
import { atWindow, behalfQuery, forResident } from "#lib/desk.ts";
import { may } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const proposal = await api.proposals.byNumber(numberIn(params.number));
  const motionId = proposal.motion?.motionId;
  const { objections, courtCases } = motionId
    ? await api.objections.of({ motionId })
    : { objections: [], courtCases: [] };
  const { member } = await parent();
  return {
    proposal,
    objections,
    courtCases,
    window: await atWindow(api, url),
    answers: proposal.mine?.acts.includes("objections.answer") ?? false,
    records: may(member, "objections.courtCase"),
  };
};

/** The one sheet on which what is wrong is chosen: a code, which tells its ground. */
const codes = [...objectionCodes.law, ...objectionCodes.procedure];

export const actions: Actions = {
  /** Somebody objects, for themselves or through a clerk at the window. */
  file: (event) =>
    submit(event, async (form) => {
      const code = oneOf(form, "objection", codes);
      const text = textOf(form, "objectionText").trim();
      if (!code) return mend(form, "objection");
      if (!fits(text)) return mend(form, "objectionText");
      const ground = objectionCodes.law.some((one) => one === code) ? "law" : "procedure";
      const { motionId, back } = await here(event);
      await event.locals.api.objections.file({
        ...{ key: textOf(form, "key"), motionId, ground, code, text, lang: getLocale() },
        ...forResident(event.url),
      });
      redirect(303, back);
    }),

  /** Somebody of the committee answers one. */
  answer: (event) =>
    submit(event, async (form) => {
      const objectionId = textOf(form, "objectionId");
      const verdict = oneOf(form, "objectionVerdict", ["rejected", "upheld"] as const);
      const answer = textOf(form, "objectionAnswer").trim();
      if (!verdict) return mend(form, "objectionVerdict");
      if (!fits(answer)) return mend(form, "objectionAnswer");
      const { back } = await here(event);
      const said = { key: textOf(form, "key"), objectionId, verdict, answer, lang: getLocale() };
      await event.locals.api.objections.answer(said);
      redirect(303, back);
    }),

  /** The secretary records that a court took a case. */
  recordCourtCase: (event) =>
    submit(event, async (form) => {
      const on = dayIn(form, "on");
      const court = textOf(form, "court").trim();
      const reference = textOf(form, "caseReference").trim();
      if (court.length < limits.place.min) return mend(form, "court");
      if (!on) return mend(form, "on");
      if (reference.length < limits.reference.min) return mend(form, "caseReference");
      const { motionId, back } = await here(event);
      const paper = { court, on, reference };
      await event.locals.api.objections.recordCourtCase({ key: textOf(form, "key"), motionId, ...paper });
      redirect(303, back);
    }),

  /** The secretary records how it ended. */
  endCourtCase: (event) =>
    submit(event, async (form) => {
      const on = dayIn(form, "on");
      const end = oneOf(form, "end", courtEnds);
      const reference = textOf(form, "caseReference").trim();
      if (!end) return mend(form, "end");
      if (!on) return mend(form, "on");
      if (reference.length < limits.reference.min) return mend(form, "caseReference");
      const { motionId, back } = await here(event);
      await event.locals.api.objections.endCourtCase({
        ...{ key: textOf(form, "key"), motionId, on, end, reference },
      });
      redirect(303, back);
    }),
};

function fits(text: string): boolean {
  const length = lengthOf(text);
  return length >= limits.reason.min && length <= limits.reason.max;
}

async function here({ locals, params, url }: RequestEvent) {
  const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
  return {
    motionId: proposal.motion?.motionId ?? "",
    back: to(proposalPath(params.community, proposal, "objections") + behalfQuery(url)),
  };
}
