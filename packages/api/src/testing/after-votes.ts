import { addDays, type Day } from "@yishi/domain/calendar";
import { author, single } from "./actors.ts";
import { second, supporter, type Cast } from "./cast.ts";
import { newKey, type House } from "./house.ts";

interface Decided {
  readonly objected: string;
  readonly implementing: string;
  readonly finished: string;
  readonly accepted: string;
}
interface Step {
  readonly title: string;
  readonly responsible: string;
  readonly dueOn: Day;
  readonly lang: "zh-CN";
}

/** What waits for its answer: an objection, and a vote that is to be counted again. */
export interface Waiting {
  readonly objection: string;
  readonly recount: string;
}

/** Lets decisions come to where objections, recounts, court cases, acceptance and follow-up are asked. */
export async function afterVotes({ house, by }: Cast, decided: Decided, milestone: Step): Promise<Waiting> {
  const { objected, implementing, finished, accepted } = decided;
  await by(single.secretary).resolutions.publish({ key: newKey(), motionId: objected });
  const { objectionId } = await by(supporter).objections.file({
    ...{ key: newKey(), motionId: objected, ground: "law", code: "harmsRights" },
    ...{ text: "我家的东西没有别处放。", lang: "zh-CN" },
  });
  const { recountId } = await by(supporter).recounts.ask({
    ...{ key: newKey(), motionId: objected, kind: "count" },
    ...{ text: "会上听到的数和这里的不一样。", lang: "zh-CN" },
  });
  const found = { desk: 1, homeBox: 0, meeting: 0 };
  await by(single.scrutineer).recounts.find({ key: newKey(), recountId, found });
  const today = await house.today();
  const convener = by(single.viceChair);
  await convener.resolutions.revise({
    ...{ key: newKey(), motionId: implementing, ordinal: 1 },
    ...{ to: addDays(today, 45), reason: "材料还没有到。", lang: "zh-CN" },
  });
  for (const motionId of [finished, accepted]) {
    await convener.resolutions.plan({ key: newKey(), motionId, milestones: [milestone] });
    const done = { ordinal: 1, on: addDays(today, -20), spentFen: 1200, reference: "收据1号" } as const;
    await convener.resolutions.complete({ key: newKey(), motionId, ...done });
  }
  await by(single.secretary).objections.recordCourtCase({
    ...{ key: newKey(), motionId: finished, court: "区人民法院", on: today, reference: "立案通知1号" },
  });
  for (const name of [author, supporter, second])
    await by(name).acceptances.say({
      ...{ key: newKey(), motionId: accepted, said: { accepted: true }, lang: "zh-CN" },
    });
  await openFollowUp(house, accepted, today);
  await by(supporter).followUps.answer({
    ...{ key: newKey(), motionId: accepted, round: 1, score: 5, words: "走路方便了。", lang: "zh-CN" },
  });
  return { objection: objectionId, recount: recountId };
}

/** As if the first round had come: moving the clock so far would end everything else that is open. */
export async function openFollowUp(house: House, motionId: string, today: Day): Promise<void> {
  const { owner } = house.base;
  await owner.query("alter table motions disable trigger new_fact");
  try {
    await owner.query(
      `update motions set follow_up = jsonb_set(follow_up, '{firstOn}', to_jsonb($2::text)) where motion_id = $1`,
      [motionId, today],
    );
  } finally {
    await owner.query("alter table motions enable trigger new_fact");
  }
}
