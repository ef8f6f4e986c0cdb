import { redirect } from "@sveltejs/kit";
import { signInFirst } from "#lib/forms.ts";
import type { PageServerLoad } from "./$types";

/** What the asker follows; nobody else sees it. */
export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { signedIn } = await parent();
  if (!signedIn) redirect(303, signInFirst(url));
  return { followed: await locals.api.follow.mine() };
};
