import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api } }) => ({ now: await api.ready.now() });
