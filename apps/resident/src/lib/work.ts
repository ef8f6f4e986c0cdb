import type { ProposalView } from "@yishi/api/proposal-view";
import type { Awaited } from "@yishi/domain/awaits";
import { isStudied } from "@yishi/domain/electorates";
import type { Act } from "@yishi/domain/roles";
import { proposalPath, type Numbered } from "#lib/proposals.ts";
import { m } from "#lib/paraglide/messages.js";

/** The page below a proposal where each thing is done that somebody may be awaited for; null where it is the proposal itself. */
const pages = {
  vote: "ballot",
  mend: null,
  readPapers: "papers",
  count: "count",
  publish: "publish",
  repeat: "repeat",
  review: "review",
  recordAppeal: "appeal/decision",
  draftMotion: "motion",
  agreeText: "agreement",
  answerText: "agreement",
  recordPriorStudy: "study",
  schedule: "schedule",
  planMilestones: "milestones",
  milestoneLate: "milestones",
  answerObjection: "objections",
  lookAgain: "recount",
  answerChallenge: "roll",
  confirmChallenge: "roll",
  furtherMilestone: "milestones",
  acceptWork: "acceptance",
  followUp: "follow-up",
  supportMine: null,
  answerQuestion: "views",
  decideWording: "views?only=suggestion",
  decideAppeal: null,
  decideMerger: null,
  answerMerged: null,
} as const satisfies Record<Awaited, string | null>;

/** The part of the proposal's own page where it is done. */
const parts: Readonly<Partial<Record<Awaited, string>>> = { decideMerger: "mergers", answerMerged: "merged" };

/** What a post may do at each stage, the next step first. */
const duties: Readonly<Record<string, readonly (readonly [Act, Awaited])[]>> = {
  admissibility: [["proposals.review", "review"]],
  appealed: [["appeals.record", "recordAppeal"]],
  admitted: [["motions.draft", "draftMotion"]],
  drafted: [
    ["motions.recordPriorStudy", "recordPriorStudy"],
    ["motions.draft", "draftMotion"],
  ],
  priorStudied: [
    ["motions.schedule", "schedule"],
    ["motions.draft", "draftMotion"],
  ],
  voting: [["ballots.transcribe", "readPapers"]],
  awaitingCount: [["ballots.count", "count"]],
  passed: [["resolutions.publish", "publish"]],
  rejected: [["resolutions.publish", "publish"]],
  noQuorum: [
    ["resolutions.publish", "publish"],
    ["motions.schedule", "repeat"],
  ],
  objected: [["objections.answer", "answerObjection"]],
  inForce: [["resolutions.carryOut", "planMilestones"]],
  implementing: [["resolutions.carryOut", "milestoneLate"]],
};

export interface WorkLink {
  /** Without the language. */
  readonly path: string;
  /** The words on its button. */
  readonly words: string;
}

/** Where somebody does what they are awaited for, and the words on the button that leads there. */
export function workLink(slug: string, proposal: Numbered, what: Awaited): WorkLink {
  const page = pages[what];
  if (what === "decideAppeal") return { path: `/${slug}/moderation`, words: m[`work.link.${what}`]() };
  const part = parts[what];
  if (part) return { path: `${proposalPath(slug, proposal)}#${part}`, words: m[`work.link.${what}`]() };
  return { path: proposalPath(slug, proposal, ...(page ? [page] : [])), words: m[`work.link.${what}`]() };
}

/** What the asker's posts let them do with a proposal at its stage; what they have done already is left out. */
export function dutiesOf(
  proposal: Pick<ProposalView, "stage" | "mine" | "resolution" | "motion" | "again">,
): readonly Awaited[] {
  const { mine, resolution } = proposal;
  if (!mine) return [];
  const done: Partial<Record<Awaited, boolean>> = {
    review: mine.reviewed || mine.author,
    recordAppeal: mine.author,
    count: mine.sheetFiled,
    publish: resolution !== null,
    repeat: !proposal.again?.announceBy,
  };
  const own = dutiesAt(proposal)
    .filter(([act, what]) => mine.acts.includes(act) && !done[what])
    .map(([, what]) => what);
  return [...texts(proposal, mine), ...own];
}

/** What somebody has to say of a motion's words before a vote can be announced. */
function texts(
  { stage, motion }: Pick<ProposalView, "stage" | "motion">,
  mine: NonNullable<ProposalView["mine"]>,
): readonly Awaited[] {
  if (stage !== "drafted" && stage !== "priorStudied") return [];
  if (mine.author && motion?.agreement?.open) return ["agreeText"];
  const differs = motion?.agreement?.state === "differs";
  return differs && mine.acts.includes("motions.draft") ? ["answerText"] : [];
}

/** The act that a proposal waits for, by which those who answer for it are found. */
export function actAwaited(proposal: Pick<ProposalView, "stage" | "motion">): Act | null {
  return dutiesAt(proposal)[0]?.[0] ?? null;
}

/** What no Party organisation has to study is announced as soon as it is drafted. */
function dutiesAt({ stage, motion }: Pick<ProposalView, "stage" | "motion">) {
  const at = stage === "drafted" && !isStudied(motion?.electorate ?? null) ? "priorStudied" : stage;
  return duties[at] ?? [];
}
