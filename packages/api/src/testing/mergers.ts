import type { Caller } from "../door.ts";
import { author, resident } from "./actors.ts";
import { second, type Cast } from "./cast.ts";
import { newKey } from "./house.ts";

const rest = { touches: "1号楼2号楼", cost: "不花钱", lang: "zh-CN", authorNamed: false } as const;
const words = { title: "车棚里停车", problem: "楼道里停着电动车，老人走路不方便。", wish: "都停到车棚里。" };

/** Somebody opens a proposal of their own. */
export async function openedBy(caller: Caller, said = words) {
  const { proposalId } = await caller.proposals.write({ key: newKey(), ...said, ...rest });
  await caller.decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
  const { year, number } = await caller.proposals.open({ key: newKey(), proposalId });
  return { proposalId, year: year ?? 0, number: number ?? 0 };
}

const { authorNamed: _, ...common } = {
  ...rest,
  title: "楼道里不停车",
  problem: words.problem,
  wish: words.wish,
};
/** A common text, and why. */
export const commonWords = { ...common, why: "说的是同一件事，合在一起好办。" };

/**
 * One proposal that took another in: of the two who are asked whether they support it too, one said no; and a merger
 * that its author asked for and the author of the other one has not answered.
 */
export async function merged({ by }: Cast) {
  const gone = await openedBy(by(resident));
  const stays = await openedBy(by(author));
  // One name is enough here: it is with the reviewers then, and can be merged as before.
  await by(second).proposals.cosponsor({ key: newKey(), proposalId: gone.proposalId, namePublic: true });
  const { mergerId } = await by(resident).mergers.ask({
    ...{ key: newKey(), ...commonWords, fromId: gone.proposalId, intoId: stays.proposalId },
  });
  await by(author).mergers.agree({ key: newKey(), mergerId, version: 1 });
  await by(second).mergers.answer({
    ...{ key: newKey(), proposalId: stays.proposalId, supports: false, namePublic: false },
  });
  const another = await openedBy(by(resident));
  const waiting = await by(resident).mergers.ask({
    ...{
      key: newKey(),
      ...commonWords,
      fromId: another.proposalId,
      intoId: (await openedBy(by(author))).proposalId,
    },
  });
  return { tookIn: stays.proposalId, merger: waiting.mergerId };
}
