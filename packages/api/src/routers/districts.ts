import * as communities from "@yishi/db/communities";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { found } from "../accept.ts";
import { day } from "../inputs.ts";
import { progressOf } from "../progress.ts";
import { openProcedure, router } from "../trpc.ts";

const progress = z.strictObject({
  slug: z.string(),
  name: z.string(),
  subdistrict: z.string(),
  households: z.number(),
  chairInOffice: z.boolean(),
  missing: z.number(),
  ready: z.boolean(),
  charterAdopted: z.boolean(),
  appBallotsCount: z.boolean(),
  firstVoteOn: day.nullable(),
  proposals: z.number(),
  decisions: z.number(),
  milestonesLate: z.number(),
});

export const districtsRouter = router({
  /** Every district, with how many subdistricts and communities it has. */
  all: openProcedure
    .output(z.array(z.object({ name: z.string(), subdistricts: z.number(), communities: z.number() })))
    .query(async ({ ctx }) => {
      const byDistrict = Map.groupBy(await communities.all(ctx.services.db), (one) => one.district);
      return [...byDistrict].map(([name, there]) => ({
        name,
        subdistricts: new Set(there.map((one) => one.subdistrict)).size,
        communities: there.length,
      }));
    }),

  /** How far each community of a district has come: what is public of each, and nothing else. */
  progress: openProcedure
    .input(z.strictObject({ district: z.string().min(1).max(limits.place.max) }))
    .output(z.array(progress))
    .query(async ({ ctx, input }) => {
      const there = await progressOf(ctx.services, input.district);
      return found(there.length > 0 ? [...there] : null);
    }),
});
