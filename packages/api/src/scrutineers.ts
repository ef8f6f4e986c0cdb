import type { Tx } from "@yishi/db/client";
import { read } from "@yishi/db/proposals";
import { mayTake } from "@yishi/domain/roles";
import { found, refuseAtDoor } from "./accept.ts";
import { notRecused } from "./recusal.ts";
import type { Asker } from "./trpc.ts";

interface Counting {
  readonly tx: Tx;
  readonly asker: Asker;
}

/** Lets nobody count, sheets or hands, who stepped back, who proposed it, or who may announce the vote. */
export async function onlyUninterested(ctx: Counting, proposalId: string): Promise<void> {
  await notRecused(ctx, proposalId);
  const { authorId } = found(await read(ctx.tx, proposalId));
  if (ctx.asker.residentId === authorId || mayTake("motions.schedule", ctx.asker.posts))
    throw refuseAtDoor("scrutineer-interested");
}
