import { before as decidedBefore } from "../deciders.ts";
import { record, type Standing } from "../facts.ts";
import { refuse, type Refusal } from "../outcome.ts";
import { notAt, type Ground, type Proposal, type ProposalFact, type Review } from "../proposals.ts";
import { rulesBefore } from "./rules.ts";
import { setting } from "../rulebook.ts";

/**
 * A reviewer says whether it may be taken up, on the five grounds only, and who decides it then. It is decided as soon
 * as so many reviewers agree on both as the rules ask for (`admissibility.reviewers`), one of them not from the
 * committee; the author never reviews their own. What is returned nobody decides, so there the verdict alone counts.
 */
export function review(
  proposal: Proposal,
  asked: {
    readonly mine: Review;
    readonly ground: Ground | null;
    readonly earlier: readonly Review[];
    /** Whether the reviewer gave a reason in words. */
    readonly reasoned?: boolean;
  },
  standing: Standing,
): ProposalFact | Refusal {
  if (standing.subjectId === proposal.authorId) return refuse("author-cannot-review");
  const refusal = notAt(proposal, "review");
  if (refusal) return refusal;
  if (asked.earlier.some((before) => before.reviewerId === asked.mine.reviewerId))
    return refuse("already-reviewed");
  if (asked.mine.verdict === "return" && !asked.ground) return refuse("ground-needed");
  const { verdict } = asked.mine;
  const own = proposal.firstYes ?? decidedBefore;
  const chosen = asked.mine.firstYes ?? own;
  if (verdict === "admit" && chosen !== own && asked.reasoned !== true)
    return refuse("decider-reason-needed");
  const agreeing = [...asked.earlier, asked.mine].filter(
    (one) => one.verdict === verdict && (verdict === "return" || (one.firstYes ?? own) === chosen),
  );
  const decides =
    agreeing.length >= reviewersNeeded(proposal) && agreeing.some((one) => !one.fromCommittee)
      ? verdict
      : null;
  const ground = verdict === "return" ? asked.ground : null;
  return record(standing, "proposal.reviewed", proposal.proposalId, {
    version: proposal.version,
    verdict,
    ground,
    decides,
    firstYes: verdict === "admit" ? chosen : null,
  });
}

/** How many reviewers have to agree (`admissibility.reviewers`), by the rules that the proposal was opened with. */
export function reviewersNeeded({ rules }: Pick<Proposal, "rules">): number {
  return setting(rules ?? rulesBefore, "admissibility.reviewers").integer;
}
