import { refuse, type Refusal } from "../outcome.ts";
import { setting, type RuleBook } from "../rulebook.ts";

/** What a proposal may touch so that experts have to look at it first. */
export const hazards = ["safety", "structure", "heating", "fire", "gas"] as const;
export type Hazard = (typeof hazards)[number];

/** Why experts have to be asked: what it costs, or what it touches. */
export type Ground = "cost" | Hazard;

/** Where the consultations of a proposal stand, as the announcement of its vote asks for it. */
export interface Advised {
  readonly costYuan: number;
  readonly hazards: readonly Hazard[];
  /** How many are underway, and how many came to their end: answered, or given to a professional outside. */
  readonly underway: number;
  readonly over: number;
}

/** On which grounds experts have to be asked (`expert.costThreshold`, and what touches safety); none where they may be. */
export function grounds(
  asked: Pick<Advised, "costYuan" | "hazards">,
  rules: RuleBook<"expert.costThreshold">,
): readonly Ground[] {
  const threshold = setting(rules, "expert.costThreshold").integer;
  const touched = hazards.filter((hazard) => asked.hazards.includes(hazard));
  return [...(asked.costYuan > threshold ? (["cost"] as const) : []), ...touched];
}

/**
 * Why a vote is not announced yet: experts who were asked have not been answered, or those who have to be asked were
 * not. Nothing where it may be.
 */
export function notYetAdvised(asked: Advised, rules: RuleBook<"expert.costThreshold">): Refusal | null {
  if (asked.underway > 0) return refuse("consultation-underway");
  return grounds(asked, rules).length > 0 && asked.over === 0 ? refuse("consultation-needed") : null;
}
