import { addDays } from "@yishi/domain/calendar";
import { every, holders, residentOf, single } from "./actors.ts";
import type { Cast } from "./cast.ts";
import { newKey } from "./house.ts";

/** Meetings of the committee at every step, each with its id; of one called the number, of one underway who is there and who is not. */
export interface Met {
  readonly meeting: string;
  readonly number: string;
  readonly meetingToday: string;
  readonly there: string;
  readonly absent: string;
  readonly minuted: string;
  readonly correction: string;
  readonly unsigned: string;
  readonly recorded: string;
}

/** Calls a meeting of the committee for the morning of a day so many days away. */
export async function called({ by, house }: Cast, days: number) {
  const numbered = await by(single.chair).meetings.announce({
    ...{ key: newKey(), kind: "committee", day: addDays(await house.today(), days), time: "09:00" },
    ...{ place: "居委会活动室", title: "商量楼道怎么清", notice: "请委员按时到。", lang: "zh-CN" },
    items: [{ title: "楼道的杂物怎么清" }],
  });
  const { meetingId } = await house.stranger.meetings.byNumber(numbered);
  return { meetingId, number: `${numbered.year}-${numbered.number}` };
}

/** Everybody of the committee comes but whoever holds every post; what was resolved is written down. */
export async function minuted(cast: Cast, meetingId: string) {
  const { by, house } = cast;
  const there = [single.chair, single.viceChair, holders.ended, holders.disabled];
  for (const name of there)
    await by(single.deskClerk).attendance.enter({
      ...{ key: newKey(), meetingId, holderId: residentOf(house, name) },
    });
  const today = await house.today();
  await by(single.secretary).minutes.write({
    ...{ key: newKey(), meetingId, lang: "zh-CN" },
    entries: [
      {
        ...{ item: 1, said: "大家都说杂物要清。" },
        resolved: {
          ...{ resolution: "本月内把楼道清完。", for: 4, against: 0, abstain: 0 },
          ...{ carriedOutBy: "副主任", dueOn: addDays(today, 10) },
        },
      },
    ],
  });
}

async function signed({ by }: Cast, meetingId: string) {
  for (const name of [single.chair, single.viceChair])
    await by(name).minutes.sign({ key: newKey(), meetingId });
}

/** What is called early, so that its minutes can be signed in the end. */
export async function metEarly(cast: Cast) {
  return { unsigned: (await called(cast, 12)).meetingId, recorded: (await called(cast, 12)).meetingId };
}
export type Early = Awaited<ReturnType<typeof metEarly>>;

/** What is called for the day on which everything is settled. */
export async function metLate(cast: Cast) {
  return { today: (await called(cast, 12)).meetingId, minuted: (await called(cast, 12)).meetingId };
}
export type Late = Awaited<ReturnType<typeof metLate>>;

/** Brings every meeting to its step. */
export async function met(cast: Cast, early: Early, late: Late): Promise<Met> {
  const { by, house } = cast;
  await signed(cast, early.recorded);
  const supplement = { key: newKey(), meetingId: early.recorded, text: "数字核对过了。" };
  await by(single.secretary).minutes.supplement({ ...supplement, lang: "zh-CN" });
  await minuted(cast, late.minuted);
  const { correctionId } = await by(single.viceChair).minutes.ask({
    ...{ key: newKey(), meetingId: late.minuted, item: 1, wrong: "漏写了一句。", lang: "zh-CN" },
  });
  const there = residentOf(house, single.viceChair);
  await by(single.deskClerk).attendance.take({ key: newKey(), meetingId: late.today, holderId: there });
  const coming = await called(cast, 9);
  await by(single.chair).meetings.move({
    ...{ key: newKey(), meetingId: coming.meetingId, day: addDays(await house.today(), 10), time: "19:00" },
    ...{ place: "2号楼门厅", reason: "活动室在修。", lang: "zh-CN" },
  });
  return {
    ...{ meeting: coming.meetingId, number: coming.number, meetingToday: late.today, there },
    ...{ absent: residentOf(house, every), minuted: late.minuted, correction: correctionId },
    ...{ unsigned: early.unsigned, recorded: early.recorded },
  };
}
