import { holder } from "#lib/duty.ts";
import type { PageServerLoad } from "./$types";

/** Finds somebody whose entry on the roll has changed. */
export const load: PageServerLoad = async ({ locals, url }) => {
  await holder(locals.api, "roll.change");
  const wanted = {
    building: url.searchParams.get("building") ?? "",
    name: url.searchParams.get("name") ?? "",
  };
  const asked = wanted.building !== "" || wanted.name !== "";
  return { wanted, people: asked ? await locals.api.roll.find(wanted) : null };
};
