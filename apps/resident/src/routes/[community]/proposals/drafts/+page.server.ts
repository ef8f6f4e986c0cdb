import { redirect } from "@sveltejs/kit";
import { signInFirst } from "#lib/forms.ts";
import type { PageServerLoad } from "./$types";

/** What one is writing, here and on other devices, and what one is asked to propose together. */
export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const { signedIn } = await parent();
  if (!signedIn) redirect(303, signInFirst(url));
  return { ...(await api.drafts.mine()), erased: url.searchParams.has("erased") };
};
