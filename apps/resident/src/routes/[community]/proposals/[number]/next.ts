import type { ProposalView } from "@yishi/api/proposal-view";
import { dayOf, type Day, type Instant } from "@yishi/domain/calendar";
import { byWords, fromWords, leftWords } from "#lib/left.ts";
import { count } from "#lib/numbers.ts";
import { isStudied } from "@yishi/domain/electorates";
import { m } from "#lib/paraglide/messages.js";
import type { Numbered } from "#lib/proposals.ts";
import { dayWords } from "#lib/when.ts";

/** What comes next, by when, and what is so until then. */
export interface NextWords {
  readonly lead: string;
  readonly more: readonly string[];
}

/** Whether the Party organisation still has to study it. */
function studying({ stage, motion }: ProposalView): boolean {
  return stage === "drafted" && isStudied(motion?.electorate ?? null);
}

/** What is waited for while the words of a motion are not agreed. */
function textsWords(
  { stage, motion }: ProposalView,
  until: (by: Day) => { readonly when: string; readonly left: string },
): NextWords | null {
  if (stage !== "drafted" && stage !== "priorStudied") return null;
  if (motion?.agreement?.open)
    return { lead: m["next.agreeing"](until(motion.agreement.by)), more: [m["next.agreeingMore"]()] };
  return motion?.agreement?.state === "differs" ? { lead: m["next.differing"](), more: [] } : null;
}

/** The sentences of the slip, for the stage a proposal is at. */
export function nextWords(proposal: ProposalView, now: Date): NextWords {
  const { motion } = proposal;
  const until = (by: Day | Instant | null | undefined) => ({
    when: by ? byWords(by) : "",
    left: by ? leftWords(now, by) : "",
  });
  const texts = textsWords(proposal, until);
  if (texts) return texts;
  switch (proposal.stage) {
    case "seekingSupport": {
      const missing = Math.max(0, proposal.cosponsorsNeeded - proposal.cosponsors);
      const figures = { given: count(proposal.cosponsors), missing: count(missing) };
      return {
        lead: m["next.support"]({ ...until(proposal.windowEnds), ...figures }),
        more: [m["next.supportMore"]()],
      };
    }
    case "lapsed":
      return { lead: m["next.lapsed"](), more: [m["next.lapsedMore"]()] };
    case "admissibility":
      return { lead: m["next.review"](until(proposal.reviewDue)), more: [m["next.reviewMore"]()] };
    case "returned":
      return { lead: m["next.returned"](), more: [m["next.returnedMore"]()] };
    case "appealed":
      return { lead: m["next.appealed"](until(proposal.appeal?.decideBy)), more: [m["next.appealedMore"]()] };
    case "admitted":
    case "consulting":
      return { lead: m[`next.${proposal.stage}`](), more: [] };
    case "drafted":
    case "priorStudied":
      return { lead: m[studying(proposal) ? "next.drafted" : "next.priorStudied"](), more: [] };
    case "announced":
      return {
        lead: m["next.announced"](opening(motion, now)),
        more: [m["next.frozen"]({ seats: count(motion?.seats ?? 0) })],
      };
    case "voting":
      return { lead: m["next.voting"](until(motion?.closesAt)), more: turnoutWords(motion) };
    case "awaitingCount":
      return { lead: m["next.count"](), more: [m["next.countMore"](), ...turnoutWords(motion)] };
    case "noQuorum":
      return noQuorumWords(proposal, until(motion?.publicationDue), now);
    case "passed":
    case "rejected":
      return proposal.resolution
        ? proposal.decider.advisory
          ? { lead: m[`decides.advisory.next.${proposal.stage}`](), more: [] }
          : { lead: m[`next.${proposal.stage}`](), more: [m["next.court"]()] }
        : { lead: m["next.publish"](until(motion?.publicationDue)), more: [] };
    case "noticed":
      return {
        lead: m["next.noticed"](until(proposal.resolution?.noticeEnds)),
        more: [m["next.noticedMore"](), m["next.court"]()],
      };
    case "inForce":
      return { lead: m["next.inForce"](), more: [m["next.court"]()] };
    default:
      return afterWords(proposal);
  }
}

/** The same once the decision is in force, or is not to be. */
function afterWords(proposal: ProposalView): NextWords {
  switch (proposal.stage) {
    case "objected":
      return { lead: m["next.objected"](), more: [m["next.court"]()] };
    case "setAside":
      return { lead: m["next.setAside"](), more: [m["next.setAsideMore"]()] };
    case "implementing":
      return { lead: milestoneWords(proposal), more: [] };
    case "accepted":
      return { lead: m["next.accepted"](), more: [m["next.acceptedMore"]()] };
    case "archived":
      return { lead: m["next.archived"](), more: [] };
    case "merged":
      return { lead: m["next.merged"](intoOf(proposal)), more: [m["next.mergedMore"]()] };
    default:
      return { lead: m["next.withdrawn"](), more: [] };
  }
}

/** Too few took part: what a second vote became of it, or until when there can be one. */
function noQuorumWords(
  { again, motion, resolution, decider }: ProposalView,
  due: { readonly when: string; readonly left: string },
  now: Date,
): NextWords {
  const lead = !resolution
    ? m["next.publish"](due)
    : decider.advisory
      ? m["decides.advisory.next.noQuorum"]()
      : m["next.noQuorum"]();
  if (again?.ordinal) return { lead, more: [m["next.again.held"]()] };
  if (again?.openBy && again.announceBy) {
    const { announceBy, openBy } = again;
    const left = leftWords(now, announceBy);
    return {
      lead,
      more: [m["next.again.open"]({ when: byWords(openBy), announce: byWords(announceBy), left })],
    };
  }
  return { lead, more: [motion?.repeats ? m["next.again.final"]() : m["next.again.over"]()] };
}

function intoOf(proposal: ProposalView) {
  const { year, number } = mergedInto(proposal) ?? { year: 0, number: 0 };
  return { year: String(year), number: String(number) };
}

/** The number of the proposal that it was merged into. */
export function mergedInto({ timeline }: Pick<ProposalView, "timeline">): Numbered | null {
  const figures = timeline.findLast(({ kind }) => kind === "proposal.mergedInto")?.figures;
  return figures ? { year: Number(figures["year"]), number: Number(figures["number"]) } : null;
}

/** When a vote begins: on a day from its first minute, so that day is not over before it. */
function opening(motion: ProposalView["motion"], now: Date) {
  const opensAt = motion?.opensAt;
  return opensAt
    ? { when: fromWords(opensAt), left: leftWords(now, dayOf(opensAt)) }
    : { when: "", left: "" };
}

function turnoutWords(motion: ProposalView["motion"]): readonly string[] {
  if (!motion || motion.turnout === null || motion.quorumNeeded === null) return [];
  const missing = motion.quorumNeeded - motion.turnout;
  const figures = {
    given: count(motion.turnout),
    needed: count(motion.quorumNeeded),
    missing: count(missing),
  };
  const words =
    missing > 0 ? m[`next.turnout.${motion.unit}`](figures) : m[`next.enough.${motion.unit}`](figures);
  return [words, m["next.nobodySees"]()];
}

function milestoneWords({ milestones }: ProposalView): string {
  const next = milestones.find((one) => one.doneOn === null);
  if (!next) return m["next.acceptWork"]();
  const figures = {
    title: next.title,
    day: dayWords(next.expectedOn ?? next.dueOn),
    responsible: next.responsible,
  };
  return next.workingDaysLate > 0 ? m["next.milestoneLate"](figures) : m["next.milestone"](figures);
}
