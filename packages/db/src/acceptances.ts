import type { AcceptanceSaid } from "@yishi/domain/acceptances";
import type { Motion } from "@yishi/domain/motions";
import type { Post } from "@yishi/domain/roles";
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { save } from "./motions.ts";
import { acceptances } from "./schema/resolutions.ts";
import { households, residents } from "./schema/roll.ts";

type AcceptanceRow = typeof acceptances.$inferInsert;

/** What was said of the finished work of a motion, every round, oldest first, each with the building it comes from. */
export async function ofMotion(tx: Tx, motionId: string) {
  return tx.sql
    .select({
      round: acceptances.round,
      residentId: acceptances.residentId,
      memberId: acceptances.memberId,
      role: acceptances.role,
      accepted: acceptances.accepted,
      missing: acceptances.missing,
      lang: acceptances.lang,
      at: acceptances.at,
      building: households.building,
    })
    .from(acceptances)
    .leftJoin(
      residents,
      and(
        eq(residents.committeeId, acceptances.committeeId),
        eq(residents.residentId, acceptances.residentId),
      ),
    )
    .leftJoin(
      households,
      and(
        eq(households.committeeId, residents.committeeId),
        eq(households.householdId, residents.householdId),
      ),
    )
    .where(and(eq(acceptances.committeeId, tx.committeeId), eq(acceptances.motionId, motionId)))
    .orderBy(asc(acceptances.at), asc(acceptances.acceptanceId));
}

/** Keeps what somebody said; the motion's next state goes under the same fact. */
export async function keep(
  tx: Tx,
  next: Motion,
  row: Pick<AcceptanceRow, "residentId" | "memberId" | "missing" | "lang" | "channel">,
  fact: AcceptanceSaid,
): Promise<void> {
  const factId = await save(tx, next, fact);
  const { round, role, accepted } = fact.body;
  await tx.sql.insert(acceptances).values({
    ...{ ...row, committeeId: tx.committeeId, acceptanceId: newId(), motionId: next.motionId },
    ...{ round, role, accepted, at: tx.now, factId },
  });
}

/** Whether a resident holds one of these posts now. */
export async function holdsOneOf(tx: Tx, residentId: string, posts: readonly Post[]): Promise<boolean> {
  const { rows } = await tx.raw.query(
    `select from posts p join members m on m.committee_id = p.committee_id and m.member_id = p.member_id
     where p.committee_id = $1 and m.resident_id = $2 and p.post = any($3) and p.from_at <= $4 and p.until_at > $4
     limit 1`,
    [tx.committeeId, residentId, posts, tx.now],
  );
  return rows.length > 0;
}
