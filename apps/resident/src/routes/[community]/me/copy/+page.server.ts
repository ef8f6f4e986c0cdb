import { error } from "@sveltejs/kit";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { member, signedIn } = await parent();
  if (!signedIn) error(401);
  if (!member?.onRoll) error(404);
  return { copy: await locals.api.me.copy({}) };
};
