import { redirect } from "@sveltejs/kit";
import { signInFirst, submit, textOf, valuesOf, wholeOf } from "#lib/forms.ts";
import { fieldsOf, questions, toldIn, wrongAt } from "#lib/experts.ts";
import { to } from "#lib/language.ts";
import { wordsFor } from "#lib/refusals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const { signedIn, member } = await parent();
  if (!signedIn) redirect(303, signInFirst(url));
  const [register, mine, seats] = await Promise.all([
    api.experts.list(),
    member ? api.experts.mine() : null,
    member ? api.panels.mine() : [],
  ]);
  return { ownFields: register.ownFields, mine, seats };
};

/** Takes one of the steps that are the expert's own. */
const standing = (step: "pause" | "resume" | "confirm" | "retire") => (event: RequestEvent) =>
  submit(event, async (form) => {
    await event.locals.api.experts.stand({
      ...{ key: textOf(form, "key"), expertId: textOf(form, "expertId"), step },
    });
    redirect(303, to(`/${event.params.community}/experts/mine`));
  });

export const actions: Actions = {
  /** Goes to the next question, or back to the one before; nothing is kept before the end. */
  next: (event) =>
    submit(event, async (form) => {
      const at = wholeOf(form, "step");
      const question = questions[at - 1];
      const values = { ...valuesOf(form), fields: fieldsOf(form).join(",") };
      const back = textOf(form, "back") === "yes";
      const wrong = question && !back && wrongAt(form, question) ? wordsFor([question]) : {};
      const step = Object.keys(wrong).length > 0 ? at : at + (back ? -1 : 1);
      return { values, wrong, refusal: null, step: Math.max(1, step) };
    }),

  /** Offers what was read once more. */
  offer: (event) =>
    submit(event, async (form) => {
      await event.locals.api.experts.offer(toldIn(form));
      redirect(303, to(`/${event.params.community}/experts/mine`));
    }),

  pause: standing("pause"),
  resume: standing("resume"),
  confirm: standing("confirm"),
  retire: standing("retire"),
};
