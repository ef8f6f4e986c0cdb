import { acceptancesRouter } from "./routers/acceptances.ts";
import { accountRouter } from "./routers/account.ts";
import { accountsRouter } from "./routers/accounts.ts";
import { agreementsRouter } from "./routers/agreements.ts";
import { appealsRouter } from "./routers/appeals.ts";
import { ballotsRouter } from "./routers/ballots.ts";
import { boxesRouter } from "./routers/boxes.ts";
import { chartersRouter } from "./routers/charters.ts";
import { communitiesRouter } from "./routers/communities.ts";
import { consentsRouter } from "./routers/consents.ts";
import { challengeAnswersRouter } from "./routers/challenge-answers.ts";
import { challengesRouter } from "./routers/challenges.ts";
import { consultationsRouter } from "./routers/consultations.ts";
import { contestsRouter } from "./routers/contests.ts";
import { expertsRouter } from "./routers/experts.ts";
import { followRouter } from "./routers/follow.ts";
import { guestsRouter } from "./routers/guests.ts";
import { draftsRouter } from "./routers/drafts.ts";
import { filesRouter } from "./routers/files.ts";
import { followUpsRouter } from "./routers/follow-ups.ts";
import { handsRouter } from "./routers/hands.ts";
import { homeRouter } from "./routers/home.ts";
import { attendanceRouter } from "./routers/attendance.ts";
import { meetingsRouter } from "./routers/meetings.ts";
import { minutesRouter } from "./routers/minutes.ts";
import { meRouter } from "./routers/me.ts";
import { mergersRouter } from "./routers/mergers.ts";
import { motionsRouter } from "./routers/motions.ts";
import { objectionsRouter } from "./routers/objections.ts";
import { ownersRouter } from "./routers/owners.ts";
import { kinshipsRouter } from "./routers/kinships.ts";
import { panelsRouter } from "./routers/panels.ts";
import { petitionsRouter } from "./routers/petitions.ts";
import { postsRouter } from "./routers/posts.ts";
import { proposalsRouter } from "./routers/proposals.ts";
import { recountsRouter } from "./routers/recounts.ts";
import { recusalsRouter } from "./routers/recusals.ts";
import { recoveriesRouter } from "./routers/recoveries.ts";
import { resolutionsRouter } from "./routers/resolutions.ts";
import { rollRouter } from "./routers/roll.ts";
import { decidesRouter } from "./routers/decides.ts";
import { districtsRouter } from "./routers/districts.ts";
import { readyRouter } from "./routers/ready.ts";
import { setupRouter } from "./routers/setup.ts";
import { rulesRouter } from "./routers/rules.ts";
import { sponsorsRouter } from "./routers/sponsors.ts";
import { searchRouter } from "./routers/search.ts";
import { slipsRouter } from "./routers/slips.ts";
import { amendmentsRouter } from "./routers/amendments.ts";
import { moderationRouter } from "./routers/moderation.ts";
import { viewsRouter } from "./routers/views.ts";
import { router } from "./trpc.ts";

/** The table of contents of everything that can be asked or done. */
export const appRouter = router({
  accounts: accountsRouter,
  account: accountRouter,
  communities: communitiesRouter,
  districts: districtsRouter,
  setup: setupRouter,
  ready: readyRouter,
  home: homeRouter,
  experts: expertsRouter,
  challenges: challengesRouter,
  challengeAnswers: challengeAnswersRouter,
  consultations: consultationsRouter,
  panels: panelsRouter,
  roll: rollRouter,
  owners: ownersRouter,
  slips: slipsRouter,
  recoveries: recoveriesRouter,
  posts: postsRouter,
  guests: guestsRouter,
  kinships: kinshipsRouter,
  recusals: recusalsRouter,
  charters: chartersRouter,
  rules: rulesRouter,
  proposals: proposalsRouter,
  drafts: draftsRouter,
  sponsors: sponsorsRouter,
  files: filesRouter,
  search: searchRouter,
  follow: followRouter,
  petitions: petitionsRouter,
  meetings: meetingsRouter,
  attendance: attendanceRouter,
  minutes: minutesRouter,
  views: viewsRouter,
  amendments: amendmentsRouter,
  moderation: moderationRouter,
  decides: decidesRouter,
  agreements: agreementsRouter,
  appeals: appealsRouter,
  mergers: mergersRouter,
  motions: motionsRouter,
  ballots: ballotsRouter,
  recounts: recountsRouter,
  hands: handsRouter,
  boxes: boxesRouter,
  resolutions: resolutionsRouter,
  objections: objectionsRouter,
  acceptances: acceptancesRouter,
  followUps: followUpsRouter,
  me: meRouter,
  consents: consentsRouter,
  contests: contestsRouter,
});
export type AppRouter = typeof appRouter;
