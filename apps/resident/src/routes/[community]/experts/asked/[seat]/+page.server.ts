import { redirect } from "@sveltejs/kit";
import { declarations } from "@yishi/domain/consultations/conflicts";
import { declaredIn } from "#lib/consultations.ts";
import { mend, submit, textOf, valuesOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { wordsFor } from "#lib/refusals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";
import { seatOf } from "./seat.ts";

/** The seat, with what was put to the question, and what the others on the panel have hung on what they write. */
export const load: PageServerLoad = async (event) => {
  const seat = await seatOf(event);
  const { api } = event.locals;
  const papers = await api.files.of({ kind: "consultation", subjectId: seat.consultationId });
  const hung = seat.otherSeats.map((subjectId) => api.files.of({ kind: "opinion", subjectId }));
  const others = (await Promise.all(hung)).flatMap(({ files }) => files);
  return { seat, papers: papers.files, others };
};

const back = ({ params }: RequestEvent) => to(`/${params.community}/experts/asked/${params.seat}`);

export const actions: Actions = {
  /** Goes to the next question of the declaration, or back; nothing is kept before the end. */
  next: (event) =>
    submit(event, async (form) => {
      const at = wholeOf(form, "step");
      const question = declarations[at - 1];
      const goesBack = textOf(form, "back") === "yes";
      const missing = question && !goesBack && textOf(form, question) === "";
      const wrong = missing ? { [question]: wordsFor(["sits"])["sits"] ?? "" } : {};
      const step = missing ? at : Math.max(1, at + (goesBack ? -1 : 1));
      return { values: valuesOf(form), wrong, refusal: null, step };
    }),

  /** Takes part, with everything that was declared. */
  accept: (event) =>
    submit(event, async (form) => {
      const declared = declaredIn(form);
      if (!declared) return mend(form, "sits");
      await event.locals.api.panels.reply({ key: textOf(form, "key"), seatId: event.params.seat, declared });
      redirect(303, back(event));
    }),

  /** Says no, without a reason. */
  decline: (event) =>
    submit(event, async (form) => {
      await event.locals.api.panels.reply({
        ...{ key: textOf(form, "key"), seatId: event.params.seat, declared: null },
      });
      redirect(303, back(event));
    }),

  stepBack: (event) =>
    submit(event, async (form) => {
      await event.locals.api.panels.stepBack({ key: textOf(form, "key"), seatId: event.params.seat });
      redirect(303, back(event));
    }),

  /** Puts the expert's name under the opinion that was shown. */
  sign: (event) =>
    submit(event, async (form) => {
      await event.locals.api.panels.sign({
        ...{ key: textOf(form, "key"), seatId: event.params.seat, hash: textOf(form, "hash") },
      });
      redirect(303, back(event));
    }),
};
