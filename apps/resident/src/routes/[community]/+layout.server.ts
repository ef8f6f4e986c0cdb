import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = async ({ locals }) => await locals.api.communities.here();
