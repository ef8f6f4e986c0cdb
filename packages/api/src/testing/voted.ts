import { addDays } from "@yishi/domain/calendar";
import { holders, residentOf, single } from "./actors.ts";
import { second, type Cast } from "./cast.ts";
import { newKey } from "./house.ts";
import { admitted, agreed, motionWords } from "./proposals.ts";

/** Votes of the committee that are put to a meeting of today: one to be opened, and one that was; of a third the hands are counted. */
export interface Voted {
  readonly voteMeeting: string;
  readonly put: string;
  readonly opened: string;
  readonly byHands: string;
}

/** Calls the committee together in twelve days, with two proposals on its agenda, and announces a vote over each there. */
export async function putLate(cast: Cast): Promise<Voted> {
  const { by, house } = cast;
  const proposals: string[] = [];
  while (proposals.length < 3) proposals.push(await admitted(cast, "none"));
  const items = [];
  for (const proposalId of proposals) {
    const { rows } = await house.base.owner.query<{ year: number; number: number }>(
      "select year, number from proposals where proposal_id = $1",
      [proposalId],
    );
    const [about] = rows;
    if (about) items.push({ title: "楼道的杂物，投票表决", about });
  }
  const today = await house.today();
  const numbered = await by(single.chair).meetings.announce({
    ...{ key: newKey(), kind: "committee", day: addDays(today, 12), time: "09:00" },
    ...{ place: "居委会活动室", title: "投票表决楼道的事", notice: "请委员按时到。", lang: "zh-CN", items },
  });
  const { meetingId } = await house.stranger.meetings.byNumber(numbered);
  const motionIds: string[] = [];
  for (const proposalId of proposals) {
    const drawn = { ...motionWords, key: newKey(), proposalId, electorate: "committee" } as const;
    const { motionId } = await by(single.secretary).motions.draft(drawn);
    await agreed(cast, motionId);
    const window = { opensOn: addDays(today, 12), closesOn: addDays(today, 14), closesAt: "18:00" } as const;
    await by(single.viceChair).motions.schedule({ key: newKey(), motionId, ...window, meetingId });
    motionIds.push(motionId);
  }
  const [put = "", opened = "", byHands = ""] = motionIds;
  return { voteMeeting: meetingId, put, opened, byHands };
}

/** Enough of the committee come; of one vote a counter has said what they saw, of another both have. */
export async function opened({ by, house }: Cast, voted: Voted): Promise<void> {
  const meetingId = voted.voteMeeting;
  for (const name of [single.chair, single.viceChair, holders.ended, holders.disabled])
    await by(single.deskClerk).attendance.enter({
      ...{ key: newKey(), meetingId, holderId: residentOf(house, name) },
    });
  const hands = { agreed: 3, opposed: 1, withheld: 0, unraised: 0 };
  for (const motionId of [voted.opened, voted.byHands]) {
    await by(single.chair).hands.open({ key: newKey(), motionId });
    await by(second).hands.count({ key: newKey(), motionId, hands });
  }
  await by(single.scrutineer).hands.count({ key: newKey(), motionId: voted.byHands, hands });
}

/** A clerk carries the box to a door with somebody; answers with who that was. */
export async function carried({ by, house }: Cast, motionId: string): Promise<string> {
  const { carriers } = await by(single.deskClerk).boxes.ofMotion({ motionId });
  const secondCarrierId = carriers.find(({ name }) => name === second)?.memberId ?? "";
  await by(single.deskClerk).boxes.enter({
    ...{ key: newKey(), motionId, secondCarrierId, on: await house.today() },
    doors: [{ building: "1", stairwell: "1", door: "101" }],
  });
  return secondCarrierId;
}
