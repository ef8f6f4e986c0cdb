import type { Day } from "@yishi/domain/calendar";
import type { Motion, Planned, Published } from "@yishi/domain/motions";
import type { Milestone, MilestoneFact } from "@yishi/domain/resolutions";
import type { Language } from "@yishi/domain/texts";
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { save } from "./motions.ts";
import { members } from "./schema/members.ts";
import { motions } from "./schema/proposals.ts";
import { milestones, resolutions } from "./schema/resolutions.ts";

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
    })
    .from(milestones)
    .where(and(eq(milestones.committeeId, tx.committeeId), eq(milestones.motionId, motionId)))
    .orderBy(asc(milestones.ordinal));
}

/** A milestone, locked until the transaction ends. */
export async function lockMilestone(tx: Tx, motionId: string, ordinal: number): Promise<Milestone | null> {
  const [found] = await tx.sql
    .select({
      motionId: milestones.motionId,
      ordinal: milestones.ordinal,
      dueOn: milestones.dueOn,
      doneOn: milestones.doneOn,
    })
    .from(milestones)
    .where(isMilestone(tx, motionId, ordinal))
    .for("update");
  return found ?? null;
}

/** Marks a milestone done, with its fact. */
export async function saveDone(tx: Tx, fact: MilestoneFact): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .update(milestones)
    .set({ doneOn: fact.body.on, factId })
    .where(isMilestone(tx, fact.objectId, fact.body.ordinal));
}

function isMilestone(tx: Tx, motionId: string, ordinal: number) {
  return and(
    eq(milestones.committeeId, tx.committeeId),
    eq(milestones.motionId, motionId),
    eq(milestones.ordinal, ordinal),
  );
}
