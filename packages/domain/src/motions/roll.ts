import type { Change } from "./change.ts";
import { record, type Standing } from "../facts.ts";
import type { Motion, RollChanged } from "../motions.ts";
import { notAt } from "./steps.ts";
import type { Refusal } from "../outcome.ts";

/** What a change does to a frozen roll: by how many seats, and of owners by how much area, it is larger than before. */
export interface RollChange {
  readonly what: Change;
  readonly seatsMore: number;
  readonly areaMore: number;
}

/**
 * After a challenge was answered by two, the roll of an announced vote changes by a fact, and with it the base of its
 * quorum. Which seats it was stands with each change and names this fact; in public it is not told.
 */
export function changeRoll(motion: Motion, change: RollChange, standing: Standing): RollChanged | Refusal {
  const refusal = notAt(motion, "changeRoll");
  if (refusal) return refusal;
  const { what, seatsMore, areaMore } = change;
  const all = motion.areaSquareCentimetres;
  return record(standing, "motion.rollChanged", motion.motionId, {
    what,
    seats: (motion.seats ?? 0) + seatsMore,
    ...(all !== null && { areaSquareCentimetres: all + areaMore }),
  });
}
