import { holder, may } from "#lib/duty.ts";
import { submit } from "#lib/forms.ts";
import { origin } from "#lib/door.server.ts";
import { oneSlip } from "../slips/one.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, url }) => {
  const asker = await holder(locals.api, "roll.search");
  const wanted = {
    building: url.searchParams.get("building") ?? "",
    name: url.searchParams.get("name") ?? "",
  };
  const asked = wanted.building !== "" || wanted.name !== "";
  return {
    wanted,
    people: asked ? await locals.api.roll.find(wanted) : null,
    issues: may(asker, "slips.issue"),
    actsFor: may(asker, "desk.actFor"),
    recovers: may(asker, "accounts.recover"),
    origin: origin ?? url.origin,
  };
};

export const actions: Actions = {
  /** Makes a slip. Its code is in this answer and nowhere else. */
  default: (event) =>
    submit(event, async (form) => ({
      slip: await oneSlip(event.locals.api, form),
    })),
};
