import { dayOf, type Holidays, type Instant } from "../calendar.ts";
import { record, type Recorded, type Standing } from "../facts.ts";
import { refuse, type Refusal } from "../outcome.ts";
import { notAt, steps, type Proposal, type Status } from "../proposals.ts";
import type { MergingFact } from "./facts.ts";
import { reviewDueFrom } from "./rules.ts";

/** Whether a proposal can still become one with another: from its opening to its admission, and not after its window. */
export function isMergeable(
  { status, windowEnds }: Pick<Proposal, "status" | "windowEnds">,
  now: Instant,
): boolean {
  const allowed: readonly Status[] = steps.merge;
  return allowed.includes(status) && !windowOver({ status, windowEnds }, now);
}

/** It goes into another one. Its words, its number, its views and the names below it stay where they are. */
export function mergeInto(
  proposal: Proposal,
  { mergerId, into }: { readonly mergerId: string; readonly into: Proposal },
  standing: Standing,
): Extract<MergingFact, { kind: "proposal.mergedInto" }> {
  const { year, number } = numberOf(into);
  const intoId = into.proposalId;
  const body = { mergerId, intoId, year, number, from: proposal.status };
  return record(standing, "proposal.mergedInto", proposal.proposalId, body);
}

/**
 * It takes another one in: the common text is its next version. What reviewers had before them was the old text, so
 * where they were looking at it, or had taken it up, they look again; what was returned its author hands in again.
 */
export function takeIn(
  proposal: Proposal,
  asked: {
    readonly mergerId: string;
    readonly from: Proposal;
    readonly hash: string;
    readonly holidays: Holidays;
  },
  standing: Standing,
): Extract<MergingFact, { kind: "proposal.tookIn" }> {
  const { mergerId, from, hash, holidays } = asked;
  const again = proposal.status === "admissibility" || proposal.status === "admitted";
  return record(standing, "proposal.tookIn", proposal.proposalId, {
    ...{ mergerId, fromId: from.proposalId, ...numberOf(from), hash },
    version: proposal.version + 1,
    reviewDue: again ? reviewDueFrom(proposal, standing.at, holidays) : null,
  });
}

/**
 * Whoever supported what was merged into it says that they support the common one too: only now does their name count
 * here, once. It may be the last one needed.
 */
export function carrySupport(
  proposal: Proposal,
  asked: {
    /** Whether they supported what was merged into it. */
    readonly asked: boolean;
    readonly already: boolean;
    readonly holidays: Holidays;
  },
  standing: Standing,
): Extract<MergingFact, { kind: "proposal.supportCarried" }> | Refusal {
  const refusal = notToAnswer(proposal, asked, standing);
  if (refusal) return refusal;
  const count = proposal.cosponsors + 1;
  const enough = proposal.status === "seekingSupport" && count >= (proposal.cosponsorsNeeded ?? Infinity);
  const reviewDue = enough ? reviewDueFrom(proposal, standing.at, asked.holidays) : null;
  return record(standing, "proposal.supportCarried", proposal.proposalId, { count, reviewDue });
}

/** They say that they do not: they are not asked again, and their name stays below what they supported. */
export function declineSupport(
  proposal: Proposal,
  asked: { readonly asked: boolean; readonly already: boolean; readonly declined: boolean },
  standing: Standing,
): Recorded<"support.declined", object> | Refusal {
  const refusal = notToAnswer(proposal, asked, standing);
  if (refusal) return refusal;
  if (asked.declined) return refuse("already-answered");
  return record(standing, "support.declined", proposal.proposalId, {});
}

function notToAnswer(
  proposal: Proposal,
  { asked, already }: { readonly asked: boolean; readonly already: boolean },
  standing: Standing,
): Refusal | null {
  if (standing.subjectId === proposal.authorId) return refuse("author-cannot-cosponsor");
  if (already) return refuse("already-cosponsored");
  if (!asked) return refuse("not-asked-to-support");
  if (windowOver(proposal, standing.at))
    return refuse("support-window-over", { day: proposal.windowEnds ?? "" });
  return notAt(proposal, "carrySupport");
}

function windowOver({ status, windowEnds }: Pick<Proposal, "status" | "windowEnds">, now: Instant): boolean {
  return status === "seekingSupport" && windowEnds !== null && dayOf(now) > windowEnds;
}

function numberOf({ year, number }: Proposal) {
  if (year === null || number === null) throw new Error("a proposal that is not public has no number");
  return { year, number };
}
