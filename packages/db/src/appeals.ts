import { committeePosts } from "@yishi/domain/roles";
import type { Appealed, Decided } from "@yishi/domain/appeals";
import { endOf, type Day } from "@yishi/domain/calendar";
import type { Proposal } from "@yishi/domain/proposals";
import type { Language } from "@yishi/domain/texts";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { save } from "./proposals.ts";
import { appealDecisions, appeals } from "./schema/deciders.ts";
import { members } from "./schema/members.ts";

/** Files an appeal: the proposal's next state and the author's words under one fact. */
export async function file(
  tx: Tx,
  next: Proposal,
  fact: Appealed,
  words: { readonly reason: string; readonly lang: Language },
): Promise<void> {
  const factId = await save(tx, next, fact);
  const { decideBy } = fact.body;
  const row = { ...words, proposalId: next.proposalId, filedAt: tx.now, decideBy, factId };
  await tx.sql.insert(appeals).values({ ...row, committeeId: tx.committeeId });
}

/** Keeps what the representatives decided, with the figures of their record and its paper. */
export async function keepDecision(
  tx: Tx,
  next: Proposal,
  fact: Decided,
  words: { readonly reference: string; readonly reason: string; readonly lang: Language },
): Promise<void> {
  const factId = await save(tx, next, fact);
  const { for: inFavour, against: opposed, forNeeded, ...figures } = fact.body;
  await tx.sql.insert(appealDecisions).values({
    ...{ ...figures, ...words, inFavour, opposed, needed: forNeeded, factId },
    ...{ committeeId: tx.committeeId, proposalId: next.proposalId },
    ...{ recorderId: fact.actorId, decidedAt: tx.now },
  });
}

/** The appeal of a proposal, or nothing. */
export async function ofProposal(tx: Tx, proposalId: string) {
  const [found] = await tx.sql
    .select({
      reason: appeals.reason,
      lang: appeals.lang,
      filedAt: appeals.filedAt,
      decideBy: appeals.decideBy,
    })
    .from(appeals)
    .where(and(eq(appeals.committeeId, tx.committeeId), eq(appeals.proposalId, proposalId)));
  return found ?? null;
}

/** What the representatives decided of it, or nothing. */
export async function decisionOf(tx: Tx, proposalId: string) {
  const [found] = await tx.sql
    .select({
      decides: appealDecisions.decides,
      metOn: appealDecisions.metOn,
      members: appealDecisions.members,
      present: appealDecisions.present,
      quorumNeeded: appealDecisions.quorumNeeded,
      for: appealDecisions.inFavour,
      against: appealDecisions.opposed,
      forNeeded: appealDecisions.needed,
      reference: appealDecisions.reference,
      reason: appealDecisions.reason,
      lang: appealDecisions.lang,
      recorder: members.name,
    })
    .from(appealDecisions)
    .innerJoin(
      members,
      and(
        eq(members.committeeId, appealDecisions.committeeId),
        eq(members.memberId, appealDecisions.recorderId),
      ),
    )
    .where(and(eq(appealDecisions.committeeId, tx.committeeId), eq(appealDecisions.proposalId, proposalId)));
  return found ?? null;
}

/**
 * How many the representatives' meeting had at the end of a day: its representatives and the committee. A committee
 * without a single representative is no such meeting.
 */
export async function meetingMembersOn(tx: Tx, day: Day): Promise<number> {
  const { rows } = await tx.raw.query<{ members: number }>(
    `select case when bool_or(post = 'representative') then count(distinct member_id)::int else 0 end as members from posts
     where committee_id = $1 and post = any($3) and from_at < $2 and until_at >= $2`,
    [tx.committeeId, endOf(day), ["representative", ...committeePosts]],
  );
  return rows[0]?.members ?? 0;
}
