import { accountsRouter } from "./routers/accounts.ts";
import { ballotsRouter } from "./routers/ballots.ts";
import { communitiesRouter } from "./routers/communities.ts";
import { homeRouter } from "./routers/home.ts";
import { membershipRouter } from "./routers/membership.ts";
import { motionsRouter } from "./routers/motions.ts";
import { proposalsRouter } from "./routers/proposals.ts";
import { resolutionsRouter } from "./routers/resolutions.ts";
import { router } from "./trpc.ts";

/** The table of contents of everything that can be asked or done. */
export const appRouter = router({
  accounts: accountsRouter,
  communities: communitiesRouter,
  home: homeRouter,
  membership: membershipRouter,
  proposals: proposalsRouter,
  motions: motionsRouter,
  ballots: ballotsRouter,
  resolutions: resolutionsRouter,
});
export type AppRouter = typeof appRouter;
