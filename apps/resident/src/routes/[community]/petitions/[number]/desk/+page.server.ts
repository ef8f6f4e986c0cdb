import { redirect } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { petitionPath } from "#lib/petitions.ts";
import { numberIn } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

/** Finds whoever signed on paper, as the desk finds people everywhere. */
export const load: PageServerLoad = async ({ locals: { api }, params, url: { searchParams } }) => {
  await holder(api, "desk.actFor");
  const wanted = { building: searchParams.get("building") ?? "", name: searchParams.get("name") ?? "" };
  const asked = wanted.building !== "" || wanted.name !== "";
  const [petition, people] = await Promise.all([
    api.petitions.byNumber(numberIn(params.number)),
    asked ? api.roll.find(wanted) : null,
  ]);
  return {
    ...{ petition, wanted, people },
    entered: searchParams.get("entered"),
    removed: searchParams.get("removed"),
  };
};

/** Enters a signature for somebody, or takes it off again; the next of the sheet is looked for in the same building. */
const doing = (act: "sign" | "unsign") => (event: RequestEvent) =>
  submit(event, async (form) => {
    const forResident = textOf(form, "residentId");
    const asked = { key: textOf(form, "key"), petitionId: textOf(form, "petitionId") };
    await event.locals.api.petitions[act]({ ...asked, forResident });
    const { name } = await event.locals.api.roll.resident({ residentId: forResident });
    const back = new URLSearchParams({ [act === "sign" ? "entered" : "removed"]: name });
    const numbered = numberIn(event.params.number);
    redirect(303, to(`${petitionPath(event.params.community, numbered, "desk")}?${back.toString()}`));
  });

export const actions: Actions = { sign: doing("sign"), unsign: doing("unsign") };
