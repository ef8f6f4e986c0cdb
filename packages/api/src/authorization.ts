import { accountRows } from "./authorization/account.ts";
import { accountsRows } from "./authorization/accounts.ts";
import { agreementsRows } from "./authorization/agreements.ts";
import { ballotsRows } from "./authorization/ballots.ts";
import { boxesRows } from "./authorization/boxes.ts";
import { challengesRows } from "./authorization/challenges.ts";
import { chartersRows } from "./authorization/charters.ts";
import { communitiesRows } from "./authorization/communities.ts";
import { consultationsRows } from "./authorization/consultations.ts";
import { expertsRows } from "./authorization/experts.ts";
import { guestsRows } from "./authorization/guests.ts";
import { handsRows } from "./authorization/hands.ts";
import { meetingsRows } from "./authorization/meetings.ts";
import { decidersRows } from "./authorization/deciders.ts";
import { mergersRows } from "./authorization/mergers.ts";
import { meRows } from "./authorization/me.ts";
import { followRows } from "./authorization/follow.ts";
import { motionsRows } from "./authorization/motions.ts";
import { outcomesRows } from "./authorization/outcomes.ts";
import { ownersRows } from "./authorization/owners.ts";
import { kinshipsRows } from "./authorization/kinships.ts";
import { papersRows } from "./authorization/papers.ts";
import { petitionsRows } from "./authorization/petitions.ts";
import { postsRows } from "./authorization/posts.ts";
import { proposalsRows } from "./authorization/proposals.ts";
import { recountsRows } from "./authorization/recounts.ts";
import { recusalsRows } from "./authorization/recusals.ts";
import { recoveriesRows } from "./authorization/recoveries.ts";
import { resolutionsRows } from "./authorization/resolutions.ts";
import { rollRows } from "./authorization/roll.ts";
import { setupRows } from "./authorization/setup.ts";
import { rulesRows } from "./authorization/rules.ts";
import { searchRows } from "./authorization/search.ts";
import { slipsRows } from "./authorization/slips.ts";
import { viewsRows } from "./authorization/views.ts";
import type { Authorization, Rows } from "./authorization/rows.ts";

export type { Authorization, Target, Thing, Who } from "./authorization/rows.ts";

/** One row for each procedure. The matrix that proves them is generated from these rows (authorization.test.ts). */
export const authorization = {
  ...accountsRows,
  ...accountRows,
  ...communitiesRows,
  ...setupRows,
  ...rollRows,
  ...ownersRows,
  ...slipsRows,
  ...recoveriesRows,
  ...postsRows,
  ...guestsRows,
  ...expertsRows,
  ...consultationsRows,
  ...kinshipsRows,
  ...recusalsRows,
  ...recountsRows,
  ...chartersRows,
  ...rulesRows,
  ...proposalsRows,
  ...searchRows,
  ...followRows,
  ...papersRows,
  ...petitionsRows,
  ...meetingsRows,
  ...viewsRows,
  ...decidersRows,
  ...mergersRows,
  ...motionsRows,
  ...resolutionsRows,
  ...outcomesRows,
  ...agreementsRows,
  ...ballotsRows,
  ...handsRows,
  ...boxesRows,
  ...challengesRows,
  ...meRows,
} as const satisfies Rows;

export type ProcedurePath = keyof typeof authorization;

/** The row of a procedure, in the form that they all have. */
export function rowOf(path: ProcedurePath): Authorization {
  return authorization[path];
}
