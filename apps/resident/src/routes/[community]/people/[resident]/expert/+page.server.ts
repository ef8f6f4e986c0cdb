import { error, fail, redirect } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import { fieldsOf, questions, toldIn, wrongAt } from "#lib/experts.ts";
import { submit, textOf, valuesOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { wordsFor } from "#lib/refusals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The resident who sits at the desk, and their entry if there is one. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const clerk = await holder(api, "desk.actFor");
  if (!uuid.test(params.resident)) error(404);
  const [resident, { entry }, register, seats] = await Promise.all([
    api.roll.resident({ residentId: params.resident }),
    api.experts.ofResident({ residentId: params.resident }),
    api.experts.list(),
    api.panels.ofResident({ residentId: params.resident }),
  ]);
  return { resident, clerk: clerk.name, entry, seats, ownFields: register.ownFields };
};

const back = ({ params }: RequestEvent) => to(`/${params.community}/people/${params.resident}/expert`);

/** Takes one of the steps that are the expert's own, for them. */
const standing = (step: "pause" | "resume" | "confirm" | "retire") => (event: RequestEvent) =>
  submit(event, async (form) => {
    await event.locals.api.experts.stand({
      ...{ key: textOf(form, "key"), expertId: textOf(form, "expertId"), step },
    });
    redirect(303, back(event));
  });

export const actions: Actions = {
  /** Enters what the resident says, after it was read to them. */
  offer: (event) =>
    submit(event, async (form) => {
      const missing = questions.filter((question) => wrongAt(form, question));
      if (missing.length > 0) {
        const written: Record<string, string> = { ...valuesOf(form), fields: fieldsOf(form).join(",") };
        return fail(400, { values: written, wrong: wordsFor(missing), refusal: null });
      }
      await event.locals.api.experts.offerFor({ ...toldIn(form), residentId: event.params.resident });
      redirect(303, back(event));
    }),
  pause: standing("pause"),
  resume: standing("resume"),
  confirm: standing("confirm"),
  retire: standing("retire"),
};
