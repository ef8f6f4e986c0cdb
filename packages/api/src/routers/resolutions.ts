import { nextNumber } from "@yishi/db/facts";
import * as motions from "@yishi/db/motions";
import { read } from "@yishi/db/proposals";
import * as store from "@yishi/db/resolutions";
import { dayOf } from "@yishi/domain/calendar";
import { isAdvisory } from "@yishi/domain/deciders";
import * as rules from "@yishi/domain/motions";
import { complete } from "@yishi/domain/resolutions";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { day, form, id, language, line } from "../inputs.ts";
import { notRecused, notRecusedFromMotion } from "../recusal.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router } from "../trpc.ts";

export const resolutionsRouter = router({
  /** Publishes a result under its number; what was passed stays on notice before it takes effect. */
  publish: holderProcedure("resolutions.publish")
    .input(form({ motionId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = found(await motions.lock(ctx.tx, input.motionId));
        await notRecused(ctx, motion.proposalId);
        const advisory = isAdvisory(found(await read(ctx.tx, motion.proposalId)));
        const year = Number(dayOf(ctx.now).slice(0, 4));
        const number = await nextNumber(ctx.tx, "resolution", year);
        const fact = accept(rules.publish(motion, { year, number, advisory }, inPost(ctx)));
        await store.publish(ctx.tx, rules.apply(motion, fact), fact);
        return { year, number };
      }),
    ),

  /** Once in force: what is done, by whom, by when. */
  plan: holderProcedure("resolutions.carryOut")
    .input(
      form({
        motionId: id,
        milestones: z
          .array(
            z.strictObject({
              title: line(limits.milestone),
              responsible: line(limits.carriedOutBy),
              dueOn: day,
              lang: language,
            }),
          )
          .max(20),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = found(await motions.lock(ctx.tx, input.motionId));
        await notRecused(ctx, motion.proposalId);
        const fact = accept(rules.planMilestones(motion, input.milestones.length, inPost(ctx)));
        await store.plan(ctx.tx, rules.apply(motion, fact), input.milestones, fact);
        return { milestones: input.milestones.length };
      }),
    ),

  /** Says on which day a milestone was done. */
  complete: holderProcedure("resolutions.carryOut")
    .input(form({ motionId: id, ordinal: z.int().min(1).max(20), on: day }))
    .mutation(
      once(async ({ ctx, input }) => {
        const milestone = found(await store.lockMilestone(ctx.tx, input.motionId, input.ordinal));
        await notRecusedFromMotion(ctx, input.motionId);
        const fact = accept(complete(milestone, input.on, inPost(ctx)));
        await store.saveDone(ctx.tx, fact);
        return { ordinal: input.ordinal };
      }),
    ),
});
