import { holder } from "#lib/duty.ts";
import { numberIn } from "#lib/proposals.ts";
import type { PageServerLoad } from "./$types";

/** Who came, for the committee and those who oversee. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  await holder(api, "meetings.names");
  const meeting = await api.meetings.byNumber(numberIn(params.number));
  return { meeting, names: await api.attendance.names({ meetingId: meeting.meetingId }) };
};
