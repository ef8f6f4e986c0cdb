import type { Tx } from "@yishi/db/client";
import { countLeft, isRecused, isRecusedFromMotion } from "@yishi/db/recusals";
import { itemActs, tooFew, type Hands } from "@yishi/domain/recusals";
import { acts, type Act } from "@yishi/domain/roles";
import { refuseAtDoor } from "./accept.ts";
import type { Asker } from "./trpc.ts";

interface Acting {
  readonly tx: Tx;
  readonly asker: Asker;
}

/** Refuses whoever stepped back from the proposal. Asked after the item was locked, so that no recusal comes between. */
export async function notRecused({ tx, asker }: Acting, proposalId: string): Promise<void> {
  if (await isRecused(tx, proposalId, asker.memberId)) throw refuseAtDoor("recused");
}

/** The same of the proposal that a motion belongs to. */
export async function notRecusedFromMotion({ tx, asker }: Acting, motionId: string): Promise<void> {
  if (await isRecusedFromMotion(tx, motionId, asker.memberId)) throw refuseAtDoor("recused");
}

/** What a step of an item lacks: fewer people are left for it than it takes. Nothing where there are enough. */
export async function missingHands(tx: Tx, proposalId: string, act: Act, hands: Hands) {
  if (!itemActs.some((one) => one === act)) return null;
  // Neither the author nor who may announce the vote counts it (`scrutineer-interested`).
  const keptOut = act === "ballots.count" ? acts["motions.schedule"] : [];
  const left = await countLeft(tx, proposalId, { posts: acts[act], keptOut });
  return tooFew(act, left, hands);
}
