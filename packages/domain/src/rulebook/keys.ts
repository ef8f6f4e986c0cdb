import type { Base } from "../shares.ts";
import { tieRules } from "../tally/options.ts";

/**
 * Which way a community may move a setting: stricter on itself, or kinder to those who hold a right, never looser.
 * `higher` and `lower` speak of the number (for a boolean, true is higher); `narrower` of a range; `neither` is fixed or free.
 */
export type Stricter = "higher" | "lower" | "narrower" | "neither";

/** What a key of the rule book means, whatever its value in a given book. */
export type KeyMeaning =
  | { readonly kind: "share"; readonly base: Base; readonly stricter: Stricter }
  | { readonly kind: "integer" | "days" | "workingDays" | "boolean"; readonly stricter: Stricter }
  | { readonly kind: "range"; readonly stricter: "narrower" }
  | { readonly kind: "choice"; readonly of: readonly string[]; readonly stricter: "neither" };

/** Every key of the rule book: its kind, what a share is a share of, and which direction is stricter. */
export const ruleKeys = {
  "voter.age": { kind: "integer", stricter: "neither" },
  "voter.residenceMonths": { kind: "integer", stricter: "lower" },

  "proposal.cosponsors": { kind: "integer", stricter: "lower" },
  "proposal.cosponsorsBuildingShare": { kind: "share", base: "buildingResidents18", stricter: "lower" },
  "proposal.windowDays": { kind: "days", stricter: "higher" },
  "proposal.mergerDays": { kind: "days", stricter: "higher" },
  "admissibility.reviewers": { kind: "integer", stricter: "higher" },
  "admissibility.workingDays": { kind: "workingDays", stricter: "lower" },
  "admissibility.appealDays": { kind: "days", stricter: "higher" },
  "admissibility.appealDecideDays": { kind: "days", stricter: "lower" },
  "admissibility.decidedWithinMonths": { kind: "integer", stricter: "lower" },
  "delib.noticeDays": { kind: "days", stricter: "higher" },
  "delib.minParticipants": { kind: "integer", stricter: "higher" },
  "delib.openDays": { kind: "days", stricter: "higher" },
  "delib.resultPublishWorkingDays": { kind: "workingDays", stricter: "lower" },
  "delib.feedbackDays": { kind: "days", stricter: "lower" },
  "delib.viewsPerDay": { kind: "integer", stricter: "higher" },
  "delib.editMinutes": { kind: "integer", stricter: "neither" },
  "delib.answerWorkingDays": { kind: "workingDays", stricter: "lower" },
  "delib.appealWorkingDays": { kind: "workingDays", stricter: "lower" },
  "expert.major": { kind: "integer", stricter: "higher" },
  "expert.minor": { kind: "integer", stricter: "higher" },
  "expert.costThreshold": { kind: "integer", stricter: "lower" },
  "expert.nominators": { kind: "integer", stricter: "lower" },
  "expert.committeeChecks": { kind: "integer", stricter: "higher" },
  "expert.supervisionChecks": { kind: "integer", stricter: "higher" },
  "expert.termYears": { kind: "integer", stricter: "neither" },
  "expert.confirmMonths": { kind: "integer", stricter: "lower" },
  "expert.objectors": { kind: "integer", stricter: "lower" },
  "expert.recordPeople": { kind: "integer", stricter: "higher" },
  "expert.replyWorkingDays": { kind: "workingDays", stricter: "neither" },
  "expert.decideWorkingDays": { kind: "workingDays", stricter: "lower" },
  "expert.replaceWorkingDays": { kind: "workingDays", stricter: "lower" },
  "expert.opinionWorkingDays": { kind: "workingDays", stricter: "neither" },
  "expert.responseWorkingDays": { kind: "workingDays", stricter: "lower" },

  "motion.agreeWorkingDays": { kind: "workingDays", stricter: "higher" },

  "meeting.residents.form": { kind: "choice", of: ["person", "household"], stricter: "neither" },
  "meeting.residents.quorum.persons": { kind: "share", base: "residents18", stricter: "higher" },
  "meeting.residents.quorum.households": { kind: "share", base: "households", stricter: "higher" },
  "meeting.residents.majority": { kind: "share", base: "present", stricter: "higher" },
  "meeting.residents.petition.persons": { kind: "share", base: "residents18", stricter: "lower" },
  "meeting.residents.petition.households": { kind: "share", base: "households", stricter: "lower" },
  "meeting.residents.petition.reps": { kind: "share", base: "repsInOffice", stricter: "lower" },
  "meeting.petition.windowDays": { kind: "days", stricter: "higher" },
  "meeting.residents.conveneWithinDays": { kind: "days", stricter: "lower" },
  "meeting.residents.noticeDays": { kind: "days", stricter: "higher" },
  "meeting.reps.share": { kind: "share", base: "repsMeetingMembers", stricter: "higher" },
  "meeting.reps.petition": { kind: "share", base: "repsInOffice", stricter: "lower" },
  "meeting.reps.quorum": { kind: "share", base: "repsMeetingMembers", stricter: "higher" },
  "meeting.reps.majority": { kind: "share", base: "present", stricter: "higher" },
  "meeting.group.quorum.persons": { kind: "share", base: "groupResidents18", stricter: "higher" },
  "meeting.group.quorum.households": { kind: "share", base: "groupHouseholds", stricter: "higher" },
  "meeting.group.majority": { kind: "share", base: "present", stricter: "higher" },
  "meeting.minutes.workingDays": { kind: "workingDays", stricter: "lower" },
  "meeting.minutes.correctionDays": { kind: "days", stricter: "higher" },
  "meeting.windowDays": { kind: "range", stricter: "narrower" },
  "meeting.priorStudy.required": { kind: "boolean", stricter: "higher" },
  "committee.termYears": { kind: "integer", stricter: "neither" },
  "committee.size": { kind: "range", stricter: "narrower" },
  "committee.noticeDays": { kind: "days", stricter: "higher" },
  "committee.quorum": { kind: "share", base: "membersInOffice", stricter: "higher" },
  "committee.majority": { kind: "share", base: "present", stricter: "higher" },

  "vote.rollFreezeDays": { kind: "days", stricter: "neither" },
  "vote.rollObjectionDays": { kind: "days", stricter: "higher" },
  "vote.rollAnswerWorkingDays": { kind: "workingDays", stricter: "lower" },
  "vote.windowDays": { kind: "range", stricter: "narrower" },
  "vote.scrutineers": { kind: "integer", stricter: "higher" },
  "vote.tie": { kind: "choice", of: tieRules, stricter: "neither" },
  "vote.open.namesShown": { kind: "boolean", stricter: "lower" },
  "vote.repeatWithinDays": { kind: "days", stricter: "lower" },
  "vote.publishWorkingDays": { kind: "workingDays", stricter: "lower" },
  "vote.noticeDays": { kind: "days", stricter: "higher" },
  "vote.recountWorkingDays": { kind: "workingDays", stricter: "lower" },
  "objection.answerWorkingDays": { kind: "workingDays", stricter: "lower" },
  "milestone.lateFlagWorkingDays": { kind: "workingDays", stricter: "lower" },
  "acceptance.authorWorkingDays": { kind: "workingDays", stricter: "higher" },
  "followUp.firstDays": { kind: "days", stricter: "neither" },
  "followUp.secondDays": { kind: "days", stricter: "neither" },
  "followUp.windowDays": { kind: "days", stricter: "higher" },

  "election.rollNoticeDays": { kind: "days", stricter: "higher" },
  "election.rollAppealDays": { kind: "days", stricter: "higher" },
  "election.turnout.voters": { kind: "share", base: "registeredVoters", stricter: "higher" },
  "election.turnout.reps": { kind: "share", base: "repsInOffice", stricter: "higher" },
  "recall.petition.voters": { kind: "share", base: "registeredVoters", stricter: "lower" },
  "recall.petition.reps": { kind: "share", base: "repsInOffice", stricter: "lower" },
  "recall.pass": { kind: "share", base: "ballotsCast", stricter: "neither" },
  "appraisal.perYear": { kind: "integer", stricter: "higher" },
  "appraisal.failsToEndOffice": { kind: "integer", stricter: "lower" },

  "disclosure.general.months": { kind: "integer", stricter: "lower" },
  "disclosure.finance.busyMonths": { kind: "integer", stricter: "lower" },
  "disclosure.answerWorkingDays": { kind: "workingDays", stricter: "lower" },
  "supervision.size": { kind: "range", stricter: "narrower" },

  "owners.participation": { kind: "share", base: "areaAndHeads", stricter: "higher" },
  "owners.ordinary": { kind: "share", base: "participatingAreaAndHeads", stricter: "higher" },
  "owners.special": { kind: "share", base: "participatingAreaAndHeads", stricter: "higher" },
  "owners.noticeDays": { kind: "days", stricter: "higher" },
  "owners.petition": { kind: "share", base: "ownerHeads", stricter: "lower" },

  "mediation.committee.size": { kind: "range", stricter: "narrower" },
  "mediation.committee.termYears": { kind: "integer", stricter: "neither" },
  "mediation.fee": { kind: "integer", stricter: "neither" },
  "mediation.anyPartyMayEnd": { kind: "boolean", stricter: "neither" },
  "mediation.inviteNeedsConsent": { kind: "boolean", stricter: "neither" },
  "mediation.confirmDays": { kind: "days", stricter: "neither" },
  "mediation.usualDays": { kind: "days", stricter: "lower" },
  "mediation.acceptReplyWorkingDays": { kind: "workingDays", stricter: "lower" },
  "mediation.returnVisitDays": { kind: "days", stricter: "lower" },

  "intake.triageWorkingDays": { kind: "workingDays", stricter: "lower" },
  "matter.answerWorkingDays": { kind: "workingDays", stricter: "lower" },
  "invitation.validDays": { kind: "days", stricter: "lower" },
  "roll.contestAnswerWorkingDays": { kind: "workingDays", stricter: "lower" },
  "privacy.answerWorkingDays": { kind: "workingDays", stricter: "lower" },
  "privacy.sightingMonths": { kind: "integer", stricter: "neither" },
  "privacy.leftMonths": { kind: "integer", stricter: "lower" },
  "privacy.draftMonths": { kind: "integer", stricter: "lower" },
  "privacy.contestMonths": { kind: "integer", stricter: "lower" },
  "privacy.slipDays": { kind: "days", stricter: "lower" },
  "privacy.readingDays": { kind: "days", stricter: "lower" },
  "privacy.impactAssessmentYears": { kind: "integer", stricter: "higher" },
  "privacy.minCell": { kind: "integer", stricter: "higher" },
} as const satisfies Record<string, KeyMeaning>;

export type RuleKey = keyof typeof ruleKeys;
