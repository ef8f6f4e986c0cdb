import { holder, may } from "#lib/duty.ts";
import type { PageServerLoad } from "./$types";

/** How far each stairwell has come, and what was printed. */
export const load: PageServerLoad = async ({ locals }) => {
  const asker = await holder(locals.api, "slips.issue");
  return {
    buildings: await locals.api.slips.buildings(),
    batches: await locals.api.slips.batches(),
    guests: await locals.api.guests.forSlips(),
    recovers: may(asker, "accounts.recover"),
  };
};
