import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/followings";
import { read } from "@yishi/db/proposals";
import { z } from "zod";
import { found } from "../accept.ts";
import { form, id } from "../inputs.ts";
import { asListed, listed } from "../listed.ts";
import { isPublicStep, plainFigures } from "../proposal-timeline.ts";
import { memberProcedure, once, router } from "../trpc.ts";

/** How many followed proposals are shown, how many facts are looked through, and how many changes are told of each. */
const shown = { proposals: 50, facts: 500, changes: 3 } as const;

export const followRouter = router({
  /** Begins to follow a public proposal. Which one stays out of what is kept of the form: it is nobody else's business. */
  start: memberProcedure.input(form({ proposalId: id })).mutation(
    once(async ({ ctx, input }) => {
      await store.follow(ctx.tx, await publicId(ctx.tx, input.proposalId), ctx.asker);
      return { following: true };
    }, "proposalId"),
  ),

  /** Stops to follow it, authors and co-signers as well. */
  stop: memberProcedure.input(form({ proposalId: id })).mutation(
    once(async ({ ctx, input }) => {
      await store.stop(ctx.tx, await publicId(ctx.tx, input.proposalId), ctx.asker);
      return { following: false };
    }, "proposalId"),
  ),

  /** Notes that the asker, if they follow it, has looked at it now. */
  look: memberProcedure.input(z.strictObject({ proposalId: id })).mutation(async ({ ctx, input }) => {
    await store.look(ctx.tx, await publicId(ctx.tx, input.proposalId), ctx.asker);
  }),

  /** What the asker follows: first what changed since they last looked, the newest change first. */
  mine: memberProcedure
    .output(
      z.array(
        listed.extend({
          changes: z.array(
            z.object({
              kind: z.string(),
              at: z.date(),
              figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
            }),
          ),
        }),
      ),
    )
    .query(async ({ ctx }) => {
      const lines = await store.followedBy(ctx.tx, ctx.asker, shown.proposals);
      const news = (await store.newsFor(ctx.tx, ctx.asker, shown.facts))
        .map(({ proposalId, kind, at, body }) => ({ proposalId, kind, at, figures: plainFigures(body) }))
        .filter(({ kind, figures }) => isPublicStep(kind, figures) && kind !== "recusal.made");
      return lines
        .map((one) => ({
          ...asListed(one, ctx.now),
          changes: news.filter((change) => change.proposalId === one.proposalId).slice(0, shown.changes),
        }))
        .sort((one, other) => newest(other) - newest(one));
    }),
});

/** A proposal that the public knows of; a draft is nothing that can be followed. */
async function publicId(tx: Tx, proposalId: string): Promise<string> {
  const proposal = await read(tx, proposalId);
  return found(proposal?.openedAt ? proposal : null).proposalId;
}

function newest({ changes }: { readonly changes: readonly { readonly at: Date }[] }): number {
  return changes[0]?.at.getTime() ?? 0;
}
