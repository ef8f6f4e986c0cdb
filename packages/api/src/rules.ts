import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/rules";
import { dayOf } from "@yishi/domain/calendar";
import { consultationKeys, type ConsultationRules } from "@yishi/domain/consultations";
import { expertKeys, type ExpertRules } from "@yishi/domain/experts";
import { meetingKeys, type MeetingRules } from "@yishi/domain/meetings/meeting";
import { mergerKeys } from "@yishi/domain/mergers";
import type { Motion } from "@yishi/domain/motions";
import { scrutineersNeeded } from "@yishi/domain/motions/count";
import { majorityRule, meanings } from "@yishi/domain/electorates";
import type { Cited, VoteRules } from "@yishi/domain/motions/rules";
import { petitionKeys, type PetitionRules } from "@yishi/domain/petitions";
import type { Sizes } from "@yishi/domain/posts/serving";
import { privacyKeys } from "@yishi/domain/privacy/periods";
import type { Proposal } from "@yishi/domain/proposals";
import { proposalKeys, type ProposalRules } from "@yishi/domain/proposals/rules";
import { reviewersNeeded } from "@yishi/domain/proposals/review";
import type { Hands } from "@yishi/domain/recusals";
import { afterKeys, afterRules } from "@yishi/domain/resolutions/rules";
import { setting, type RuleBook, type RuleSetting } from "@yishi/domain/rulebook";
import { bookOn } from "@yishi/domain/rulebook/changes";
import { viewKeys } from "@yishi/domain/views";
import { cnUrban2025 } from "@yishi/domain/rulebook/cn-urban-2025";
import type { RuleKey } from "@yishi/domain/rulebook/keys";
import { snapshot } from "@yishi/domain/rulebook/snapshot";

/** The book of the law itself, before any community made anything of it stricter. */
export const defaultBook: RuleBook = cnUrban2025;

// The law names these three exactly, so that no community can have others.
export const votingAge = setting(defaultBook, "voter.age").integer;
export const termYears = setting(defaultBook, "committee.termYears").integer;
export const mediationTermYears = setting(defaultBook, "mediation.committee.termYears").integer;

/** The rules of a community as they are today, to be shown or to be gone by at once. */
export async function rulesOf(tx: Tx): Promise<RuleBook> {
  return bookOn(defaultBook, await store.changes(tx), dayOf(tx.now));
}

/** The rules of a community for something that opens now and keeps them, whatever is adopted meanwhile. */
export async function rulesForOpening(tx: Tx): Promise<RuleBook> {
  return bookOn(defaultBook, await store.changesForOpening(tx), dayOf(tx.now));
}

/** For how long a slip is good that is printed now. */
export function slipValidDays(book: RuleBook): number {
  return setting(book, "invitation.validDays").days;
}

/** How many people each body has. */
export function postSizes(book: RuleBook): Sizes {
  return {
    committee: setting(book, "committee.size"),
    supervision: setting(book, "supervision.size"),
    mediation: setting(book, "mediation.committee.size"),
  };
}

/** How many people the steps of an item take, by the rules that were written down with it. Two clerks read each paper. */
export function handsOf(proposal: Pick<Proposal, "rules">, motion: Pick<Motion, "rules"> | null): Hands {
  return {
    reviewers: reviewersNeeded(proposal),
    scrutineers: scrutineersNeeded(motion ?? { rules: null }),
    readers: 2,
  };
}

/** What is written down when a proposal is opened and holds for it whatever the rule book says later. */
export function proposalRules(book: RuleBook): ProposalRules {
  return snapshot(book, proposalKeys);
}

/** What is written down when a petition is opened and holds for it whatever the rule book says later. */
export function petitionRules(book: RuleBook): PetitionRules {
  return snapshot(book, petitionKeys);
}

/** What the register of experts goes by today. */
export function expertRules(book: RuleBook): ExpertRules {
  return snapshot(book, expertKeys);
}

/** What is written down when experts are asked and holds for it whatever the rule book says later. */
export function consultationRules(book: RuleBook): ConsultationRules {
  return snapshot(book, consultationKeys);
}

/** What is written down when a meeting is called and holds for it whatever the rule book says later. */
export function meetingRules(book: RuleBook): MeetingRules {
  return snapshot(book, meetingKeys);
}

/** What a vote goes by beside its quorum. */
const voteKeys = [
  "meeting.priorStudy.required",
  "vote.scrutineers",
  "vote.tie",
  "vote.rollObjectionDays",
  "vote.rollAnswerWorkingDays",
  "vote.publishWorkingDays",
  "vote.repeatWithinDays",
  "vote.noticeDays",
  "milestone.lateFlagWorkingDays",
  ...afterKeys,
  "voter.age",
  "voter.residenceMonths",
] as const satisfies readonly RuleKey[];

/** Every number that the software goes by today. The others are kept for what is not built yet, and shown as such. */
export const usedKeys: ReadonlySet<RuleKey> = new Set<RuleKey>([
  ...proposalKeys,
  ...petitionKeys,
  ...expertKeys,
  ...consultationKeys,
  "expert.recordPeople",
  ...meetingKeys,
  ...mergerKeys,
  ...Object.values(meanings).flatMap(({ quorum, majority, notice, window }) => [
    quorum,
    majority,
    notice,
    window,
  ]),
  "owners.special",
  "meeting.reps.share",
  ...voteKeys,
  "motion.agreeWorkingDays",
  "committee.termYears",
  "committee.size",
  "supervision.size",
  "mediation.committee.size",
  "mediation.committee.termYears",
  "invitation.validDays",
  "privacy.minCell",
  ...privacyKeys,
  ...viewKeys,
]);

/** What is written down when a vote is announced and holds for it whatever the rule book says later. */
export function voteRules(
  book: RuleBook,
  { electorate, special }: Pick<Motion, "electorate" | "special">,
): VoteRules {
  const { quorum, notice, window, studied } = meanings[electorate];
  const majority = majorityRule(electorate, special);
  return {
    book: book.name,
    quorum: setting(book, quorum),
    majority: setting(book, majority),
    noticeDays: setting(book, notice).days,
    windowDays: setting(book, window),
    publishWorkingDays: setting(book, "vote.publishWorkingDays").workingDays,
    publicNoticeDays: setting(book, "vote.noticeDays").days,
    lateFlagWorkingDays: setting(book, "milestone.lateFlagWorkingDays").workingDays,
    votingAge: setting(book, "voter.age").integer,
    scrutineers: setting(book, "vote.scrutineers").integer,
    tie: setting(book, "vote.tie").choice,
    priorStudyRequired: studied && setting(book, "meeting.priorStudy.required").boolean,
    after: afterRules(book),
    repeatWithinDays: setting(book, "vote.repeatWithinDays").days,
    roll: {
      objectionDays: setting(book, "vote.rollObjectionDays").days,
      answerWorkingDays: setting(book, "vote.rollAnswerWorkingDays").workingDays,
    },
    citations: { quorum: cited(book, quorum), majority: cited(book, majority) },
    sources: Object.fromEntries(
      [quorum, majority, notice, window, ...voteKeys].map((key) => [key, cited(book, key)]),
    ),
  };
}

function cited(book: RuleBook, key: RuleKey): Cited {
  const { citation, provenance, adopted }: RuleSetting = book.settings[key];
  const source = { law: citation?.law ?? "", article: citation?.article ?? "", provenance };
  return adopted ? { ...source, adopted } : source;
}
