import { error, redirect } from "@sveltejs/kit";
import { revokedAtDesk } from "@yishi/domain/slips";
import { origin } from "#lib/door.server.ts";
import { holder } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { oneSlip } from "../one.ts";
import type { Actions, PageServerLoad } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One slip with everything that happened to it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  await holder(locals.api, "slips.issue");
  if (!uuid.test(params.slip)) error(404);
  return {
    ...(await locals.api.slips.history({ slipId: params.slip })),
    done: url.searchParams.has("revoked"),
    origin: origin ?? url.origin,
  };
};

export const actions: Actions = {
  /** Makes it void, and says why. */
  revoke: (event) =>
    submit(event, async (form) => {
      const reason = oneOf(form, "revokeReason", revokedAtDesk);
      if (!reason) return mend(form, "revokeReason");
      const { community, slip } = event.params;
      await event.locals.api.slips.revoke({ key: textOf(form, "key"), slipId: slip, reason });
      redirect(303, `${to(`/${community}/slips/${slip}`)}?revoked`);
    }),

  /** Makes another for the same person. Its code is in this answer and nowhere else. */
  anew: (event) =>
    submit(event, async (form) => ({
      slip: await oneSlip(event.locals.api, form),
    })),
};
