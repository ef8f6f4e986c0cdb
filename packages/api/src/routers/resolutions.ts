import type { Tx } from "@yishi/db/client";
import { nextNumber } from "@yishi/db/facts";
import * as motions from "@yishi/db/motions";
import { read } from "@yishi/db/proposals";
import { standingOf } from "@yishi/db/recounts";
import * as store from "@yishi/db/resolutions";
import { dayOf } from "@yishi/domain/calendar";
import { isAdvisory } from "@yishi/domain/electorates";
import * as rules from "@yishi/domain/motions";
import { addMilestone, complete, mostMilestones, revise } from "@yishi/domain/resolutions";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { day, form, id, language, line, words } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router, type Asker } from "../trpc.ts";

/** Money is whole fen. */
const fen = z.int().min(0).max(100_000_000_000);
const step = {
  title: line(limits.milestone),
  responsible: line(limits.carriedOutBy),
  dueOn: day,
  lang: language,
  costFen: fen.default(0),
};
const ordinal = z.int().min(1).max(mostMilestones);

export const resolutionsRouter = router({
  /** Publishes a result under its number; what was passed stays on notice before it takes effect. */
  publish: holderProcedure("resolutions.publish")
    .input(form({ motionId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = found(await motions.lock(ctx.tx, input.motionId));
        await notRecused(ctx, motion.proposalId);
        const { firstYes } = found(await read(ctx.tx, motion.proposalId));
        const advisory = isAdvisory({ firstYes, electorate: motion.electorate });
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
        milestones: z.array(z.strictObject(step)).max(mostMilestones),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = found(await motions.lock(ctx.tx, input.motionId));
        await notRecused(ctx, motion.proposalId);
        const fact = accept(rules.planMilestones(motion, input.milestones.length, inPost(ctx)));
        if ((await standingOf(ctx.tx, motion.motionId)).open > 0) throw refuseAtDoor("recount-open");
        await store.plan(ctx.tx, rules.apply(motion, fact), input.milestones, fact);
        return { milestones: input.milestones.length };
      }),
    ),

  /** A further step while it is being carried out: what was found missing at the acceptance, or comes up. */
  addMilestone: holderProcedure("resolutions.carryOut")
    .input(form({ motionId: id, ...step }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { key: _key, motionId, ...milestone } = input;
        const motion = found(await motions.lock(ctx.tx, motionId));
        await notRecused(ctx, motion.proposalId);
        const { length } = await store.milestonesOf(ctx.tx, motionId);
        const fact = accept(addMilestone(motion, length, inPost(ctx)));
        await store.addMilestone(ctx.tx, rules.apply(motion, fact), milestone, fact);
        return { ordinal: fact.body.ordinal };
      }),
    ),

  /** Says by when a step is expected now, and why; the first date stays in public. */
  revise: holderProcedure("resolutions.carryOut")
    .input(form({ motionId: id, ordinal, to: day, reason: words(limits.reason), lang: language }))
    .mutation(
      once(async ({ ctx, input }) => {
        const milestone = await lockStep(ctx, input);
        const fact = accept(revise(milestone, input.to, inPost(ctx)));
        await store.saveRevised(ctx.tx, fact, { reason: input.reason, lang: input.lang });
        return { ordinal: input.ordinal };
      }),
    ),

  /** Says on which day a step was done, what it cost, and which paper shows it. */
  complete: holderProcedure("resolutions.carryOut")
    .input(
      form({
        ...{ motionId: id, ordinal, on: day, spentFen: fen.default(0) },
        reference: line(limits.reference).optional(),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const milestone = await lockStep(ctx, input);
        const done = { on: input.on, spentFen: input.spentFen };
        const fact = accept(complete(milestone, done, inPost(ctx)));
        await store.saveDone(ctx.tx, fact, input.reference ?? null);
        return { ordinal: input.ordinal };
      }),
    ),
});

interface Acting {
  readonly tx: Tx;
  readonly asker: Asker;
}

/** A step, locked after its motion: nobody accepts the work while one of its steps changes. */
async function lockStep(ctx: Acting, asked: { readonly motionId: string; readonly ordinal: number }) {
  const motion = found(await motions.lock(ctx.tx, asked.motionId));
  const milestone = found(await store.lockMilestone(ctx.tx, motion.motionId, asked.ordinal));
  await notRecused(ctx, motion.proposalId);
  return milestone;
}
