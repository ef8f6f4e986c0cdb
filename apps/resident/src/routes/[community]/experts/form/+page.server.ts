import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  ownFields: (await api.experts.list()).ownFields,
});
