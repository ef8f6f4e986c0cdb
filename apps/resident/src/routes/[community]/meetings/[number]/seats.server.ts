import type { Caller } from "@yishi/api/door";
import type { MeetingView } from "@yishi/api/meeting-view";

/** So many lines stand on one page; a longer list is read building by building. */
const mostAtOnce = 60;

/** The list of those called, whole where it is short, otherwise of one building; who looks at whom is written down at the door. */
export async function seatsOf(
  api: Caller,
  { meetingId, quorum, mine }: MeetingView,
  building: string | null,
) {
  if (!mine?.runs) return { building, buildings: [], lines: [], long: false };
  const whole = quorum.base <= mostAtOnce;
  const { buildings, lines } = await api.attendance.seats({
    ...{ meetingId, figuresOnly: !whole && !building },
    ...(building && { building }),
  });
  return { building, buildings: buildings.filter((one) => one.building !== ""), lines, long: !whole };
}
