import type { Tx } from "@yishi/db/client";
import { keepSightings } from "@yishi/db/sightings";
import { postFor, type Sight } from "@yishi/domain/privacy/sightings";
import type { Act } from "@yishi/domain/roles";
import type { Asker } from "./trpc.ts";

/** Writes down, in the same transaction, that somebody in a post has seen what is kept about these residents. */
export async function seen(
  { tx, asker }: { readonly tx: Tx; readonly asker: Asker },
  act: Act,
  what: Sight,
  residentIds: readonly string[],
): Promise<void> {
  const post = postFor(act, asker.posts);
  if (post)
    await keepSightings(
      tx,
      { memberId: asker.memberId, residentId: asker.residentId, post },
      what,
      residentIds,
    );
}
