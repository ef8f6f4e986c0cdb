import { addDays, instantAt, type Day } from "@yishi/domain/calendar";
import type { Kind } from "@yishi/domain/meetings/meeting";
import type { Caller } from "../door.ts";
import { times } from "./at-once.ts";
import { nameOf, newKey, openHouse } from "./house.ts";

type Asked = Parameters<Caller["meetings"]["announce"]>[0];
export type Gathering = Awaited<ReturnType<typeof openGathering>>;

export const notice = {
  place: "居委会活动室",
  title: "商量院里停车",
  notice: "请各户来一人。",
  lang: "zh-CN",
} as const;

/** What is said of an item. */
export const said = (item: number) => ({ item, said: "大家都说要划清楚。" });

/** What is said of the first item, and resolved. */
export const decided = (yes: number, dueOn: Day) => ({
  ...said(1),
  resolved: {
    ...{ resolution: "东边划十个车位。", for: yes, against: 1, abstain: 0, carriedOutBy: "副主任", dueOn },
  },
});

/** A house of twelve households in which meetings are called: its committee, a group's head, and neighbours who come. */
export async function openGathering() {
  const house = await openHouse({ households: 12 });
  await house.base.owner.query("update households set residents_group = '一组' where building = '1'");
  const residentOf = (name: string) => house.roll.find((one) => one.name === name)?.residentId ?? "";
  const secretary = await house.person(`甲${nameOf(10)}`, "secretary");
  const clerk = await house.person(`甲${nameOf(9)}`, "deskClerk");
  const supervisor = await house.person(`甲${nameOf(7)}`, "supervisor");
  const head = await house.person(`甲${nameOf(6)}`, "groupLeader"); // building 1: the first group
  /** One of each of the first six households, and the other of the first two. */
  const people: Caller[] = [];
  const others: Caller[] = [];
  for (const index of times(6)) people.push(await house.person(`甲${nameOf(index)}`));
  for (const index of times(2)) others.push(await house.person(`乙${nameOf(index)}`));
  const chair = await house.person(`甲${nameOf(8)}`);
  const chairing = { residentId: residentOf(`甲${nameOf(8)}`), post: "chair" } as const;
  const { concerned } = await house.registrar.posts.appointing(chairing);
  await house.registrar.posts.appoint({
    ...{ key: newKey(), ...chairing, kin: concerned.map(({ memberId }) => ({ memberId, near: false })) },
    ...{ appointedBy: "居民会议", appointedOn: await house.today(), reference: "第1号决定" },
    untilDay: addDays(await house.today(), 700),
  });
  const moveTo = (day: Day, time: `${number}:${number}`) => house.moveTo(instantAt(day, time));
  const called = async (by: Caller, kind: Kind, days: number, more: Partial<Asked> = {}) => {
    const day = addDays(await house.today(), days);
    const numbered = await by.meetings.announce({
      ...{ key: newKey(), kind, day, time: "19:00", ...notice },
      items: [{ title: "停车位怎么划" }, { title: "谁来管" }],
      ...more,
    });
    const view = (caller = house.stranger) => caller.meetings.byNumber(numbered);
    const { meetingId } = await view();
    return { meetingId, numbered, day, view };
  };
  const come = (by: Caller, meetingId: string) => by.attendance.come({ key: newKey(), meetingId });
  const take = (by: Caller, meetingId: string, name: string) =>
    by.attendance.take({ key: newKey(), meetingId, holderId: residentOf(name) });
  return {
    ...{ house, chair, secretary, clerk, supervisor, head, people, others },
    ...{ residentOf, moveTo, called, come, take },
    /** A residents' meeting to which eight of twelve households came, with its draft laid open. */
    minuted: async () => {
      const one = await called(chair, "residentsByHousehold", 11);
      await moveTo(one.day, "19:10");
      for (const person of people.slice(0, 3)) await come(person, one.meetingId);
      for (const index of [3, 4, 5, 6, 7]) await take(secretary, one.meetingId, `乙${nameOf(index)}`);
      const dueOn = addDays(one.day, 20);
      await secretary.minutes.write({
        ...{ key: newKey(), meetingId: one.meetingId, lang: "zh-CN" },
        entries: [decided(6, dueOn), said(2)],
      });
      return { ...one, dueOn };
    },
  };
}
