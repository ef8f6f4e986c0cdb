import { holders } from "@yishi/auth/holders";
import * as charters from "@yishi/db/charters";
import type { Tx } from "@yishi/db/client";
import type { Community } from "@yishi/db/communities";
import * as store from "@yishi/db/readiness";
import { dayOf } from "@yishi/domain/calendar";
import { supportersNeeded } from "@yishi/domain/proposals/rules";
import { readiness, type Needs, type Readiness, type Situation } from "@yishi/domain/readiness";
import { bornUntil } from "@yishi/domain/roll";
import { setting, type RuleBook } from "@yishi/domain/rulebook";
import { holidays } from "./holidays.ts";
import { proposalRules, rulesOf, votingAge } from "./rules.ts";

/** How a community stands today, by its own rules: what a first vote needs, what there is, and what is missing. */
export async function standOf(
  tx: Tx,
  { phone, windowPlace }: Pick<Community, "phone" | "windowPlace">,
): Promise<{
  readonly situation: Situation;
  readonly lines: readonly Readiness[];
  readonly book: RuleBook;
}> {
  const today = dayOf(tx.now);
  const charter = await charters.read(tx, "charter");
  const situation: Situation = {
    phone,
    windowPlace,
    ...(await store.figures(tx, bornUntil(today, votingAge))),
    holders: await holders(tx),
    appBallotsCount: charter && (charter.appBallotsCount ?? false),
    today,
    holidaysCoveredUntil: holidays.coveredUntil,
  };
  const book = await rulesOf(tx);
  return { situation, lines: readiness(situation, needsOf(book)), book };
}

/** What the rules of a community ask for before a vote, and during it. */
function needsOf(book: RuleBook): Needs {
  const opening = proposalRules(book);
  return {
    reviewers: setting(book, "admissibility.reviewers").integer,
    scrutineers: setting(book, "vote.scrutineers").integer,
    priorStudy: setting(book, "meeting.priorStudy.required").boolean,
    supervisors: setting(book, "supervision.size").min,
    supporters: (residentsOfBuilding) => supportersNeeded(residentsOfBuilding, opening),
  };
}
