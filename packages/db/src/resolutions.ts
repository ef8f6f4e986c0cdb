import type { Day } from "@yishi/domain/calendar";
import type { Motion, Planned, Published } from "@yishi/domain/motions";
import type { Milestone, MilestoneAdded, MilestoneDone, MilestoneRevised } from "@yishi/domain/resolutions";
import type { Language } from "@yishi/domain/texts";
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { save } from "./motions.ts";
import { members } from "./schema/members.ts";
import { motions } from "./schema/proposals.ts";
import { milestoneChanges, milestones, resolutions } from "./schema/resolutions.ts";

/** Publishes a result: the motion's next state and its resolution under one fact. */
export async function publish(tx: Tx, next: Motion, fact: Published): Promise<string> {
  const factId = await save(tx, next, fact);
  const resolutionId = newId();
  const { year, number, noticeEnds } = fact.body;
  await tx.sql.insert(resolutions).values({
    committeeId: tx.committeeId,
    resolutionId,
    motionId: next.motionId,
    year,
    number,
    publishedAt: fact.at,
    noticeEnds,
    publisherId: fact.actorId,
    factId,
  });
  return resolutionId;
}

/** The published resolution of a motion. */
export async function ofMotion(tx: Tx, motionId: string) {
  const [found] = await tx.sql
    .select({
      year: resolutions.year,
      number: resolutions.number,
      publishedAt: resolutions.publishedAt,
      noticeEnds: resolutions.noticeEnds,
      publisher: members.name,
    })
    .from(resolutions)
    .innerJoin(
      members,
      and(eq(members.committeeId, resolutions.committeeId), eq(members.memberId, resolutions.publisherId)),
    )
    .where(and(eq(resolutions.committeeId, tx.committeeId), eq(resolutions.motionId, motionId)));
  return found ?? null;
}

/** A published resolution by its number, with what tells whether it is in force, and the day on which it was decided. */
export async function byNumber(tx: Tx, year: number, number: number) {
  const [found] = await tx.sql
    .select({
      resolutionId: resolutions.resolutionId,
      status: motions.status,
      noticeEnds: resolutions.noticeEnds,
      countedAt: motions.countedAt,
    })
    .from(resolutions)
    .innerJoin(
      motions,
      and(eq(motions.committeeId, resolutions.committeeId), eq(motions.motionId, resolutions.motionId)),
    )
    .where(
      and(
        eq(resolutions.committeeId, tx.committeeId),
        eq(resolutions.year, year),
        eq(resolutions.number, number),
      ),
    );
  return found ?? null;
}

export interface PlannedMilestone {
  readonly title: string;
  readonly responsible: string;
  readonly dueOn: Day;
  readonly lang: Language;
  readonly costFen: number;
}

/** Keeps the milestones of a resolution that has come into force. */
export async function plan(
  tx: Tx,
  next: Motion,
  planned: readonly PlannedMilestone[],
  fact: Planned,
): Promise<void> {
  const factId = await save(tx, next, fact);
  await tx.sql.insert(milestones).values(
    planned.map((milestone, index) => ({
      ...milestone,
      committeeId: tx.committeeId,
      motionId: next.motionId,
      ordinal: index + 1,
      factId,
    })),
  );
}

/** Keeps a further milestone, after those that are there. */
export async function addMilestone(
  tx: Tx,
  next: Motion,
  milestone: PlannedMilestone,
  fact: MilestoneAdded,
): Promise<void> {
  const factId = await save(tx, next, fact);
  const { ordinal } = fact.body;
  await tx.sql
    .insert(milestones)
    .values({ ...milestone, committeeId: tx.committeeId, motionId: next.motionId, ordinal, factId });
}

/** The milestones of a motion, in their order. */
export async function milestonesOf(tx: Tx, motionId: string) {
  return tx.sql
    .select({
      ordinal: milestones.ordinal,
      title: milestones.title,
      lang: milestones.lang,
      responsible: milestones.responsible,
      dueOn: milestones.dueOn,
      doneOn: milestones.doneOn,
      expectedOn: milestones.expectedOn,
      costFen: milestones.costFen,
      spentFen: milestones.spentFen,
      reference: milestones.reference,
    })
    .from(milestones)
    .where(and(eq(milestones.committeeId, tx.committeeId), eq(milestones.motionId, motionId)))
    .orderBy(asc(milestones.ordinal));
}

/** Each change of an expected date with its reason, oldest first. */
export async function changesOf(tx: Tx, motionId: string) {
  return tx.sql
    .select({
      ordinal: milestoneChanges.ordinal,
      from: milestoneChanges.fromDay,
      to: milestoneChanges.toDay,
      reason: milestoneChanges.reason,
      lang: milestoneChanges.lang,
      at: milestoneChanges.at,
    })
    .from(milestoneChanges)
    .where(and(eq(milestoneChanges.committeeId, tx.committeeId), eq(milestoneChanges.motionId, motionId)))
    .orderBy(asc(milestoneChanges.at), asc(milestoneChanges.changeId));
}

/** A milestone, locked until the transaction ends. */
export async function lockMilestone(
  tx: Tx,
  motionId: string,
  ordinal: number,
): Promise<(Milestone & { readonly expectedOn: Day | null }) | null> {
  const [found] = await tx.sql
    .select({
      motionId: milestones.motionId,
      ordinal: milestones.ordinal,
      dueOn: milestones.dueOn,
      doneOn: milestones.doneOn,
      expectedOn: milestones.expectedOn,
    })
    .from(milestones)
    .where(isMilestone(tx, motionId, ordinal))
    .for("update");
  return found ?? null;
}

/** Marks a milestone done with what it cost and the paper that shows it, under its fact. */
export async function saveDone(tx: Tx, fact: MilestoneDone, reference: string | null): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { on, spentFen, ordinal } = fact.body;
  await tx.sql
    .update(milestones)
    .set({ doneOn: on, spentFen, reference, factId })
    .where(isMilestone(tx, fact.objectId, ordinal));
}

/** Keeps by when a milestone is expected now, and the change with its reason; the first date stays. */
export async function saveRevised(
  tx: Tx,
  fact: MilestoneRevised,
  said: { readonly reason: string; readonly lang: Language },
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { ordinal, from, to } = fact.body;
  await tx.sql
    .update(milestones)
    .set({ expectedOn: to, factId })
    .where(isMilestone(tx, fact.objectId, ordinal));
  await tx.sql.insert(milestoneChanges).values({
    ...{ ...said, committeeId: tx.committeeId, changeId: newId(), motionId: fact.objectId, ordinal },
    ...{ fromDay: from, toDay: to, at: tx.now, factId },
  });
}

function isMilestone(tx: Tx, motionId: string, ordinal: number) {
  return and(
    eq(milestones.committeeId, tx.committeeId),
    eq(milestones.motionId, motionId),
    eq(milestones.ordinal, ordinal),
  );
}
