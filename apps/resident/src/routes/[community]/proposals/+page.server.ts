import { error } from "@sveltejs/kit";
import type { PageServerLoad } from "./$types";
import { afterIn, afterWords, stateIn } from "./addresses.ts";

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const written = searchParams.get("after");
  const after = written === null ? null : afterIn(written);
  if (written !== null && !after) error(404);
  const state = stateIn(searchParams.get("state"));
  const { proposals, next } = await api.proposals.list({ ...(state && { state }), ...(after && { after }) });
  return { proposals, state, first: after === null, next: next && afterWords(next) };
};
