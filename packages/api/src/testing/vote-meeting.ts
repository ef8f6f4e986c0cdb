import { addDays, instantAt } from "@yishi/domain/calendar";
import { first } from "./at-once.ts";
import { nameOf, newKey, openHouse } from "./house.ts";
import { openVotingHouse } from "./vote.ts";

export type VoteMeeting = Awaited<ReturnType<typeof openVoteMeeting>>;

/**
 * A house of twenty-four households, sixteen of which make a quorum, and a residents' meeting in eleven days to which so
 * many votes are put. The first twelve households vote in the app as well.
 */
export async function openVoteMeeting(votes: number) {
  const house = await openHouse({ households: 24 });
  const vote = await openVotingHouse(house, { electors: 12 });
  const proposals: { readonly proposalId: string; readonly number: number }[] = [];
  while (proposals.length < votes) {
    const { proposalId, number } = await vote.proposal();
    await vote.supportAndReview(proposalId);
    proposals.push({ proposalId, number });
  }
  const day = addDays(await house.today(), 11);
  const numbered = await vote.convener.meetings.announce({
    ...{ key: newKey(), kind: "residentsByHousehold", day, time: "19:00", place: "居委会活动室" },
    ...{ title: "投票表决楼道的事", notice: "请各户来一人。", lang: "zh-CN" },
    items: proposals.map(({ number }) => ({ title: "楼道不堆杂物", about: { year: 2026, number } })),
  });
  const { meetingId } = await house.stranger.meetings.byNumber(numbered);
  const motionIds: string[] = [];
  for (const { proposalId } of proposals)
    motionIds.push(await vote.announce({ opensIn: 11, closesIn: 15 }, proposalId, {}, meetingId));
  const clerk = vote.clerks[0];
  const of = (index: number) => {
    const holderId = house.roll.find(({ name }) => name === `甲${nameOf(index)}`)?.residentId ?? "";
    return { key: newKey(), meetingId, holderId };
  };
  const hands = (agreed: number, opposed = 0, withheld = 0, unraised = 0) => ({
    ...{ agreed, opposed, withheld, unraised },
  });
  return {
    ...{ house, vote, meetingId, numbered, day, motionIds, proposals, hands },
    motionId: first(motionIds),
    begin: () => house.moveTo(instantAt(day, "19:05")),
    comes: (index: number) => clerk.attendance.take(of(index)),
    leaves: (index: number) => clerk.attendance.strike(of(index)),
    open: (motionId: string) => vote.convener.hands.open({ key: newKey(), motionId }),
    count: (counter: 0 | 1, motionId: string, seen: ReturnType<typeof hands>) =>
      vote.scrutineers[counter].hands.count({ key: newKey(), motionId, hands: seen }),
    cast: (index: number, motionId: string) =>
      first(vote.elders, index).ballots.cast({ key: newKey(), motionId, choice: "for" }),
  };
}
