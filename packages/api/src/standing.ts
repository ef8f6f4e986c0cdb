import { residentById } from "@yishi/db/roll";
import type { Tx } from "@yishi/db/client";
import { dayOf } from "@yishi/domain/calendar";
import type { Standing } from "@yishi/domain/facts";
import { notElectorBecause } from "@yishi/domain/roll/residence";
import { found, refuseAtDoor } from "./accept.ts";
import { electorRules } from "./electors.ts";
import { notToTake, type Asker } from "./trpc.ts";

interface Acting {
  readonly tx: Tx;
  readonly asker: Asker;
}

/** A member acting in their post: nobody's subject, at the desk of that post. */
export function inPost({ tx, asker }: Acting): Standing {
  return { actorId: asker.memberId, subjectId: asker.residentId, channel: "app", at: tx.now };
}

/** Who acts for whom, as `onTheRoll` says it, in what residents decide: for that one counts among those of voting age. */
export async function standing(acting: Acting, forResident: string | undefined) {
  const who = await onTheRoll(acting, forResident);
  const no = notElectorBecause(who.subject, dayOf(acting.tx.now), await electorRules(acting.tx));
  if (no) throw refuseAtDoor(no);
  return who;
}

/**
 * Who acts for whom, and through what: `app` if and only if somebody acts for themselves. For another it takes a
 * clerk of the desk and a subject on the roll. The channel is never input.
 */
export async function onTheRoll({ tx, asker }: Acting, forResident: string | undefined) {
  const atDesk = forResident !== undefined && forResident !== asker.residentId;
  const no = atDesk ? notToTake("desk.actFor", asker, tx.now) : null;
  if (no) throw refuseAtDoor(no);
  const subjectId = forResident ?? asker.residentId;
  if (!subjectId) throw refuseAtDoor("not-on-the-roll");
  const subject = found(await residentById(tx, subjectId));
  const channel = atDesk ? "desk" : "app";
  return {
    subject,
    standing: { actorId: asker.memberId, subjectId, channel, at: tx.now } satisfies Standing,
  };
}
