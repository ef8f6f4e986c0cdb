import { addDays } from "@yishi/domain/calendar";
import { single } from "./actors.ts";
import { people, second } from "./cast.ts";
import { consulting } from "./consulted.ts";
import { newKey, openHouse } from "./house.ts";
import { agreed, motionWords } from "./proposals.ts";
import { registeredExpert } from "./registered-experts.ts";

/** A house with four on its register: of fire, of heating, of heating and of accounts. */
export async function expertHouse() {
  const house = await openHouse();
  const cast = await people(house);
  const { by } = cast;
  const entered = async (name: string, field: string) =>
    [name, await registeredExpert(cast, name, [field])] as const;
  const experts = {
    fire: await entered(single.expert, "fire"),
    heating: await entered(second, "heating"),
    other: await entered(single.reviewer, "heating"),
    accounts: await entered(single.branchRecorder, "accounts"),
  };
  const schedule = async (motionId: string) => {
    const today = await house.today();
    const window = { opensOn: addDays(today, 11), closesOn: addDays(today, 15), closesAt: "18:00" } as const;
    const { seats } = await by(single.viceChair).motions.schedule({ key: newKey(), motionId, ...window });
    return seats;
  };
  const motionOf = async (proposalId: string, costYuan = 0) => {
    const words = { ...motionWords, costYuan, key: newKey(), proposalId };
    const { motionId } = await by(single.secretary).motions.draft(words);
    await agreed(cast, motionId);
    const study = { key: newKey(), motionId, on: await house.today(), reference: "记录3号" };
    await by(single.branchRecorder).motions.recordPriorStudy(study);
    return motionId;
  };
  const candidatesOf = (consultationId: string) =>
    by(single.chair).consultations.candidates({ consultationId });
  return {
    ...{ house, cast, by, experts, schedule, motionOf, candidatesOf, does: consulting(cast) },
    all: [experts.fire, experts.heating, experts.accounts] as const,
  };
}

/** The ids of some experts. */
export const ids = (some: readonly (readonly [string, string])[]) => some.map(([, expertId]) => expertId);
