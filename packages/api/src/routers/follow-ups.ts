import * as store from "@yishi/db/follow-ups";
import * as motions from "@yishi/db/motions";
import * as rules from "@yishi/domain/follow-ups";
import { openRound } from "@yishi/domain/resolutions/follow-up";
import { afterOf } from "@yishi/domain/resolutions/rules";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { day, form, id, language, words } from "../inputs.ts";
import { standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const round = z.union([z.literal(1), z.literal(2)]);

export const followUpsRouter = router({
  /** When neighbours are asked whether it still serves, and what came of the rounds that are over. */
  of: publicProcedure
    .input(z.strictObject({ motionId: id }))
    .output(
      z
        .object({
          open: round.nullable(),
          minCell: z.number(),
          answered: z.boolean(),
          rounds: z.array(
            z.object({
              round,
              from: day,
              until: day,
              over: z.boolean(),
              enough: z.boolean(),
              mean: z.object({ num: z.number(), den: z.number() }).nullable(),
            }),
          ),
        })
        .nullable(),
    )
    .query(async ({ ctx, input }) => {
      const { tx, now, asker } = ctx;
      const motion = found(await motions.read(tx, input.motionId));
      found(motion.noticedAt);
      const { followUp } = motion;
      if (!followUp) return null;
      const open = openRound(followUp, now);
      const { minCell } = afterOf(motion);
      const rounds = (await store.results(tx, motion.motionId)).flatMap((result) => {
        const days = rules.daysOf(motion, result.round);
        return days ? [{ ...days, ...rules.told(result, motion, minCell, now) }] : [];
      });
      const answered =
        open !== null &&
        asker?.residentId != null &&
        (await store.hasAnswered(tx, motion.motionId, open, asker.residentId));
      return { open, minCell, answered, rounds };
    }),

  /** A neighbour answers whether it still serves, from 1 to 5, with words if they like; in the app or at the desk. */
  answer: memberProcedure
    .input(
      form({
        ...{ motionId: id, round, score: z.literal(rules.scores) },
        ...{ words: words({ min: 0, max: limits.reason.max }), lang: language, forResident: id.optional() },
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { standing: stood } = await standing(ctx, input.forResident);
        const { motionId, score, lang } = input;
        const motion = found(await motions.read(ctx.tx, motionId));
        found(motion.noticedAt);
        const residentId = stood.subjectId;
        await store.waitTurn(ctx.tx, motionId, residentId);
        const already = await store.hasAnswered(ctx.tx, motionId, input.round, residentId);
        const fact = accept(rules.answer(motion, { round: input.round, already }, stood));
        const row = { motionId, residentId, score, words: input.words || null, lang };
        await store.keep(ctx.tx, { ...row, channel: stood.channel }, fact);
        return { round: input.round };
      }, "score"),
    ),

  /** For those who carry decisions out: what people wrote, without who and without which score. */
  words: holderProcedure("resolutions.carryOut")
    .input(z.strictObject({ motionId: id }))
    .query(async ({ ctx, input }) => {
      found(await motions.read(ctx.tx, input.motionId));
      return store.wordsOf(ctx.tx, input.motionId);
    }),
});
