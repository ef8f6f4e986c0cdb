import * as store from "@yishi/db/moderation";
import * as views from "@yishi/db/views";
import * as rules from "@yishi/domain/moderation";
import { limits } from "@yishi/domain/texts";
import { apply as applyToView, viewRules, type View } from "@yishi/domain/views";
import type { Tx } from "@yishi/db/client";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { asWriter, lockView } from "../deliberation.ts";
import { day, form, id, language, words } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { rulesOf } from "../rules.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const pageSize = 20;
const cursor = z.strictObject({ hiddenAt: z.coerce.date(), viewId: id });
const logged = z.object({
  ...{ year: z.number(), number: z.number(), rule: z.enum(rules.moderationRules), hiddenAt: z.date() },
  ...{ appealed: z.boolean(), appealDue: day.nullable(), decidedAt: z.date().nullable() },
  outcome: z.enum([...rules.appealOutcomes, "takenBack"]).nullable(),
});

export const moderationRouter = router({
  /** What was hidden, under which rule, and what became of it: dates and numbers, nobody's name and nobody's words. */
  log: publicProcedure
    .input(z.strictObject({ after: cursor.optional() }))
    .output(
      z.object({
        lines: z.array(logged),
        next: z.object({ hiddenAt: z.date(), viewId: z.string() }).nullable(),
        appealWorkingDays: z.number(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const lines = await store.log(ctx.tx, { after: input.after ?? null, limit: pageSize + 1 });
      const shown = lines.slice(0, pageSize);
      const last = lines.length > pageSize ? shown.at(-1) : undefined;
      return {
        lines: shown.map(({ viewId: _viewId, ...line }) => line),
        next: last ? { hiddenAt: last.hiddenAt, viewId: last.viewId } : null,
        appealWorkingDays: viewRules(await rulesOf(ctx.tx)).appealWorkingDays,
      };
    }),

  /** The appeals that wait for a moderator, with what they have to read to decide them. */
  appeals: holderProcedure("views.moderate")
    .output(
      z.array(
        z.object({
          ...{ viewId: z.string(), year: z.number(), number: z.number(), title: z.string().nullable() },
          ...{ rule: z.enum(rules.moderationRules), hiddenAt: z.date(), appealDue: day, lang: language },
          ...{ text: z.string().nullable(), reason: z.string().nullable(), appeal: z.string().nullable() },
          hiddenByMe: z.boolean(),
        }),
      ),
    )
    .query(async ({ ctx }) => [...(await store.appealsWaiting(ctx.tx, ctx.asker.memberId))]),

  /** Hides what breaks a published rule, with the reason for its writer. */
  hide: holderProcedure("views.moderate")
    .input(form({ viewId: id, rule: z.enum(rules.moderationRules), why: words(limits.reason) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { view, proposal } = await lockView(ctx.tx, input.viewId);
        await notRecused(ctx, proposal.proposalId);
        const before = await store.lock(ctx.tx, view.viewId);
        const asked = { view, proposalAuthorId: proposal.authorId, posts: ctx.asker.posts, rule: input.rule };
        const moderated = accept(rules.hide(before, asked, inPost(ctx)));
        await keep(ctx.tx, { view, before, moderated, words: input.why });
        return { viewId: view.viewId };
      }),
    ),

  /** Whoever hid it shows it again. */
  takeBack: holderProcedure("views.moderate")
    .input(form({ viewId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { view } = await lockView(ctx.tx, input.viewId);
        const before = found(await store.lock(ctx.tx, view.viewId));
        const moderated = accept(rules.takeBack(before, view, inPost(ctx)));
        await keep(ctx.tx, { view, before, moderated, words: null });
        return { viewId: view.viewId };
      }),
    ),

  /** The writer asks somebody else to look at it again, once. */
  appeal: memberProcedure
    .input(form({ viewId: id, forResident: id.optional(), why: words(limits.reason) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const at = await asWriter(ctx, input);
        const { view } = await lockView(ctx.tx, input.viewId);
        const before = found(await store.lock(ctx.tx, view.viewId));
        const asked = { view, rules: viewRules(await rulesOf(ctx.tx)), holidays: ctx.services.holidays };
        const fact = accept(rules.appeal(before, asked, at));
        const next = rules.apply(before, fact);
        await store.save(ctx.tx, next, fact, input.why);
        return { appealDue: next.appealDue };
      }),
    ),

  /** Another moderator decides the appeal. */
  decideAppeal: holderProcedure("views.moderate")
    .input(form({ viewId: id, outcome: z.enum(rules.appealOutcomes), why: words(limits.reason) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { view, proposal } = await lockView(ctx.tx, input.viewId);
        await notRecused(ctx, proposal.proposalId);
        const before = found(await store.lock(ctx.tx, view.viewId));
        const { posts } = ctx.asker;
        const asked = { view, proposalAuthorId: proposal.authorId, posts, outcome: input.outcome };
        const moderated = accept(rules.decideAppeal(before, asked, inPost(ctx)));
        await keep(ctx.tx, { view, before, moderated, words: input.why });
        return { outcome: input.outcome };
      }),
    ),
});

/** Both sides of a moderation: what was decided, and what became of the view. */
async function keep(
  tx: Tx,
  done: {
    readonly view: View;
    readonly before: rules.Moderation | null;
    readonly moderated: rules.Moderated;
    readonly words: string | null;
  },
): Promise<void> {
  const { view, before, moderated, words: said } = done;
  await store.save(tx, rules.apply(before, moderated.moderation), moderated.moderation, said);
  if (moderated.view) await views.save(tx, applyToView(view, moderated.view), moderated.view);
}
