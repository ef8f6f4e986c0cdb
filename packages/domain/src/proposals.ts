import { addDays, addWorkingDays, dayOf, type Day, type Holidays, type Instant } from "./calendar.ts";
import { opens, type FirstYes, type Opening } from "./deciders.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { rulesBefore, supportersNeeded, type ProposalRules } from "./proposals/rules.ts";
import { setting } from "./rulebook.ts";

/** Where a proposal stands (§4b). What time alone decides (lapsed, voting, in force) is computed: `stageOf`. */
export const statuses = [
  "draft",
  "seekingSupport",
  "admissibility",
  "returned",
  "appealed",
  "admitted",
  "drafted",
  "priorStudied",
  "scheduled",
  "passed",
  "rejected",
  "noQuorum",
  "noticed",
  "objected",
  "setAside",
  "implementing",
  "accepted",
  "withdrawn",
] as const;
export type Status = (typeof statuses)[number];

export interface Proposal {
  readonly proposalId: string;
  readonly authorId: string;
  readonly status: Status;
  readonly version: number;
  /** Whether the author chose to be named; otherwise only their building is shown. */
  readonly authorNamed: boolean;
  readonly year: number | null;
  readonly number: number | null;
  readonly openedAt: Instant | null;
  readonly windowEnds: Day | null;
  readonly cosponsors: number;
  readonly cosponsorsNeeded: number | null;
  readonly reviewDue: Day | null;
  /** Who decides it, by the first question with a yes: its author's answer, from the review on the reviewers'. */
  readonly firstYes: Opening | null;
  /** The rules as they stood when it was opened; later changes never touch it. */
  readonly rules: ProposalRules | null;
}

/** The one table of steps of a proposal up to its motion: from which states each may be taken. */
export const steps = {
  write: ["draft", "returned"],
  answer: ["draft", "returned"],
  open: ["draft"],
  resubmit: ["returned"],
  cosponsor: ["seekingSupport"],
  review: ["admissibility"],
  appeal: ["returned"],
  decideAppeal: ["appealed"],
  withdraw: ["draft", "seekingSupport", "admissibility", "returned", "appealed", "admitted"],
  draftMotion: ["admitted", "drafted", "priorStudied"],
  amend: ["seekingSupport", "returned", "admitted"],
} as const satisfies Record<string, readonly Status[]>;
export type Step = keyof typeof steps;

export type ProposalFact =
  | Recorded<"proposal.written", { version: number; hash: string; authorNamed: boolean }>
  | Recorded<
      "proposal.opened",
      {
        year: number;
        number: number;
        version: number;
        windowEnds: Day;
        needed: number;
        rules: ProposalRules;
        /** Absent of what was opened before anybody was asked. */
        firstYes?: Opening;
      }
    >
  | Recorded<"proposal.resubmitted", { version: number; reviewDue: Day; firstYes?: Opening }>
  | Recorded<"proposal.cosponsored", { count: number; reviewDue: Day | null }>
  | Recorded<
      "proposal.reviewed",
      {
        version: number;
        verdict: Verdict;
        ground: Ground | null;
        decides: Verdict | null;
        firstYes?: Opening | null;
      }
    >
  | Recorded<"proposal.amended", { version: number; hash: string; viewId: string; field: string }>
  | Recorded<"proposal.appealed", { version: number; decideBy: Day }>
  | Recorded<"proposal.appealDecided", AppealDecided>
  | Recorded<"proposal.withdrawn", { from: Status }>
  | Recorded<"proposal.nameShown", { named: boolean }>;

/** The only five grounds on which a proposal may be returned. "Unpopular" and "costly" are not among them. */
export const grounds = [
  "outsideArea",
  "notResidentsBusiness",
  "unlawful",
  "decidedRecently",
  "personalAttack",
] as const;
export type Ground = (typeof grounds)[number];
export type Verdict = "admit" | "return";

/** What the representatives decided, with every figure that it rests on. */
export interface AppealDecided {
  readonly decides: "admit" | "uphold";
  readonly metOn: Day;
  readonly members: number;
  readonly present: number;
  readonly quorumNeeded: number;
  readonly for: number;
  readonly against: number;
  readonly forNeeded: number;
}

export interface Review {
  readonly reviewerId: string;
  readonly fromCommittee: boolean;
  readonly verdict: Verdict;
  /** Who decides, in the reviewer's eyes; nothing where they take the author's answer, or return it. */
  readonly firstYes?: Opening | null;
}

/** Begins a draft, or writes a new version of one that is a draft or was returned. Only its author may. */
export function write(
  proposal: Proposal | null,
  draft: { readonly proposalId: string; readonly hash: string; readonly authorNamed: boolean },
  standing: Standing,
): ProposalFact | Refusal {
  const refusal = proposal && (notAuthor(proposal, standing) ?? notAt(proposal, "write"));
  if (refusal) return refusal;
  const version = (proposal?.version ?? 0) + 1;
  return record(standing, "proposal.written", draft.proposalId, {
    version,
    hash: draft.hash,
    authorNamed: draft.authorNamed,
  });
}

/**
 * The author asks neighbours for support: so many of them (`proposal.cosponsors`), or that share of the building
 * (`proposal.cosponsorsBuildingShare`), whichever is fewer. The rules are written down as they stand.
 */
export function open(
  proposal: Proposal,
  asked: {
    readonly number: number;
    readonly year: number;
    readonly residentsOfBuilding: number;
    readonly rules: ProposalRules;
    /** What its author answered when they were asked who decides. */
    readonly firstYes: FirstYes | null;
  },
  standing: Standing,
): ProposalFact | Refusal {
  const refusal = notAuthor(proposal, standing) ?? notAt(proposal, "open");
  if (refusal) return refusal;
  const { rules, residentsOfBuilding, firstYes } = asked;
  if (!firstYes) return refuse("decider-not-asked");
  if (!opens(firstYes)) return refuse("decided-elsewhere");
  return record(standing, "proposal.opened", proposal.proposalId, {
    year: asked.year,
    number: asked.number,
    version: proposal.version,
    windowEnds: addDays(dayOf(standing.at), setting(rules, "proposal.windowDays").days),
    needed: supportersNeeded(residentsOfBuilding, rules),
    rules,
    firstYes,
  });
}

/** A returned proposal that was mended goes back to its reviewers; the support it had stays. */
export function resubmit(
  proposal: Proposal,
  asked: {
    readonly returnedVersion: number;
    readonly holidays: Holidays;
    /** A new answer of who decides; nothing where the old one stays. */
    readonly firstYes: FirstYes | null;
  },
  standing: Standing,
): ProposalFact | Refusal {
  const refusal = notAuthor(proposal, standing) ?? notAt(proposal, "resubmit");
  if (refusal) return refusal;
  const { firstYes } = asked;
  if (proposal.version <= asked.returnedVersion) return refuse("proposal-not-mended");
  if (firstYes && !opens(firstYes)) return refuse("decided-elsewhere");
  const reviewDue = reviewDueFrom(proposal, dayOf(standing.at), asked.holidays);
  return record(standing, "proposal.resubmitted", proposal.proposalId, {
    version: proposal.version,
    reviewDue,
    ...(firstYes && { firstYes }),
  });
}

/** A resident other than the author puts their name to it. The last one needed sends it to the reviewers. */
export function cosponsor(
  proposal: Proposal,
  asked: { readonly already: boolean; readonly holidays: Holidays },
  standing: Standing,
): ProposalFact | Refusal {
  if (standing.subjectId === proposal.authorId) return refuse("author-cannot-cosponsor");
  if (asked.already) return refuse("already-cosponsored");
  const refusal = notAt(proposal, "cosponsor");
  if (refusal) return refusal;
  const today = dayOf(standing.at);
  if (proposal.windowEnds && today > proposal.windowEnds)
    return refuse("support-window-over", { day: proposal.windowEnds });
  const count = proposal.cosponsors + 1;
  const enough = count >= (proposal.cosponsorsNeeded ?? Infinity);
  const reviewDue = enough ? reviewDueFrom(proposal, today, asked.holidays) : null;
  return record(standing, "proposal.cosponsored", proposal.proposalId, { count, reviewDue });
}

/** The author takes up a neighbour's wording of one part: a new version, with the support and the admission it had. */
export function amend(
  proposal: Proposal,
  amended: { readonly hash: string; readonly viewId: string; readonly field: string },
  standing: Standing,
): Extract<ProposalFact, { readonly kind: "proposal.amended" }> | Refusal {
  const refusal = notAuthor(proposal, standing) ?? notAt(proposal, "amend");
  if (refusal) return refusal;
  const { hash, viewId, field } = amended;
  const version = proposal.version + 1;
  return record(standing, "proposal.amended", proposal.proposalId, { version, hash, viewId, field });
}

/** The author takes it back, as long as no motion has been drawn from it. */
export function withdraw(proposal: Proposal, standing: Standing): ProposalFact | Refusal {
  const refusal = notAuthor(proposal, standing) ?? notAt(proposal, "withdraw");
  if (refusal) return refusal;
  return record(standing, "proposal.withdrawn", proposal.proposalId, { from: proposal.status });
}

/** The author agrees to be named, or takes that back: at any step, for it is theirs to say (个人信息保护法 15). */
export function showName(proposal: Proposal, named: boolean, standing: Standing): ProposalFact | Refusal {
  return (
    notAuthor(proposal, standing) ?? record(standing, "proposal.nameShown", proposal.proposalId, { named })
  );
}

/** The proposal after a fact. Folding all its facts from null gives its row again. */
export function apply(proposal: Proposal | null, fact: ProposalFact): Proposal {
  const before = proposal ?? begun(fact);
  switch (fact.kind) {
    case "proposal.written":
      return { ...before, version: fact.body.version, authorNamed: fact.body.authorNamed };
    case "proposal.opened":
      return {
        ...before,
        status: "seekingSupport",
        year: fact.body.year,
        number: fact.body.number,
        openedAt: fact.at,
        windowEnds: fact.body.windowEnds,
        cosponsorsNeeded: fact.body.needed,
        rules: fact.body.rules,
        firstYes: fact.body.firstYes ?? null,
      };
    case "proposal.resubmitted":
      return {
        ...before,
        status: "admissibility",
        reviewDue: fact.body.reviewDue,
        firstYes: fact.body.firstYes ?? before.firstYes,
      };
    case "proposal.cosponsored":
      return {
        ...before,
        cosponsors: fact.body.count,
        status: fact.body.reviewDue ? "admissibility" : before.status,
        reviewDue: fact.body.reviewDue,
      };
    case "proposal.reviewed":
      if (!fact.body.decides) return before;
      return {
        ...before,
        status: fact.body.decides === "admit" ? "admitted" : "returned",
        reviewDue: null,
        firstYes: fact.body.firstYes ?? before.firstYes,
      };
    case "proposal.appealed":
      return { ...before, status: "appealed" };
    case "proposal.appealDecided":
      return { ...before, status: fact.body.decides === "admit" ? "admitted" : "returned" };
    case "proposal.amended":
      return { ...before, version: fact.body.version };
    case "proposal.withdrawn":
      return { ...before, status: "withdrawn", reviewDue: null };
    case "proposal.nameShown":
      return { ...before, authorNamed: fact.body.named };
  }
}

function begun(fact: ProposalFact): Proposal {
  return {
    proposalId: fact.objectId,
    authorId: fact.subjectId ?? "",
    status: "draft",
    version: 0,
    authorNamed: false,
    year: null,
    number: null,
    openedAt: null,
    windowEnds: null,
    cosponsors: 0,
    cosponsorsNeeded: null,
    reviewDue: null,
    firstYes: null,
    rules: null,
  };
}

/** Until when the reviewers have to answer, by the rules that the proposal was opened with (`admissibility.workingDays`). */
function reviewDueFrom(proposal: Proposal, today: Day, holidays: Holidays): Day {
  const { workingDays } = setting(proposal.rules ?? rulesBefore, "admissibility.workingDays");
  return addWorkingDays(today, workingDays, holidays);
}

/** Whether a step of the table may be taken from where the proposal stands; only its author has these asked of them. */
export function notForAuthor(proposal: Proposal, step: Step, standing: Standing): Refusal | null {
  return notAuthor(proposal, standing) ?? notAt(proposal, step);
}

function notAuthor(proposal: Proposal, standing: Standing): Refusal | null {
  return standing.subjectId === proposal.authorId ? null : refuse("only-the-author");
}

/** Whether a step may not be taken from where the proposal stands. */
export function notAt(proposal: Proposal, step: Step): Refusal | null {
  const allowed: readonly Status[] = steps[step];
  return allowed.includes(proposal.status)
    ? null
    : refuse("proposal-not-at-this-step", { status: proposal.status });
}
