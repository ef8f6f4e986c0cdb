import type { Act } from "@yishi/domain/roles";

/** What a post lets one do, in the order in which a community comes to need it, with the page below the community's. */
const places = {
  "roll.import": "roll",
  "roll.search": "people",
  "owners.import": "owners",
  "owners.see": "owners",
  "slips.issue": "people",
  "posts.appoint": "posts",
  "charter.adopt": "charter",
  "desk.actFor": "people",
  "proposals.review": "proposals?state=review",
  "motions.draft": "proposals?state=review",
  "motions.recordPriorStudy": "proposals?state=review",
  "motions.schedule": "proposals?state=review",
  "ballots.transcribe": "proposals?state=vote",
  "ballots.count": "proposals?state=vote",
  "resolutions.publish": "proposals?state=vote",
  "resolutions.carryOut": "proposals?state=decided",
} as const satisfies Record<Act, string>;

export const shownActs: readonly Act[] = [
  "roll.import",
  "roll.search",
  "owners.import",
  "owners.see",
  "slips.issue",
  "posts.appoint",
  "charter.adopt",
  "desk.actFor",
  "proposals.review",
  "motions.draft",
  "motions.recordPriorStudy",
  "motions.schedule",
  "ballots.transcribe",
  "ballots.count",
  "resolutions.publish",
  "resolutions.carryOut",
];

/** Where an act is taken: its own page, or the proposals among which it is. */
export function placeOf(slug: string, act: Act): string {
  return `/${slug}/${places[act]}`;
}
