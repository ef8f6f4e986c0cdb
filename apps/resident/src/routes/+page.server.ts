import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals }) => ({
  communities: await locals.api.communities.all(),
});
