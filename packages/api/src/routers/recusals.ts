import type { Tx } from "@yishi/db/client";
import { memberById } from "@yishi/db/members";
import * as motions from "@yishi/db/motions";
import { terms } from "@yishi/db/posts";
import * as proposals from "@yishi/db/proposals";
import * as store from "@yishi/db/recusals";
import * as rules from "@yishi/domain/recusals";
import { posts, postsHeld, type Post } from "@yishi/domain/roles";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { form, id } from "../inputs.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const reason = z.enum(rules.reasons);

export const recusalsRouter = router({
  /** The asker steps back from a proposal and everything that follows from it. */
  stepBack: memberProcedure.input(form({ proposalId: id, reason })).mutation(
    once(async ({ ctx, input }) => {
      const { memberId, posts: held } = ctx.asker;
      const item = await lockItem(ctx.tx, input.proposalId);
      const already = await store.isRecused(ctx.tx, item.proposalId, memberId);
      const asked = { memberId, posts: held, reason: input.reason, already, askedBy: null };
      await store.keepRecusal(ctx.tx, accept(rules.stepBack(item, asked, inPost(ctx))));
      return { proposalId: item.proposalId };
    }),
  ),

  /** Who is in office and acts in a proposal by their post: whoever stepped back is not among them. */
  acting: publicProcedure
    .input(z.strictObject({ proposalId: id }))
    .output(z.array(z.object({ name: z.string(), post: z.enum(posts) })))
    .query(async ({ ctx, input }) => {
      const proposal = found(await proposals.read(ctx.tx, input.proposalId));
      found(proposal.openedAt);
      const { acting } = await whoActs(ctx.tx, proposal.proposalId);
      return acting.map(({ name, post }) => ({ name, post }));
    }),

  /** For supervisors: who acts in this proposal by their post, and who stepped back from it and why. */
  of: holderProcedure("recusals.ask")
    .input(z.strictObject({ proposalId: id }))
    .query(async ({ ctx, input }) => {
      const proposal = found(await proposals.read(ctx.tx, input.proposalId));
      found(proposal.openedAt);
      const { acting, recused } = await whoActs(ctx.tx, proposal.proposalId);
      return {
        acting: acting.map(({ memberId, name, post }) => ({ memberId, name, post })),
        recused: recused.map(({ name, post, reason: why, at }) => ({ name, post, reason: why, at })),
      };
    }),

  /** A supervisor has somebody step back from a proposal. */
  ask: holderProcedure("recusals.ask")
    .input(form({ proposalId: id, memberId: id, reason }))
    .mutation(
      once(async ({ ctx, input }) => {
        const item = await lockItem(ctx.tx, input.proposalId);
        const { memberId } = found(await memberById(ctx.tx, input.memberId));
        const asked = {
          memberId,
          posts: await postsOf(ctx.tx, memberId),
          reason: input.reason,
          already: await store.isRecused(ctx.tx, item.proposalId, memberId),
          askedBy: ctx.asker.memberId,
        };
        await store.keepRecusal(ctx.tx, accept(rules.stepBack(item, asked, inPost(ctx))));
        return { proposalId: item.proposalId };
      }),
    ),
});

/** Locked with its motions: an act that began before is finished first, and none begins until this is written down. */
async function lockItem(tx: Tx, proposalId: string) {
  const proposal = found(await proposals.lock(tx, proposalId));
  found(proposal.openedAt);
  for (const { motionId } of await motions.ofProposal(tx, proposalId)) await motions.lock(tx, motionId);
  return found(await proposals.read(tx, proposalId));
}

/** Those in office whose post acts in items: who still does in this one, and who stepped back from it. */
async function whoActs(tx: Tx, proposalId: string) {
  const recused = await store.recusalsOf(tx, proposalId);
  const gone = new Set(recused.map((one) => one.memberId));
  const acting = (await terms(tx)).filter(
    (one) => one.fromAt <= tx.now && rules.itemPosts.includes(one.post) && !gone.has(one.memberId),
  );
  return { acting, recused };
}

async function postsOf(tx: Tx, memberId: string): Promise<ReadonlySet<Post>> {
  const held = (await terms(tx)).filter((one) => one.memberId === memberId);
  return postsHeld(held, tx.now);
}
