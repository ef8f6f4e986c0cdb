import * as store from "@yishi/db/guests";
import { newId } from "@yishi/db/ids";
import { lockPosts } from "@yishi/db/posts";
import * as rules from "@yishi/domain/members";
import { posts } from "@yishi/domain/roles";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { askedOf, give, given, lockForRecording } from "../giving.ts";
import { day, form, id, line } from "../inputs.ts";
import { printForMember } from "../slip-printing.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router } from "../trpc.ts";

/** Those who serve here and live elsewhere, and so are not on the roll. */
export const guestsRouter = router({
  /** Who they are, for those who record posts. */
  list: holderProcedure("posts.appoint").query(async ({ ctx }) => [...(await store.guests(ctx.tx))]),

  /** The same at the desk, which hands them their slips. */
  forSlips: holderProcedure("slips.issue").query(async ({ ctx }) => [...(await store.guests(ctx.tx))]),

  /** Enters somebody: their name, and where they work or why they serve here; nothing else is asked. */
  enter: holderProcedure("posts.appoint")
    .input(form({ personName: line(limits.name), servesAs: line(limits.servesAs) }))
    .mutation(
      once(async ({ ctx, input }) => {
        await lockForRecording(ctx);
        const fact = rules.enter(newId(), inPost(ctx));
        await store.enterGuest(ctx.tx, { name: input.personName, servesAs: input.servesAs }, fact);
        return { memberId: fact.body.memberId };
      }),
    ),

  /** Removes somebody whose last term has ended: their account and their slip are worth nothing here any more. */
  remove: holderProcedure("posts.appoint")
    .input(form({ memberId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        // Whoever may not know of somebody is told so before anything else.
        const { memberId } = found(await store.guestById(ctx.tx, input.memberId));
        await lockForRecording(ctx);
        const guest = found(await store.lockGuest(ctx.tx, memberId));
        await store.removeGuest(
          ctx.tx,
          accept(rules.remove({ memberId, residentId: null }, guest.posts, inPost(ctx))),
        );
        return { memberId };
      }),
    ),

  /** Whether the asker records posts now, and of whom it has to be said whether this person is near kin of theirs. */
  appointing: holderProcedure("posts.appoint")
    .input(z.strictObject({ memberId: id, post: z.enum(posts), fromDay: day.optional() }))
    .query(async ({ ctx, input }) => {
      const { memberId } = found(await store.guestById(ctx.tx, input.memberId));
      return askedOf(ctx, input, { resident: null, memberId });
    }),

  /** Gives them a post that may be held from elsewhere, by the same rules as anybody. */
  appoint: holderProcedure("posts.appoint")
    .input(form({ memberId: id, ...given }))
    .mutation(
      once(async ({ ctx, input }) => {
        await lockPosts(ctx.tx);
        const { memberId } = found(await store.lockGuest(ctx.tx, input.memberId));
        await lockForRecording(ctx);
        return give(ctx, input, { resident: null, memberId: () => Promise.resolve(memberId) });
      }),
    ),

  /** Makes a slip for one of them. Its code is in this answer and nowhere else. */
  issueSlip: holderProcedure("slips.issue")
    .input(z.strictObject({ memberId: id }))
    .mutation(async ({ ctx, input }) => {
      const guest = found(await store.lockGuest(ctx.tx, input.memberId));
      return printForMember({ tx: ctx.tx, standing: inPost(ctx) }, guest);
    }),
});
