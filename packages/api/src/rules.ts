import type { Cited, Electorate, VoteRules } from "@yishi/domain/motions";
import type { SupportRules } from "@yishi/domain/proposals";
import { setting, type RuleSetting } from "@yishi/domain/rulebook";
import { cnUrban2025 } from "@yishi/domain/rulebook/cn-urban-2025";

/** The rule book in force in a community. Every community has the default until it resolves on a stricter one. */
export const book = cnUrban2025;

export const votingAge = setting(book, "voter.age").integer;
export const termYears = setting(book, "committee.termYears").integer;
export const reviewWorkingDays = setting(book, "admissibility.workingDays").workingDays;
export const slipValidDays = setting(book, "invitation.validDays").days;

/** What opening a proposal goes by. */
export const supportRules: SupportRules = {
  cosponsors: setting(book, "proposal.cosponsors").integer,
  buildingShare: setting(book, "proposal.cosponsorsBuildingShare"),
  windowDays: setting(book, "proposal.windowDays").days,
};

const quorumKeys = {
  household: "meeting.residents.quorum.households",
  person: "meeting.residents.quorum.persons",
} as const satisfies Record<Electorate, string>;

/** What is written down when a vote is announced and holds for it whatever the rule book says later. */
export function voteRules(electorate: Electorate): VoteRules {
  return {
    book: book.name,
    quorum: setting(book, quorumKeys[electorate]),
    majority: setting(book, "meeting.residents.majority"),
    noticeDays: setting(book, "meeting.residents.noticeDays").days,
    windowDays: setting(book, "vote.windowDays"),
    publishWorkingDays: setting(book, "vote.publishWorkingDays").workingDays,
    publicNoticeDays: setting(book, "vote.noticeDays").days,
    lateFlagWorkingDays: setting(book, "milestone.lateFlagWorkingDays").workingDays,
    votingAge,
    citations: { quorum: cited(quorumKeys[electorate]), majority: cited("meeting.residents.majority") },
  };
}

function cited(key: (typeof quorumKeys)[Electorate] | "meeting.residents.majority"): Cited {
  const { citation, provenance }: RuleSetting = book.settings[key];
  return { law: citation?.law ?? "", article: citation?.article ?? "", provenance };
}
