import { error } from "@sveltejs/kit";
import { holder } from "#lib/duty.ts";
import { ownActions, readOwn } from "../../../me/own.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is kept about the resident at the window, who asks for it there. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const clerk = await holder(locals.api, "desk.actFor");
  if (!uuid.test(params.resident)) error(404);
  const own = await readOwn(locals.api, params.resident);
  return { own, clerk: clerk.name, done: url.searchParams.get("done") };
};

export const actions: Actions = ownActions<RequestEvent>(
  ({ params }) => `/${params.community}/people/${params.resident}/data`,
  ({ params }) => ({ forResident: params.resident }),
);
