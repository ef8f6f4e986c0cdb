import { error } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import type { PageServerLoad } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const load: PageServerLoad = async ({ locals, params }) => {
  await holder(locals.api, "desk.actFor");
  if (!uuid.test(params.resident)) error(404);
  return { copy: await locals.api.me.copy({ forResident: params.resident }) };
};
