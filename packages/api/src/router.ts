import { accountsRouter } from "./routers/accounts.ts";
import { ballotsRouter } from "./routers/ballots.ts";
import { chartersRouter } from "./routers/charters.ts";
import { communitiesRouter } from "./routers/communities.ts";
import { homeRouter } from "./routers/home.ts";
import { motionsRouter } from "./routers/motions.ts";
import { ownersRouter } from "./routers/owners.ts";
import { kinshipsRouter } from "./routers/kinships.ts";
import { postsRouter } from "./routers/posts.ts";
import { proposalsRouter } from "./routers/proposals.ts";
import { recusalsRouter } from "./routers/recusals.ts";
import { resolutionsRouter } from "./routers/resolutions.ts";
import { rollRouter } from "./routers/roll.ts";
import { setupRouter } from "./routers/setup.ts";
import { slipsRouter } from "./routers/slips.ts";
import { router } from "./trpc.ts";

/** The table of contents of everything that can be asked or done. */
export const appRouter = router({
  accounts: accountsRouter,
  communities: communitiesRouter,
  setup: setupRouter,
  home: homeRouter,
  roll: rollRouter,
  owners: ownersRouter,
  slips: slipsRouter,
  posts: postsRouter,
  kinships: kinshipsRouter,
  recusals: recusalsRouter,
  charters: chartersRouter,
  proposals: proposalsRouter,
  motions: motionsRouter,
  ballots: ballotsRouter,
  resolutions: resolutionsRouter,
});
export type AppRouter = typeof appRouter;
