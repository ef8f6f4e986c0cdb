import * as auth from "@yishi/auth/privacy";
import type { Tx } from "@yishi/db/client";
import { lockDraft, takeTurn } from "@yishi/db/drafts";
import { postsOf, untieAccount } from "@yishi/db/privacy";
import * as proposals from "@yishi/db/proposals";
import { sightingsOf } from "@yishi/db/sightings";
import { record } from "@yishi/domain/facts";
import { answerRules, periodsOf } from "@yishi/domain/privacy/periods";
import type { Sight } from "@yishi/domain/privacy/sightings";
import * as rules from "@yishi/domain/proposals";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { eraseDrafts } from "../drafting.ts";
import { form, id } from "../inputs.ts";
import { readCopy, readEntry, readKept, readMembership } from "../own-data.ts";
import { rulesOf } from "../rules.ts";
import { seen } from "../sight.ts";
import { onTheRoll } from "../standing.ts";
import { memberProcedure, once, publicProcedure, router, type Asker } from "../trpc.ts";

const whose = z.strictObject({ forResident: id.optional() });

export const meRouter = router({
  /** How long each kind is kept here, and within how many working days one is answered: anyone may know. */
  periods: publicProcedure
    .output(
      z.object({
        ...{ readingDays: z.number(), slipDays: z.number(), sightingMonths: z.number() },
        ...{ leftMonths: z.number(), draftMonths: z.number(), contestMonths: z.number() },
        ...{ correct: z.number(), delete: z.number() },
      }),
    )
    .query(async ({ ctx }) => {
      const book = await rulesOf(ctx.tx);
      return { ...periodsOf(book), ...answerRules(book) };
    }),

  /** One's own line of the roll. */
  entry: memberProcedure
    .input(whose)
    .query(async ({ ctx, input }) => readEntry(ctx.tx, await ownerOf(ctx, input.forResident, "ownPage"))),

  /** What is kept about oneself, class by class: how many, since when, and when it goes. */
  kept: memberProcedure
    .input(whose)
    .query(async ({ ctx, input }) => readKept(ctx.tx, await ownerOf(ctx, input.forResident, "ownPage"))),

  /** Who has seen what is kept about oneself: by which post, on which day, for what. */
  seen: memberProcedure
    .input(whose)
    .query(async ({ ctx, input }) => sightingsOf(ctx.tx, await ownerOf(ctx, input.forResident, "ownPage"))),

  /** A copy of everything that is kept about oneself. What a counted ballot says is read by its elector alone. */
  copy: memberProcedure.input(whose).query(async ({ ctx, input }) => {
    const residentId = await ownerOf(ctx, input.forResident, "copyMade");
    const own = residentId === ctx.asker.residentId;
    return readCopy(ctx.tx, { residentId, accountId: own ? ctx.session.accountId : null });
  }),

  /** What is kept about the asker as a member: all there is of somebody who serves here and lives elsewhere. */
  membership: memberProcedure.query(({ ctx }) =>
    readMembership(ctx.tx, ctx.asker.memberId, ctx.session.accountId),
  ),

  /** What closing one's account would end, to be read before one says so. */
  closing: memberProcedure.query(async ({ ctx }) => {
    const communities = await auth.communitiesOf(ctx.tx.raw, ctx.session.accountId);
    const posts = await postsOf(ctx.tx, ctx.asker.memberId);
    return {
      communities: Math.max(communities.length, 1),
      posts: posts.filter(({ untilAt }) => untilAt > ctx.now).map(({ post, untilAt }) => ({ post, untilAt })),
    };
  }),

  /** Closes one's account for good (个人信息保护法 15, 47). Ballots, facts and the roll stay: the law keeps them. */
  close: memberProcedure.input(z.strictObject({ understood: z.literal(true) })).mutation(async ({ ctx }) => {
    const { accountId } = ctx.session;
    const communities = await auth.communitiesOf(ctx.tx.raw, accountId);
    await untieAccount(ctx.tx, accountId, communities, ({ memberId, residentId }) =>
      record(
        { actorId: memberId, subjectId: residentId, channel: "app", at: ctx.now },
        "member.untied",
        memberId,
        {
          memberId,
        },
      ),
    );
    await auth.erase(ctx.tx.raw, accountId);
    return null;
  }),

  /** Erases a draft that was never public: its words go at once, whoever wrote it down. */
  eraseDraft: memberProcedure.input(form({ proposalId: id, forResident: id.optional() })).mutation(
    once(async ({ ctx, input }) => {
      const who = await onTheRoll(ctx, input.forResident);
      const { proposalId } = input;
      const { subjectId } = who.standing;
      await takeTurn(ctx.tx, proposalId);
      const kept = await proposals.lock(ctx.tx, proposalId);
      const writing = await lockDraft(ctx.tx, proposalId);
      const isOwn = (kept ?? writing)?.authorId === subjectId && !kept?.openedAt;
      found(isOwn ? (kept ?? writing) : null);
      if (kept?.status === "draft") {
        const fact = accept(rules.withdraw(kept, who.standing));
        await proposals.save(ctx.tx, rules.apply(kept, fact), fact);
      }
      await eraseDrafts(ctx.tx, [proposalId], "asked");
      return { proposalId };
    }),
  ),
});

/** Whose page this is: one's own, or at the desk somebody else's, who will read that it was opened. */
async function ownerOf(
  ctx: { readonly tx: Tx; readonly asker: Asker },
  forResident: string | undefined,
  what: Sight,
): Promise<string> {
  const { subject } = await onTheRoll(ctx, forResident);
  await seen(ctx, "desk.actFor", what, [subject.residentId]);
  return subject.residentId;
}
