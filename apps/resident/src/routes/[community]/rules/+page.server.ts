import { may } from "#lib/duty.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { member } = await parent();
  return { book: await locals.api.rules.book(), changes: may(member, "rules.change") };
};
