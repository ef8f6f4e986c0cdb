import { addDays, dayOf, type Day } from "./calendar.ts";
import { record, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { notAt, notForAuthor, type Proposal, type ProposalFact } from "./proposals.ts";
import { rulesBefore, type ProposalRules } from "./proposals/rules.ts";
import { setting } from "./rulebook.ts";
import { meets, needed } from "./shares.ts";

/** Of a proposal by which day its author may appeal, and how the representatives have to decide. */
type Ruled = Pick<Proposal, "rules">;
export type Appealed = Extract<ProposalFact, { kind: "proposal.appealed" }>;
export type Decided = Extract<ProposalFact, { kind: "proposal.appealDecided" }>;

/** The last day on which the author may appeal, from the day on which it was returned (`admissibility.appealDays`). */
export function appealUntil(proposal: Ruled, returnedOn: Day): Day {
  return addDays(returnedOn, setting(rulesOf(proposal), "admissibility.appealDays").days);
}

/**
 * The author of what was returned asks the representatives, once, instead of mending it or after that. Whatever they
 * decide, it is not asked again.
 */
export function appeal(
  proposal: Proposal,
  asked: { readonly returnedOn: Day; readonly already: boolean },
  standing: Standing,
): Appealed | Refusal {
  const refusal = notForAuthor(proposal, "appeal", standing);
  if (refusal) return refusal;
  if (asked.already) return refuse("appealed-before");
  const today = dayOf(standing.at);
  const until = appealUntil(proposal, asked.returnedOn);
  if (today > until) return refuse("appeal-too-late", { day: until });
  const decideBy = addDays(today, setting(rulesOf(proposal), "admissibility.appealDecideDays").days);
  return record(standing, "proposal.appealed", proposal.proposalId, { version: proposal.version, decideBy });
}

/** The record of the representatives' meeting: when, how many of them came, how many were for taking it up. */
export interface Met {
  readonly metOn: Day;
  readonly present: number;
  readonly for: number;
  readonly against: number;
}

/**
 * What the representatives decided, by their record: so many of those in office have to be there
 * (`meeting.reps.quorum`), and so many of those present for taking it up (`meeting.reps.majority`); otherwise the
 * return stands. The outcome is computed and never entered. The author keeps no record of their own appeal.
 */
export function decideAppeal(
  proposal: Proposal,
  asked: { readonly met: Met; readonly appealedOn: Day; readonly members: number },
  standing: Standing,
): Decided | Refusal {
  const refusal = notAt(proposal, "decideAppeal");
  if (refusal) return refusal;
  if (standing.subjectId === proposal.authorId) return refuse("author-cannot-review");
  const { met, members } = asked;
  if (met.metOn > dayOf(standing.at)) return refuse("day-in-the-future", { day: met.metOn });
  if (met.metOn < asked.appealedOn) return refuse("met-before-appeal", { day: asked.appealedOn });
  if (members === 0) return refuse("representatives-missing");
  if (met.present > members || met.for + met.against > met.present)
    return refuse("meeting-figures-wrong", { members });
  const quorum = appealQuorum(proposal);
  const quorumNeeded = needed(quorum, members);
  if (met.present === 0 || !meets(quorum, met.present, members))
    return refuse("representatives-too-few", { members, needed: quorumNeeded });
  const majority = setting(rulesOf(proposal), "meeting.reps.majority");
  return record(standing, "proposal.appealDecided", proposal.proposalId, {
    decides: meets(majority, met.for, met.present) ? "admit" : "uphold",
    metOn: met.metOn,
    members,
    present: met.present,
    quorumNeeded,
    for: met.for,
    against: met.against,
    forNeeded: needed(majority, met.present),
  });
}

/** Which share of the representatives in office has to be there. */
export function appealQuorum(proposal: Ruled) {
  return setting(rulesOf(proposal), "meeting.reps.quorum");
}

/** The rules that it was opened with; for what was opened before these were written down, those of then. */
function rulesOf({ rules }: Ruled): ProposalRules {
  return { ...rulesBefore, ...rules, settings: { ...rulesBefore.settings, ...rules?.settings } };
}
