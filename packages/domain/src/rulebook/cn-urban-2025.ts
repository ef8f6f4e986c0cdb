import type { RuleBook } from "../rulebook.ts";
import {
  analogy,
  atLeast,
  boolean,
  ceiling,
  choice,
  confirmed,
  days,
  design,
  exactly,
  floor,
  fragment,
  free,
  frozen,
  integer,
  local,
  locked,
  memory,
  moreThan,
  range,
  repealed,
  workingDays,
} from "./writing.ts";

const urban = fragment("居委会组织法(2025)");
const urban2018 = (article: string) => repealed("居委会组织法(2018)", article);
const urbanBoth = (article: string) => confirmed("居委会组织法(2018)", `${article};(2025)`);
const village = (article: string) => analogy("参照村委会组织法", article);
const civilCode278 = confirmed("民法典", "278");
const mediationAct = (article: string) => confirmed("人民调解法", article);

/**
 * 城市居民委员会组织法 as revised on 2025-10-28, in force since 2026-01-01. Where its number has not been read yet, what
 * makes a decision valid takes the stricter candidate, and a right to demand something takes the lower hurdle.
 */
export const cnUrban2025 = frozen({
  name: "cn-urban-2025",
  inForce: { from: "2026-01-01" },
  settings: {
    "voter.age": exactly(integer(18), urban),
    "voter.residenceMonths": ceiling(integer(6), local("甘肃实施办法", "16")),

    "proposal.cosponsors": free(integer(10), design),
    "proposal.cosponsorsBuildingShare": free(atLeast(1, 20, "buildingResidents18"), design),
    "proposal.windowDays": free(days(30), design),
    "proposal.mergerDays": free(days(14), design),
    "admissibility.reviewers": floor(integer(2), design),
    "admissibility.workingDays": free(workingDays(5), design),
    "admissibility.appealDays": free(days(10), design),
    "admissibility.appealDecideDays": free(days(30), design),
    "admissibility.decidedWithinMonths": free(integer(6), design),
    "delib.noticeDays": free(days(7), design),
    "delib.minParticipants": free(integer(9), design),
    "delib.openDays": free(days(7), design),
    "delib.resultPublishWorkingDays": free(workingDays(5), design),
    "delib.feedbackDays": free(days(30), design),
    // What one resident may say of one proposal in a day, and for how many minutes their words can be mended.
    "delib.viewsPerDay": free(integer(5), design),
    "delib.editMinutes": free(integer(15), design),
    "delib.answerWorkingDays": free(workingDays(5), design),
    "delib.appealWorkingDays": free(workingDays(5), design),
    // How many experts sit on a panel for a major matter, and the cost in yuan from which one has to be asked.
    "expert.major": free(integer(3), design),
    "expert.minor": free(integer(1), design),
    "expert.costThreshold": free(integer(50_000), design),
    // The register: who names, who checks, for how long, and how often one says that all is still so.
    "expert.nominators": free(integer(3), design),
    "expert.committeeChecks": floor(integer(2), design),
    "expert.supervisionChecks": floor(integer(1), design),
    "expert.termYears": free(integer(2), design),
    "expert.confirmMonths": free(integer(12), design),
    "expert.objectors": free(integer(5), design),
    // A figure of how useful advice was speaks of so many people at least: it is no mark for one of them.
    "expert.recordPeople": free(integer(3), design),
    "expert.replyWorkingDays": free(workingDays(3), design),
    "expert.decideWorkingDays": free(workingDays(3), design),
    "expert.replaceWorkingDays": free(workingDays(3), design),
    "expert.opinionWorkingDays": free(workingDays(10), design),
    "expert.responseWorkingDays": free(workingDays(10), design),

    // For how long the proposer may put their own words beside those that somebody else drew; who is silent agrees.
    "motion.agreeWorkingDays": free(workingDays(3), design),

    "meeting.residents.form": free(choice("household"), urban2018("9")),
    "meeting.residents.quorum.persons": floor(moreThan(1, 2, "residents18"), urban2018("9")),
    "meeting.residents.quorum.households": floor(atLeast(2, 3, "households"), village("22")),
    "meeting.residents.majority": floor(moreThan(1, 2, "present"), urban2018("9")),
    "meeting.residents.petition.persons": ceiling(atLeast(1, 10, "residents18"), urban),
    "meeting.residents.petition.households": ceiling(
      atLeast(1, 10, "households"),
      fragment("居委会组织法(2025)", "户的比例未见原文，暂按十分之一"),
    ),
    "meeting.residents.petition.reps": ceiling(atLeast(1, 3, "repsInOffice"), urban),
    // No text that was read says for how long names may be gathered, nor by when the meeting has to be held.
    "meeting.petition.windowDays": free(days(60), design),
    "meeting.residents.conveneWithinDays": free(days(30), design),
    "meeting.residents.noticeDays": floor(days(10), village("21")),
    "meeting.reps.share": floor(atLeast(4, 5, "repsMeetingMembers"), urban),
    "meeting.reps.petition": ceiling(atLeast(1, 5, "repsInOffice"), urban),
    "meeting.reps.quorum": floor(atLeast(2, 3, "repsMeetingMembers"), village("26")),
    "meeting.reps.majority": floor(moreThan(1, 2, "present"), village("26")),
    "meeting.group.quorum.persons": floor(atLeast(2, 3, "groupResidents18"), village("28")),
    "meeting.group.quorum.households": floor(atLeast(2, 3, "groupHouseholds"), village("28")),
    "meeting.group.majority": floor(moreThan(1, 2, "present"), village("28")),
    // By when minutes are drafted, and for how long those who were there may say what is wrong in them.
    "meeting.minutes.workingDays": free(workingDays(5), design),
    "meeting.minutes.correctionDays": free(days(5), design),
    "meeting.windowDays": free(range(1, 15), design),
    "meeting.priorStudy.required": floor(boolean(true), confirmed("居委会组织法(2025)")),
    "committee.termYears": exactly(integer(5), urbanBoth("8")),
    "committee.size": ceiling(range(5, 9), urbanBoth("7")),
    "committee.noticeDays": free(days(1), design),
    "committee.quorum": free(moreThan(1, 2, "membersInOffice"), design),
    "committee.majority": floor(moreThan(1, 2, "present"), urban2018("11")),

    "vote.rollFreezeDays": free(days(7), design),
    "vote.rollObjectionDays": floor(days(5), design),
    "vote.rollAnswerWorkingDays": ceiling(workingDays(3), design),
    "vote.windowDays": free(range(3, 15), design),
    "vote.scrutineers": floor(integer(2), design),
    // Of options that reached the majority and have as many, none is decided; no law says who would choose.
    "vote.tie": free(choice("undecided"), design),
    "vote.open.namesShown": free(boolean(false), design),
    "vote.repeatWithinDays": ceiling(days(30), design),
    "vote.publishWorkingDays": free(workingDays(3), design),
    "vote.noticeDays": free(days(7), design),
    "vote.recountWorkingDays": free(workingDays(3), design),
    "objection.answerWorkingDays": free(workingDays(7), design),
    "milestone.lateFlagWorkingDays": free(workingDays(10), design),
    "acceptance.authorWorkingDays": free(workingDays(10), design),
    "followUp.firstDays": free(days(30), design),
    "followUp.secondDays": free(days(180), design),
    "followUp.windowDays": free(days(14), design),

    "election.rollNoticeDays": floor(days(20), urban),
    "election.rollAppealDays": floor(days(5), urban),
    "election.turnout.voters": floor(moreThan(1, 2, "registeredVoters"), urban),
    "election.turnout.reps": floor(moreThan(2, 3, "repsInOffice"), urban),
    "recall.petition.voters": ceiling(atLeast(1, 5, "registeredVoters"), village("16")),
    "recall.petition.reps": ceiling(atLeast(1, 3, "repsInOffice"), village("16")),
    "recall.pass": exactly(moreThan(1, 2, "ballotsCast"), village("16")),
    "appraisal.perYear": floor(integer(1), village("33")),
    "appraisal.failsToEndOffice": ceiling(integer(2), urban),

    "disclosure.general.months": ceiling(integer(3), village("30")),
    "disclosure.finance.busyMonths": ceiling(integer(1), village("30")),
    "disclosure.answerWorkingDays": free(workingDays(7), design),
    "supervision.size": free(range(3, 5), memory("通常三至五人")),

    "owners.participation": floor(atLeast(2, 3, "areaAndHeads"), civilCode278),
    "owners.ordinary": floor(moreThan(1, 2, "participatingAreaAndHeads"), civilCode278),
    "owners.special": floor(atLeast(3, 4, "participatingAreaAndHeads"), civilCode278),
    "owners.noticeDays": floor(days(15), confirmed("物业管理条例", "14")),
    "owners.petition": ceiling(atLeast(1, 5, "ownerHeads"), confirmed("物业管理条例", "13")),

    "mediation.committee.size": ceiling(range(3, 9), mediationAct("8")),
    "mediation.committee.termYears": exactly(integer(3), mediationAct("9")),
    "mediation.fee": locked(integer(0), mediationAct("4")),
    "mediation.anyPartyMayEnd": locked(boolean(true), mediationAct("17,23")),
    "mediation.inviteNeedsConsent": locked(boolean(true), mediationAct("20")),
    "mediation.confirmDays": locked(days(30), mediationAct("33;民事诉讼法205")),
    "mediation.usualDays": ceiling(days(30), repealed("人民调解工作若干规定", "33")),
    "mediation.acceptReplyWorkingDays": free(workingDays(3), design),
    "mediation.returnVisitDays": free(days(15), design),

    "intake.triageWorkingDays": free(workingDays(3), design),
    "matter.answerWorkingDays": free(workingDays(10), design),
    "invitation.validDays": free(days(30), design),
    "roll.contestAnswerWorkingDays": free(workingDays(5), design),
    "privacy.answerWorkingDays": free(workingDays(15), design),
    // How long is kept what has served its purpose (个人信息保护法 19: the shortest time necessary).
    "privacy.sightingMonths": free(integer(24), design),
    "privacy.leftMonths": free(integer(24), design),
    "privacy.draftMonths": free(integer(12), design),
    "privacy.contestMonths": free(integer(24), design),
    "privacy.slipDays": free(days(90), design),
    "privacy.readingDays": free(days(1), design),
    "privacy.impactAssessmentYears": floor(integer(3), confirmed("个人信息保护法", "56")),
    "privacy.minCell": floor(integer(5), design),
  },
} satisfies RuleBook);
