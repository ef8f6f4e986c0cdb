import { error, fail, redirect } from "@sveltejs/kit";
import { approvalChoice, choiceShape, isChoice, placesIn } from "@yishi/domain/ballots";
import type { Question } from "@yishi/domain/motions/forms";
import { mend, signInFirst, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

/** How many reasons of each side stand beside the ballot. */
const mostArguments = 3;

/** The ballot of the asker's household. Who has not signed in does so first. */
export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
  if (!proposal.motion) error(404);
  if (!(await parent()).signedIn) redirect(303, signInFirst(url));
  const { consultations } = await locals.api.consultations.ofProposal({ proposalId: proposal.proposalId });
  const { proposalId } = proposal;
  const said = async (only: "for" | "against") =>
    (await locals.api.views.ofProposal({ proposalId, only })).views
      .filter(({ status, text }) => status === "shown" && text !== null)
      .slice(0, mostArguments);
  return {
    proposal,
    motion: proposal.motion,
    /** As many of the one side as of the other, at most: the newest. */
    said: { for: await said("for"), against: await said("against") },
    advised: consultations.filter(({ opinions }) => opinions.length > 0),
  };
};

export const actions: Actions = {
  /** Shows the choice once more before it is cast. It travels in the body alone: no address or history keeps it. */
  read: (event) =>
    submit(event, async (form) => {
      const proposal = await event.locals.api.proposals.byNumber(motionIn(event.params.number));
      if (!proposal.motion) error(404);
      const question = { form: proposal.motion.form, options: proposal.motion.options.length };
      const choice = choiceIn(form, question);
      if (!choice) return chooseFirst(form, question);
      const stay = { values: {}, wrong: {}, refusal: null };
      return textOf(form, "again") === "yes" ? { ...stay, again: choice } : { ...stay, chosen: choice };
    }),

  /** Casts it; what was cast is never shown again before the count. */
  cast: (event) =>
    submit(event, async (form) => {
      const choice = textOf(form, "choice");
      if (!choiceShape.test(choice)) return mend(form, "choice");
      await event.locals.api.ballots.cast({
        key: textOf(form, "key"),
        motionId: textOf(form, "motionId"),
        choice,
      });
      const { community, number } = event.params;
      redirect(303, to(proposalPath(community, motionIn(number), "ballot")));
    }).then((answer) => ("status" in answer ? withoutChoice(answer) : answer)),
};

/** What was marked, as it is cast: of an approval every option that was ticked, and none of them is an abstention. */
function choiceIn(form: FormData, question: Question): string | undefined {
  const marked = form.getAll("choice").filter((one) => typeof one === "string");
  const [only = ""] = marked;
  if (marked.length < 2 && isChoice(question, only, "app")) return only;
  const choice = question.form === "approval" ? approvalChoice(marked.flatMap(placesIn)) : "";
  return isChoice(question, choice, "app") ? choice : undefined;
}

/** Says what has to be marked first: by yes or no one of the three, otherwise one of the options. */
function chooseFirst(form: FormData, { form: asked }: Question) {
  if (asked === "yesNo") return mend(form, "choice");
  return fail(400, { values: {}, wrong: { choice: m["wrong.choiceOneOf"]() }, refusal: null });
}

/** A refused ballot is answered without its choice: the page that says so may be seen by others. */
function withoutChoice<Answer extends { status: number; data: { wrong: object; refusal: string | null } }>(
  answer: Answer,
) {
  const { wrong, refusal } = answer.data;
  return fail(answer.status, { values: {}, wrong: { ...wrong }, refusal });
}
