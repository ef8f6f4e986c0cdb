import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, url }) => ({
  periods: await locals.api.me.periods(),
  closed: url.searchParams.has("closed"),
});
