import type { ProposalView } from "@yishi/api/proposal-view";

/** Where somebody stands with their ballot: it was given, cannot be given, is being chosen, or is read once more. */
export type Step = "given" | "closed" | "no-seat" | "choose" | "confirm";

/** The step a page of the ballot shows. */
export function stepOf(proposal: Pick<ProposalView, "stage" | "mine">, chosen: string | undefined): Step {
  if (proposal.mine?.given) return "given";
  if (proposal.stage !== "voting") return "closed";
  if (!proposal.mine || proposal.mine.seat === null) return "no-seat";
  return chosen === undefined ? "choose" : "confirm";
}
