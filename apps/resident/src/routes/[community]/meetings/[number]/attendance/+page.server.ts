import { redirect } from "@sveltejs/kit";
import { holder, may } from "#lib/duty.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { meetingPath } from "#lib/meetings.ts";
import { numberIn } from "#lib/proposals.ts";
import { seatsOf } from "../seats.server.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params, url: { searchParams } }) => {
  const asker = await holder(api, "meetings.attend");
  const meeting = await api.meetings.byNumber(numberIn(params.number));
  const mayEnter = may(asker, "meetings.enter");
  return {
    ...{ meeting, mayEnter, onPaper: mayEnter && searchParams.get("from") === "paper" },
    ...(await seatsOf(api, meeting, searchParams.get("building"))),
  };
};

/** Enters somebody, or strikes what was wrong; the list comes back where it was. */
const doing = (act: "take" | "enter" | "strike") => (event: RequestEvent) =>
  submit(event, async (form) => {
    await event.locals.api.attendance[act]({
      ...{ key: textOf(form, "key"), meetingId: textOf(form, "meetingId") },
      holderId: textOf(form, "holderId"),
    });
    const back = new URLSearchParams();
    for (const name of ["building", "from"]) if (textOf(form, name)) back.set(name, textOf(form, name));
    const query = back.size > 0 ? `?${back.toString()}` : "";
    const path = meetingPath(event.params.community, numberIn(event.params.number), "attendance");
    redirect(303, to(`${path}${query}#seat-${textOf(form, "seat")}`));
  });

export const actions: Actions = { take: doing("take"), enter: doing("enter"), strike: doing("strike") };
