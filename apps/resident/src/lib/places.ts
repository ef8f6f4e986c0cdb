import { acts, type Act } from "@yishi/domain/roles";

/** What a post lets one do, in the order in which a community comes to need it, with the page below the community's. */
const places = {
  "roll.import": "roll#import",
  "roll.change": "roll/people",
  "roll.export": "roll#save",
  "roll.answerContests": "contests",
  "roll.search": "people",
  "owners.import": "owners#import",
  "owners.see": "owners#building",
  "slips.issue": "slips",
  "accounts.recover": "recovery",
  "posts.appoint": "posts#appoint",
  "posts.end": "posts",
  "charter.adopt": "charter#enter",
  "rules.change": "rules",
  "desk.actFor": "people",
  "experts.check": "experts/applications",
  "experts.fields": "experts#field",
  "consultations.choose": "proposals?state=review",
  "consultations.decide": "experts/declarations",
  "consultations.respond": "proposals?state=review",
  "views.answer": "work",
  "views.moderate": "moderation",
  "proposals.review": "proposals?state=review",
  "appeals.record": "proposals?state=review",
  "mergers.suggest": "proposals?state=support",
  "motions.draft": "proposals?state=review",
  "motions.recordPriorStudy": "proposals?state=review",
  "motions.schedule": "proposals?state=review",
  "challenges.answer": "proposals?state=vote",
  "challenges.confirm": "proposals?state=vote",
  "ballots.transcribe": "proposals?state=vote",
  "ballots.count": "proposals?state=vote",
  "ballots.names": "proposals?state=decided",
  "resolutions.publish": "proposals?state=vote",
  "objections.answer": "proposals?state=decided",
  "objections.courtCase": "proposals?state=decided",
  "resolutions.carryOut": "proposals?state=decided",
  "petitions.check": "petitions",
  "petitions.answer": "petitions",
  "meetings.call": "meetings/new",
  "meetings.attend": "meetings",
  "meetings.enter": "meetings",
  "meetings.vote": "meetings",
  "meetings.minute": "meetings",
  "meetings.names": "meetings",
  "acceptances.standIn": "proposals?state=decided",
  "recusals.ask": "proposals",
} as const satisfies Record<Act, string>;

/** Every act there is, in that order: what a post permits is never left unsaid. */
export const shownActs: readonly Act[] = Object.keys(places).filter((act) => isAct(act));

/** Where an act is taken: its own page, or the proposals among which it is. */
export function placeOf(slug: string, act: Act): string {
  return `/${slug}/${places[act]}`;
}

function isAct(written: string): written is Act {
  return written in acts;
}
