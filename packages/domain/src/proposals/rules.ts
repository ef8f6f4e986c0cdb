import { setting, type RuleBook } from "../rulebook.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import type { RuleKey } from "../rulebook/keys.ts";
import { snapshot } from "../rulebook/snapshot.ts";
import { needed } from "../shares.ts";

/** What a proposal goes by from its opening to its admission. */
export const proposalKeys = [
  "proposal.cosponsors",
  "proposal.cosponsorsBuildingShare",
  "proposal.windowDays",
  "admissibility.reviewers",
  "admissibility.workingDays",
  "admissibility.appealDays",
  "admissibility.appealDecideDays",
  "meeting.reps.quorum",
  "meeting.reps.majority",
] as const satisfies readonly RuleKey[];
/** The rule book's part that is written down with a proposal, each number with its citation and who changed it. */
export type ProposalRules = RuleBook<(typeof proposalKeys)[number]>;

/** What a proposal goes by that was opened before its rules were written down with it: then nobody could change them. */
export const rulesBefore: ProposalRules = snapshot(cnUrban2025, proposalKeys);

/** How many neighbours have to support a proposal from a building with so many residents of voting age. */
export function supportersNeeded(residentsOfBuilding: number, rules: ProposalRules): number {
  const share = setting(rules, "proposal.cosponsorsBuildingShare");
  const ofBuilding = Math.max(1, needed(share, residentsOfBuilding));
  return Math.min(setting(rules, "proposal.cosponsors").integer, ofBuilding);
}
