import { residentById } from "@yishi/db/roll";
import type { Tx } from "@yishi/db/client";
import { ageOn, dayOf } from "@yishi/domain/calendar";
import type { Standing } from "@yishi/domain/facts";
import { mayTake } from "@yishi/domain/roles";
import { found, refuseAtDoor } from "./accept.ts";
import { votingAge } from "./rules.ts";
import type { Asker } from "./trpc.ts";

interface Acting {
  readonly tx: Tx;
  readonly asker: Asker;
}

/** A member acting in their post: nobody's subject, at the desk of that post. */
export function inPost({ tx, asker }: Acting): Standing {
  return { actorId: asker.memberId, subjectId: asker.residentId, channel: "app", at: tx.now };
}

/**
 * Who acts for whom, and through what: `app` if and only if somebody acts for themselves. For another it takes a
 * clerk of the desk and a subject on the roll. The channel is never input.
 */
export async function standing({ tx, asker }: Acting, forResident: string | undefined) {
  const atDesk = forResident !== undefined && forResident !== asker.residentId;
  if (atDesk && !mayTake("desk.actFor", asker.posts)) throw refuseAtDoor("post-needed");
  const subjectId = forResident ?? asker.residentId;
  if (!subjectId) throw refuseAtDoor("not-on-the-roll");
  const subject = found(await residentById(tx, subjectId));
  if (!subject.born || ageOn(subject.born, dayOf(tx.now)) < votingAge) throw refuseAtDoor("under-voting-age");
  const channel = atDesk ? "desk" : "app";
  return {
    subject,
    standing: { actorId: asker.memberId, subjectId, channel, at: tx.now } satisfies Standing,
  };
}
