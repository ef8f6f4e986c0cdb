import { single } from "./actors.ts";
import { second, type Cast } from "./cast.ts";
import { newKey } from "./house.ts";

/** Nine of each give a paper that both clerks read. */
export async function vote({ by }: Cast, motionIds: readonly string[]) {
  for (const motionId of motionIds)
    for (let seat = 1; seat <= 9; seat += 1)
      for (const name of [single.deskClerk, second])
        await by(name).ballots.transcribe({ key: newKey(), motionId, seat, choice: "for", channel: "desk" });
}

/** Both scrutineers count so many papers, and the result is declared. */
export async function counted({ by }: Cast, motionId: string, desk: number) {
  for (const name of [single.scrutineer, second])
    await by(name).ballots.count({ key: newKey(), motionId, desk, homeBox: 0, meeting: 0 });
}

/** All but the first are counted, and all but two of those published. */
export async function decide(cast: Cast, [, ...motionIds]: readonly string[]) {
  const { by } = cast;
  for (const motionId of motionIds) await counted(cast, motionId, 9);
  for (const motionId of motionIds.slice(2))
    await by(single.secretary).resolutions.publish({ key: newKey(), motionId });
}
