import { error } from "@sveltejs/kit";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, params: { document, version } }) => {
  const found = await locals.api.charters.version({ document, version });
  if (!found) error(404);
  const [newest] = await locals.api.charters.versions({ document });
  return { document, version: found, isCurrent: newest?.version === version };
};
