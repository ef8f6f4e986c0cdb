import { proofs } from "@yishi/domain/recoveries";
import { redirect } from "@sveltejs/kit";
import { origin } from "#lib/door.server.ts";
import { holder } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

/** Who is at the window, what waits for a second clerk, and what was done lately. */
export const load: PageServerLoad = async ({ locals, url }) => {
  await holder(locals.api, "accounts.recover");
  const wanted = {
    building: url.searchParams.get("building") ?? "",
    name: url.searchParams.get("name") ?? "",
  };
  const asked = wanted.building !== "" || wanted.name !== "";
  return {
    wanted,
    people: asked ? await locals.api.roll.find(wanted) : null,
    chosen: url.searchParams.get("resident"),
    recoveries: await locals.api.recoveries.list(),
    opened: url.searchParams.has("opened"),
    origin: origin ?? url.origin,
  };
};

export const actions: Actions = {
  /** The first clerk knows who this is. */
  open: (event) =>
    submit(event, async (form) => {
      const proof = oneOf(form, "proof", proofs);
      if (!proof) return mend(form, "proof");
      const residentId = textOf(form, "residentId");
      await event.locals.api.recoveries.open({ key: textOf(form, "key"), residentId, proof });
      redirect(303, `${to(`/${event.params.community}/recovery`)}?opened`);
    }),

  /** The second clerk says yes. The code is in this answer and nowhere else. */
  confirm: (event) =>
    submit(event, async (form) => ({
      slip: await event.locals.api.recoveries.confirm({ recoveryId: textOf(form, "recoveryId") }),
    })),
};
