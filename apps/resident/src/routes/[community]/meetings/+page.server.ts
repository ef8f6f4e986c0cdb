import { error } from "@sveltejs/kit";
import { may } from "#lib/duty.ts";
import type { PageServerLoad } from "./$types";

const place = /^(\d{1,14})_([0-9a-f-]{36})$/;

export const load: PageServerLoad = async ({ locals: { api }, parent, url: { searchParams } }) => {
  const written = searchParams.get("after");
  const [, milliseconds, meetingId = ""] = place.exec(written ?? "") ?? [];
  if (written !== null && milliseconds === undefined) error(404);
  const after = written === null ? null : { startsAt: new Date(Number(milliseconds)), meetingId };
  const { coming, meetings, next } = await api.meetings.list({ ...(after && { after }) });
  const { member } = await parent();
  return {
    ...{ coming, meetings, mayCall: may(member, "meetings.call"), first: after === null },
    next: next && `${next.startsAt.getTime()}_${next.meetingId}`,
  };
};
