import type { ProcedurePath } from "../authorization.ts";
import type { Ask } from "./asks/ask.ts";
import { accountAsks } from "./asks/account.ts";
import { accountsAsks } from "./asks/accounts.ts";
import { agreementsAsks } from "./asks/agreements.ts";
import { ballotsAsks } from "./asks/ballots.ts";
import { boxesAsks } from "./asks/boxes.ts";
import { challengesAsks } from "./asks/challenges.ts";
import { chartersAsks } from "./asks/charters.ts";
import { communitiesAsks } from "./asks/communities.ts";
import { followAsks } from "./asks/follow.ts";
import { consultationsAsks } from "./asks/consultations.ts";
import { expertsAsks } from "./asks/experts.ts";
import { guestsAsks } from "./asks/guests.ts";
import { decidersAsks } from "./asks/deciders.ts";
import { handsAsks } from "./asks/hands.ts";
import { homeAsks } from "./asks/home.ts";
import { meetingsAsks } from "./asks/meetings.ts";
import { meAsks } from "./asks/me.ts";
import { mergersAsks } from "./asks/mergers.ts";
import { motionsAsks } from "./asks/motions.ts";
import { outcomesAsks } from "./asks/outcomes.ts";
import { ownersAsks } from "./asks/owners.ts";
import { kinshipsAsks } from "./asks/kinships.ts";
import { papersAsks } from "./asks/papers.ts";
import { petitionsAsks } from "./asks/petitions.ts";
import { postsAsks } from "./asks/posts.ts";
import { proposalsAsks } from "./asks/proposals.ts";
import { recountsAsks } from "./asks/recounts.ts";
import { recusalsAsks } from "./asks/recusals.ts";
import { recoveriesAsks } from "./asks/recoveries.ts";
import { resolutionsAsks } from "./asks/resolutions.ts";
import { rollAsks } from "./asks/roll.ts";
import { setupAsks } from "./asks/setup.ts";
import { rulesAsks } from "./asks/rules.ts";
import { searchAsks } from "./asks/search.ts";
import { slipsAsks } from "./asks/slips.ts";
import { viewsAsks } from "./asks/views.ts";

/** One for each procedure; the types fail where one is missing. */
export const asks: Readonly<Record<ProcedurePath, Ask>> = {
  ...accountsAsks,
  ...accountAsks,
  ...communitiesAsks,
  ...setupAsks,
  ...homeAsks,
  ...rollAsks,
  ...ownersAsks,
  ...postsAsks,
  ...guestsAsks,
  ...expertsAsks,
  ...consultationsAsks,
  ...kinshipsAsks,
  ...recusalsAsks,
  ...recountsAsks,
  ...chartersAsks,
  ...rulesAsks,
  ...slipsAsks,
  ...recoveriesAsks,
  ...proposalsAsks,
  ...searchAsks,
  ...followAsks,
  ...papersAsks,
  ...petitionsAsks,
  ...meetingsAsks,
  ...viewsAsks,
  ...decidersAsks,
  ...mergersAsks,
  ...motionsAsks,
  ...resolutionsAsks,
  ...outcomesAsks,
  ...agreementsAsks,
  ...ballotsAsks,
  ...handsAsks,
  ...boxesAsks,
  ...challengesAsks,
  ...meAsks,
};
