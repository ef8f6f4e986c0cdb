import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/contests";
import * as rules from "@yishi/domain/contests";
import { answerRules } from "@yishi/domain/privacy/periods";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { form, id, language, words } from "../inputs.ts";
import { rulesOf } from "../rules.ts";
import { seen } from "../sight.ts";
import { inPost, onTheRoll } from "../standing.ts";
import { holderProcedure, memberProcedure, once, router } from "../trpc.ts";

const about = z.enum([...rules.contestable, ...rules.deletable]);

export const contestsRouter = router({
  /** What one has contested or asked to have deleted, with the answers. */
  mine: memberProcedure
    .input(z.strictObject({ forResident: id.optional() }))
    .query(async ({ ctx, input }) => {
      const { subject } = await onTheRoll(ctx, input.forResident);
      await seen(ctx, "desk.actFor", "ownPage", [subject.residentId]);
      const kept = await store.ofResident(ctx.tx, subject.residentId);
      return kept.map((one) => ({ ...one, late: rules.isLate(one, ctx.now) }));
    }),

  /** Says what is wrong with one's entry and what it should be, or asks for deletion; it is answered in time. */
  file: memberProcedure
    .input(
      form({
        asks: z.enum(rules.asks),
        about,
        wrong: words(limits.reason),
        wanted: words({ min: 0, max: limits.reason.max }),
        lang: language,
        forResident: id.optional(),
      }).refine((input) => rules.fits(input.asks, input.about), { path: ["about"], message: "not-offered" }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { standing } = await onTheRoll(ctx, input.forResident);
        const { asks, wrong, wanted, lang } = input;
        const already = await store.isOpen(ctx.tx, standing.subjectId, asks, input.about);
        const contestId = newId();
        const filed = { contestId, asks, about: input.about, already };
        const book = answerRules(await rulesOf(ctx.tx));
        const fact = accept(rules.file(filed, book, ctx.services.holidays, standing));
        const { dueOn } = fact.body;
        const row = {
          contestId,
          residentId: standing.subjectId,
          asks,
          about: input.about,
          wrong,
          wanted,
          lang,
        };
        await store.keep(ctx.tx, { ...row, channel: standing.channel, dueOn }, fact);
        return { contestId, dueOn };
      }),
    ),

  /** Takes it back before it is answered. */
  withdraw: memberProcedure.input(form({ contestId: id, forResident: id.optional() })).mutation(
    once(async ({ ctx, input }) => {
      const { standing } = await onTheRoll(ctx, input.forResident);
      const kept = await store.lock(ctx.tx, input.contestId);
      const contest = found(kept?.residentId === standing.subjectId ? kept : null);
      const fact = accept(rules.withdraw(contest, standing));
      const closed = { status: "withdrawn", answeredBy: null, answer: null } as const;
      await store.close(ctx.tx, contest.contestId, closed, fact);
      return { contestId: contest.contestId };
    }),
  ),

  /** How many wait for an answer, and by when the first of them is due. */
  waiting: holderProcedure("roll.answerContests").query(({ ctx }) => store.waiting(ctx.tx)),

  /** What waits for an answer, the nearest day first. Who is named in it reads that it was seen. */
  open: holderProcedure("roll.answerContests").query(async ({ ctx }) => {
    const kept = await store.open(ctx.tx);
    await seen(
      ctx,
      "roll.answerContests",
      "contestRead",
      kept.map(({ residentId }) => residentId),
    );
    return kept.map(({ residentId, ...one }) => ({
      ...one,
      own: residentId === ctx.asker.residentId,
      late: rules.isLate(one, ctx.now),
    }));
  }),

  /** Answers it: the change was made, or why it is not. */
  answer: holderProcedure("roll.answerContests")
    .input(form({ contestId: id, status: z.enum(["accepted", "refused"]), answer: words(limits.reason) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const contest = found(await store.lock(ctx.tx, input.contestId));
        const fact = accept(rules.answer(contest, input.status, inPost(ctx)));
        const closed = { status: input.status, answeredBy: ctx.asker.memberId, answer: input.answer };
        await store.close(ctx.tx, contest.contestId, closed, fact);
        return { contestId: contest.contestId };
      }),
    ),
});
