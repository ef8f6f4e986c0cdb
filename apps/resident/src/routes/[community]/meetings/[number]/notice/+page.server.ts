import { origin } from "#lib/door.server.ts";
import { to } from "#lib/language.ts";
import { meetingPath } from "#lib/meetings.ts";
import { numberIn } from "#lib/proposals.ts";
import type { PageServerLoad } from "./$types";

/** What hangs on the board: the notice of the meeting. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const meeting = await api.meetings.byNumber(numberIn(params.number));
  const votes = await api.hands.ofMeeting({ meetingId: meeting.meetingId });
  const voted = votes.map(({ item }) => item);
  return { meeting, voted, address: `${origin ?? url.origin}${to(meetingPath(params.community, meeting))}` };
};
