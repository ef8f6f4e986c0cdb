import type { Tx } from "@yishi/db/client";
import * as motions from "@yishi/db/motions";
import * as proposals from "@yishi/db/proposals";
import { found } from "./accept.ts";

/** A motion, locked after its proposal: whoever steps back, asks experts or drafts locks them in this order as well. */
export async function lockMotion(tx: Tx, motionId: string) {
  const { proposalId } = found(await motions.read(tx, motionId));
  await proposals.lock(tx, proposalId);
  return found(await motions.lock(tx, motionId));
}
