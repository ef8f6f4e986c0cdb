import { addDays, addWorkingDays, dayOf, endOf, type Day, type Holidays, type Instant } from "./calendar.ts";
import type { Change } from "./motions/change.ts";
import type { Opening } from "./deciders.ts";
import { notInWindow } from "./motions/window.ts";
import { electoratesFor, scopeOf, type Electorate } from "./electorates.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import type { Status } from "./proposals.ts";
import type { FollowUp } from "./resolutions/follow-up.ts";
import { follow, type AfterFact } from "./resolutions/steps.ts";
import { agreedBy, notYetAgreed, type Agreement, type AgreementFact } from "./motions/agreement.ts";
import type { Drafted, Scheduled } from "./motions/bodies.ts";
import { notAskable, type Form } from "./motions/forms.ts";
import type { VoteRules } from "./motions/rules.ts";
import { notBeside, type Part } from "./motions/several.ts";
import type { MotionStatus } from "./motions/status.ts";
import { notAt } from "./motions/steps.ts";
import type { Outcome } from "./motions/outcome.ts";

export interface Motion {
  readonly motionId: string;
  readonly proposalId: string;
  /** Which of its proposal's motions it is, from 1. */
  readonly ordinal: number;
  readonly status: MotionStatus;
  readonly version: number;
  readonly electorate: Electorate;
  /** The group or the building whose vote it is; nothing where it is the whole community's. */
  readonly scope: string | null;
  /** Of owners: whether the law asks more of them over this matter (Civil Code 278). */
  readonly special: boolean | null;
  /** How it is answered, and of how many options; none where it is by yes or no. */
  readonly form: Form;
  readonly options: number;
  /** What its proposer says of the words, and until which day; nothing where nobody else drew it. */
  readonly agreement: Agreement | null;
  readonly agreeBy: Day | null;
  readonly rules: VoteRules | null;
  readonly priorStudyOn: Day | null;
  readonly noticedAt: Instant | null;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly appBallotsCount: boolean | null;
  readonly seats: number | null;
  /** Of owners: all the area on the frozen roll. */
  readonly areaSquareCentimetres: number | null;
  readonly countedAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly noticeEnds: Day | null;
  /** When neighbours are asked whether it still serves; known once the work is accepted. */
  readonly followUp: FollowUp | null;
  /** Of a second vote, after too few took part in the first: which of the proposal's motions it repeats. */
  readonly repeats?: number | null;
}

export type { Decided, Outcome, Papers } from "./motions/outcome.ts";

export type MotionFact =
  | Recorded<"motion.drafted", Drafted>
  | AgreementFact
  | Recorded<"motion.priorStudied", { on: Day }>
  | Recorded<"motion.scheduled", Scheduled>
  | Repeated
  | RollChanged
  | Recorded<"motion.counted", Outcome>
  | Recorded<"motion.published", { year: number; number: number; noticeEnds: Day; advisory?: boolean }>
  | Recorded<"motion.milestonesPlanned", { milestones: number }>
  | AfterFact;

/** A second vote over the same text: it begins announced. */
export type Repeated = Recorded<
  "motion.repeated",
  Scheduled &
    Pick<Motion, "proposalId" | "ordinal" | "version" | "electorate" | "scope" | "special"> &
    Partial<Pick<Motion, "form" | "options" | "agreement" | "agreeBy">> & { readonly repeats: number }
>;
/** The frozen roll after a challenge was answered: by what, and how large it is now. */
export type RollChanged = Recorded<
  "motion.rollChanged",
  {
    what: Change;
    seats: number;
    areaSquareCentimetres?: number;
  }
>;
export type Published = Extract<MotionFact, { kind: "motion.published" }>;
export type Planned = Extract<MotionFact, { kind: "motion.milestonesPlanned" }>;

/**
 * Writes the motion of an admitted proposal, or a new version of it; after a new version the prior study is made again.
 * It is put to the body that decides the proposal and to no other; over what owners own, residents may be asked their opinion.
 */
export function draft(
  motion: Motion | null,
  asked: {
    readonly motionId: string;
    readonly proposalId: string;
    readonly proposalStatus: Status;
    /** Who decides the proposal, by the first question with a yes. */
    readonly firstYes: Opening | null;
    readonly electorate: Electorate;
    readonly scope: string | null;
    readonly special: boolean | null;
    readonly form: Form;
    /** What the options are called, in their places. */
    readonly options: readonly string[];
    /** Until which day the proposer is asked whether they agree; nothing where they drew it, or the committee proposed it. */
    readonly agreeBy: Day | null;
    /** Which of the proposal's motions it is, and the others that there are. */
    readonly ordinal: number;
    readonly others: readonly Part[];
    /** Whether it is said why this body is asked as well. */
    readonly explained: boolean;
    readonly hash: string;
  },
  standing: Standing,
): MotionFact | Refusal {
  if (!motion && asked.others.length === 0 && asked.proposalStatus !== "admitted") {
    return refuse("proposal-not-at-this-step", { status: asked.proposalStatus });
  }
  const refusal = motion && notAt(motion, "rewrite");
  if (refusal) return refusal;
  if (motion?.agreement === "both") return refuse("both-texts-go");
  if (!electoratesFor(asked).includes(asked.electorate)) return refuse("another-body-decides");
  const beside = notBeside(asked.others, { ...asked, begun: !motion });
  if (beside) return beside;
  const { electorate, scope, special, form, options, agreeBy } = asked;
  if (scopeOf(electorate) === "group" && scope === null) return refuse("nobody-votes-there");
  const unaskable = notAskable(asked);
  if (unaskable) return unaskable;
  return record(standing, "motion.drafted", asked.motionId, {
    proposalId: asked.proposalId,
    ...(asked.ordinal > 1 && { ordinal: asked.ordinal }),
    version: (motion?.version ?? 0) + 1,
    electorate,
    ...(scopeOf(electorate) === null ? {} : { scope }),
    ...(electorate === "owner" && { special: special === true }),
    ...(form !== "yesNo" && { form, options: options.length }),
    ...(agreeBy !== null && { agreeBy }),
    hash: asked.hash,
  });
}

/** Records that the community's Party organisation studied the matter (`meeting.priorStudy`): the fact and its date. */
export function recordPriorStudy(motion: Motion, on: Day, standing: Standing): MotionFact | Refusal {
  const refusal = notAt(motion, "recordPriorStudy");
  if (refusal) return refusal;
  if (on > dayOf(standing.at)) return refuse("day-in-the-future", { day: on });
  return record(standing, "motion.priorStudied", motion.motionId, { on });
}

/**
 * Announces the vote: the notice goes out, the roll of seats is frozen, the rule book is written down as it stands.
 * What the Party organisation has to study first is not announced before (`meeting.priorStudy.required`), what another
 * body decides never, and what experts have to look at not before they were heard and answered. Nor is it as long as its
 * proposer may still agree to the words, or put their own.
 */
export function schedule(
  motion: Motion,
  asked: {
    readonly rules: VoteRules;
    readonly opensAt: Instant;
    readonly closesAt: Instant;
    readonly seats: number;
    readonly areaSquareCentimetres: number | null;
    readonly appBallotsCount: boolean;
    readonly firstYes: Opening | null;
    /** Why experts still have to be heard or answered (`notYetAdvised`): then it is not announced. */
    readonly notYetAdvised: Refusal | null;
  },
  standing: Standing,
): MotionFact | Refusal {
  const { rules, opensAt, closesAt } = asked;
  const unstudied = motion.status === "drafted" && rules.priorStudyRequired === false;
  const refusal = unstudied ? null : notAt(motion, "schedule");
  if (refusal) return refusal;
  if (!electoratesFor({ ...asked, ordinal: motion.ordinal }).includes(motion.electorate))
    return refuse("another-body-decides");
  const waiting = asked.notYetAdvised ?? notYetAgreed(motion, standing.at);
  if (waiting) return waiting;
  const outside = notInWindow(rules, { today: dayOf(standing.at), opensAt, closesAt });
  if (outside) return outside;
  if (asked.seats === 0) return refuse("roll-empty");
  return record(standing, "motion.scheduled", motion.motionId, {
    rules,
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    seats: asked.seats,
    ...(asked.areaSquareCentimetres !== null && { areaSquareCentimetres: asked.areaSquareCentimetres }),
    appBallotsCount: asked.appBallotsCount,
  });
}

/**
 * The secretary publishes the result; what was passed stays on public notice before it takes effect (`vote.noticeDays`).
 * An opinion is published as one and never takes effect, however many were for it.
 */
export function publish(
  motion: Motion,
  asked: { readonly year: number; readonly number: number; readonly advisory: boolean },
  standing: Standing,
): Published | Refusal {
  const refusal = notAt(motion, "publish");
  if (refusal) return refusal;
  if (motion.noticeEnds) return refuse("already-published");
  const noticeEnds = addDays(dayOf(standing.at), motion.rules?.publicNoticeDays ?? 0);
  return record(standing, "motion.published", motion.motionId, { ...asked, noticeEnds });
}

/** Once in force, the resolution is given its milestones: what, who, by when. */
export function planMilestones(motion: Motion, milestones: number, standing: Standing): Planned | Refusal {
  const refusal = notAt(motion, "planMilestones");
  if (refusal) return refusal;
  if (!inForce(motion, standing.at)) return refuse("notice-still-running", { day: motion.noticeEnds ?? "" });
  if (milestones === 0) return refuse("milestones-needed");
  return record(standing, "motion.milestonesPlanned", motion.motionId, { milestones });
}

/** In force from the end of its public notice, as long as no objection waits for its answer or was upheld. */
export function inForce(motion: Pick<Motion, "status" | "noticeEnds">, now: Instant): boolean {
  if (motion.status === "implementing" || motion.status === "accepted") return true;
  return motion.status === "noticed" && motion.noticeEnds !== null && now >= endOf(motion.noticeEnds);
}

/** By which day the result must be published (`vote.publishWorkingDays`, counted from the close of the vote). */
export function publicationDue(motion: Pick<Motion, "closesAt" | "rules">, holidays: Holidays): Day | null {
  if (!motion.closesAt || !motion.rules) return null;
  return addWorkingDays(dayOf(motion.closesAt), motion.rules.publishWorkingDays, holidays);
}

/** The motion after a fact. Folding all its facts from null gives its row again. */
export function apply(motion: Motion | null, fact: MotionFact): Motion {
  const before = motion ?? begun(fact);
  switch (fact.kind) {
    case "motion.drafted":
      return {
        ...before,
        status: "drafted",
        version: fact.body.version,
        electorate: fact.body.electorate,
        scope: fact.body.scope ?? null,
        special: fact.body.special ?? null,
        form: fact.body.form ?? "yesNo",
        options: fact.body.options ?? 0,
        agreement: fact.body.agreeBy ? "asked" : null,
        agreeBy: fact.body.agreeBy ?? null,
        priorStudyOn: null,
      };
    case "motion.agreed":
    case "motion.textPut":
    case "motion.textTakenOver":
    case "motion.bothTexts":
      return { ...before, ...agreedBy(fact) };
    case "motion.priorStudied":
      return { ...before, status: "priorStudied", priorStudyOn: fact.body.on };
    case "motion.scheduled":
      return { ...before, ...announced(fact) };
    case "motion.repeated": {
      const { version, scope, special, repeats } = fact.body;
      const { form = "yesNo", options = 0, agreement = null, agreeBy = null } = fact.body;
      const asFirst = { version, scope, special, form, options, agreement, agreeBy };
      return { ...before, ...asFirst, repeats, ...announced(fact) };
    }
    case "motion.rollChanged":
      return {
        ...before,
        seats: fact.body.seats,
        areaSquareCentimetres: fact.body.areaSquareCentimetres ?? null,
      };
    case "motion.counted":
      return { ...before, status: fact.body.result, countedAt: fact.at, outcome: fact.body };
    case "motion.published":
      return {
        ...before,
        status: before.status === "passed" && fact.body.advisory !== true ? "noticed" : before.status,
        noticeEnds: fact.body.noticeEnds,
      };
    case "motion.milestonesPlanned":
      return { ...before, status: "implementing" };
    default:
      return { ...before, ...follow(before, fact) };
  }
}

function announced({ at, body }: Extract<MotionFact, { kind: "motion.scheduled" | "motion.repeated" }>) {
  return {
    status: "scheduled",
    rules: body.rules,
    noticedAt: at,
    opensAt: new Date(body.opensAt),
    closesAt: new Date(body.closesAt),
    seats: body.seats,
    areaSquareCentimetres: body.areaSquareCentimetres ?? null,
    appBallotsCount: body.appBallotsCount,
  } as const;
}

function begun(fact: MotionFact): Motion {
  if (fact.kind !== "motion.drafted" && fact.kind !== "motion.repeated")
    throw new Error("a motion begins with its draft");
  return {
    motionId: fact.objectId,
    proposalId: fact.body.proposalId,
    ordinal: fact.body.ordinal ?? 1,
    repeats: null,
    status: "drafted",
    version: 0,
    electorate: fact.body.electorate,
    scope: null,
    special: null,
    form: "yesNo",
    options: 0,
    agreement: null,
    agreeBy: null,
    rules: null,
    priorStudyOn: null,
    noticedAt: null,
    opensAt: null,
    closesAt: null,
    appBallotsCount: null,
    seats: null,
    areaSquareCentimetres: null,
    countedAt: null,
    outcome: null,
    noticeEnds: null,
    followUp: null,
  };
}
