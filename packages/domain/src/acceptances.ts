import { addWorkingDays, dayOf, type Day, type Holidays } from "./calendar.ts";
import { record, type Standing } from "./facts.ts";
import type { Motion } from "./motions.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { followUpFrom } from "./resolutions/follow-up.ts";
import { afterOf } from "./resolutions/rules.ts";
import { notAtStep, type AcceptingRole, type AfterFact } from "./resolutions/steps.ts";

export type AcceptanceSaid = Extract<AfterFact, { kind: "motion.acceptanceSaid" }>;

/** What somebody said of the finished work. */
export interface Acceptance {
  readonly personId: string;
  readonly role: AcceptingRole;
  readonly accepted: boolean;
}

/** How many neighbours accept beside the proposer (§4b "accepted"). */
export const neighboursNeeded = 2;

/** The finished work as it is put to those who accept it: a round for each time that all milestones were done. */
export interface Finished {
  /** How many milestones there are: a further one begins another round. */
  readonly round: number;
  /** The day on which the last of them was done, null while one is open. */
  readonly doneOn: Day | null;
  /** What was said in this round. */
  readonly said: readonly Acceptance[];
}

/** Why nothing can be said of the work now; nothing where it can. */
export function notYetFinished(motion: Motion, finished: Finished): Refusal | null {
  const refusal = notAtStep(motion, "accept");
  if (refusal) return refusal;
  if (!finished.doneOn) return refuse("milestones-open");
  return finished.said.some((one) => !one.accepted) ? refuse("further-milestone-needed") : null;
}

/**
 * From when a supervisor may stand in for the proposer: at once where they no longer live here, else once they were
 * silent for so many working days (`acceptance.authorWorkingDays`).
 */
export function standInFrom(motion: Motion, doneOn: Day, authorLeft: boolean, holidays: Holidays): Day {
  return authorLeft ? doneOn : addWorkingDays(doneOn, afterOf(motion).authorWorkingDays, holidays);
}

/**
 * Says that the finished work is accepted, or not yet. The third who accepts - the proposer or who stands in, and two
 * neighbours who are neither the proposer nor in charge - settles it, and with it when neighbours are asked again.
 */
export function accept(
  motion: Motion,
  finished: Finished,
  asked: {
    readonly personId: string;
    readonly role: AcceptingRole;
    readonly accepted: boolean;
    /** Whether they hold a post that carries decisions out. */
    readonly inCharge: boolean;
    readonly standInFrom: Day;
  },
  standing: Standing,
): AcceptanceSaid | Refusal {
  const refusal = notYetFinished(motion, finished);
  if (refusal) return refusal;
  const { personId, role, accepted } = asked;
  if (finished.said.some((one) => one.personId === personId)) return refuse("already-accepted");
  if (role !== "proposer" && asked.inCharge) return refuse("in-charge");
  const today = dayOf(standing.at);
  if (role === "supervisor") {
    if (finished.said.some((one) => one.role !== "neighbour")) return refuse("already-accepted");
    if (today <= asked.standInFrom) return refuse("author-still-awaited", { day: asked.standInFrom });
  }
  const all = [...finished.said, { personId, role, accepted }];
  const followUp = isAccepted(all) ? followUpFrom(today, afterOf(motion)) : null;
  return record(standing, "motion.acceptanceSaid", motion.motionId, {
    round: finished.round,
    role,
    accepted,
    followUp,
  });
}

/** Whether those who had to have accepted: the proposer or who stands in, and two neighbours, nobody against it. */
export function isAccepted(said: readonly Acceptance[]): boolean {
  if (said.some((one) => !one.accepted)) return false;
  const neighbours = said.filter((one) => one.role === "neighbour").length;
  return neighbours >= neighboursNeeded && said.some((one) => one.role !== "neighbour");
}
