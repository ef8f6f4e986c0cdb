import * as store from "@yishi/db/communities";
import { z } from "zod";
import { headProcedure, openProcedure, router } from "../trpc.ts";

const community = z.object({
  slug: z.string(),
  name: z.string(),
  subdistrict: z.string(),
  district: z.string(),
  phone: z.string(),
  windowPlace: z.string(),
});

export const communitiesRouter = router({
  /** Every community, for the front page. */
  all: openProcedure.output(z.array(community)).query(({ ctx }) => store.all(ctx.services.db)),

  /** The community of this address, who is asking (name and posts, or nobody), and the moment it is there. */
  current: headProcedure
    .output(
      z.object({
        community,
        asker: z.object({ name: z.string(), onRoll: z.boolean(), posts: z.array(z.string()) }).nullable(),
        signedIn: z.boolean(),
        now: z.date(),
      }),
    )
    .query(({ ctx }) => ({
      community: ctx.community,
      asker: ctx.asker && {
        name: ctx.asker.name,
        onRoll: ctx.asker.residentId !== null,
        posts: [...ctx.asker.posts],
      },
      signedIn: ctx.session !== null,
      now: ctx.now,
    })),
});
