import { holder } from "#lib/duty.ts";
import { numberIn } from "#lib/proposals.ts";
import { seatsOf } from "../seats.server.ts";
import type { PageServerLoad } from "./$types";

/** The sheet on which those who come sign with a pen: the whole list where it is short, otherwise a building's. */
export const load: PageServerLoad = async ({ locals: { api }, params, url: { searchParams } }) => {
  await holder(api, "meetings.attend");
  const meeting = await api.meetings.byNumber(numberIn(params.number));
  return { meeting, ...(await seatsOf(api, meeting, searchParams.get("building"))) };
};
