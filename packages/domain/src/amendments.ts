import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import * as proposals from "./proposals.ts";
import type { Stage } from "./stages.ts";
import { notOpen, notShown, type View } from "./views.ts";

/** The parts of a proposal for which a neighbour may propose another wording. */
export const amendable = ["title", "problem", "wish"] as const;
export type Amendable = (typeof amendable)[number];

export const amendmentStates = ["open", "accepted", "refused"] as const;
export type AmendmentState = (typeof amendmentStates)[number];

/** Another wording of one part, which came with a suggestion. */
export interface Amendment {
  readonly viewId: string;
  readonly proposalId: string;
  readonly field: Amendable;
  /** Of which version it would change the words. */
  readonly version: number;
  readonly state: AmendmentState;
  readonly becameVersion: number | null;
}

export type AmendmentFact =
  | Recorded<"amendment.proposed", { proposalId: string; field: Amendable; version: number }>
  | Recorded<"amendment.accepted", { version: number }>
  | Recorded<"amendment.refused", { version: number }>;

/** A suggestion carries another wording of one part of the proposal as it stands. */
export function propose(
  view: Pick<View, "viewId" | "kind">,
  asked: {
    readonly proposal: Pick<proposals.Proposal, "proposalId" | "version">;
    readonly field: Amendable;
    readonly before: string;
    readonly wording: string;
  },
  standing: Standing,
): AmendmentFact | Refusal {
  if (view.kind !== "suggestion") return refuse("wording-needs-a-suggestion");
  if (asked.wording === asked.before) return refuse("wording-changes-nothing");
  const { proposalId, version } = asked.proposal;
  return record(standing, "amendment.proposed", view.viewId, { proposalId, field: asked.field, version });
}

interface Deciding {
  readonly proposal: proposals.Proposal;
  readonly stage: Stage;
  readonly view: View;
}

/**
 * The author takes the wording up: the proposal has a new version, and keeps its support, because a wording is proposed
 * in public, the difference is shown to everybody, and no other part changes. What was proposed for an older version is
 * not taken up, or it would silently undo what came between.
 */
export function accept(
  amendment: Amendment,
  asked: Deciding & { readonly hash: string },
  standing: Standing,
): { readonly amendment: AmendmentFact; readonly proposal: proposals.ProposalFact } | Refusal {
  const refusal =
    notToDecide(amendment, asked, standing) ?? notOpen("amend", asked.stage) ?? notShown(asked.view);
  if (refusal) return refusal;
  const { viewId, field } = amendment;
  if (amendment.version !== asked.proposal.version)
    return refuse("amendment-outdated", { version: amendment.version });
  const amended = proposals.amend(asked.proposal, { hash: asked.hash, viewId, field }, standing);
  if ("refused" in amended) return amended;
  const { version } = proposals.apply(asked.proposal, amended);
  return { amendment: record(standing, "amendment.accepted", viewId, { version }), proposal: amended };
}

/** The author does not take it up, and says why. */
export function decline(amendment: Amendment, asked: Deciding, standing: Standing): AmendmentFact | Refusal {
  const refusal =
    notToDecide(amendment, asked, standing) ?? notOpen("answer", asked.stage) ?? notShown(asked.view);
  if (refusal) return refusal;
  return record(standing, "amendment.refused", amendment.viewId, { version: amendment.version });
}

/** The amendment after a fact. */
export function apply(amendment: Amendment | null, fact: AmendmentFact): Amendment {
  if (fact.kind === "amendment.proposed")
    return { viewId: fact.objectId, ...fact.body, state: "open", becameVersion: null };
  if (!amendment) throw new Error("an amendment is decided that nobody proposed");
  return fact.kind === "amendment.accepted"
    ? { ...amendment, state: "accepted", becameVersion: fact.body.version }
    : { ...amendment, state: "refused" };
}

function notToDecide(amendment: Amendment, { proposal }: Deciding, standing: Standing): Refusal | null {
  if (standing.subjectId !== proposal.authorId) return refuse("only-the-proposer-decides");
  return amendment.state === "open" ? null : refuse("amendment-decided");
}
