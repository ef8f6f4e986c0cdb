import { refuse, type Refusal } from "../outcome.ts";
import type { MotionStatus } from "./status.ts";

/** From where a motion may take each of its steps. */
export const motionSteps = {
  rewrite: ["drafted", "priorStudied"],
  recordPriorStudy: ["drafted"],
  schedule: ["priorStudied"],
  changeRoll: ["scheduled"],
  count: ["scheduled"],
  repeat: ["noQuorum"],
  publish: ["passed", "rejected", "noQuorum"],
  planMilestones: ["noticed"],
} as const satisfies Record<string, readonly MotionStatus[]>;
export type MotionStep = keyof typeof motionSteps;

/** Whether a step may not be taken from where the motion stands. */
export function notAt(motion: { readonly status: MotionStatus }, step: MotionStep): Refusal | null {
  const allowed: readonly MotionStatus[] = motionSteps[step];
  return allowed.includes(motion.status)
    ? null
    : refuse("proposal-not-at-this-step", { status: motion.status });
}
