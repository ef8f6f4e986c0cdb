import { newId } from "@yishi/db/ids";
import { memberForResident } from "@yishi/db/members";
import * as store from "@yishi/db/posts";
import { residentById } from "@yishi/db/roll";
import { addMonths, dayOf, startOf } from "@yishi/domain/calendar";
import { record } from "@yishi/domain/facts";
import { refuse } from "@yishi/domain/outcome";
import * as rules from "@yishi/domain/posts";
import { posts } from "@yishi/domain/roles";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refusing } from "../accept.ts";
import { day, form, id, line } from "../inputs.ts";
import { termYears } from "../rules.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, publicProcedure, router } from "../trpc.ts";

export const postsRouter = router({
  /** Who holds which post, and until when: anyone may know. */
  current: publicProcedure
    .output(z.array(z.object({ name: z.string(), post: z.enum(posts), fromAt: z.date(), untilAt: z.date() })))
    .query(({ ctx }) => store.holders(ctx.tx)),

  /** Gives a resident a post with its term, with the body that appointed and the paper that proves it. */
  appoint: holderProcedure("posts.appoint")
    .input(
      form({
        residentId: id,
        post: z.enum(posts),
        appointedBy: line(limits.reference),
        appointedOn: day,
        reference: line(limits.reference),
        untilDay: day,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        if (input.appointedOn > dayOf(ctx.now))
          throw refusing(refuse("day-in-the-future", { day: input.appointedOn }));
        const resident = found(await residentById(ctx.tx, input.residentId));
        const memberId = await memberForResident(ctx.tx, resident.residentId, found(resident.name));
        const { post, appointedBy, appointedOn, reference } = input;
        const row = {
          postId: newId(),
          memberId,
          post,
          appointedBy,
          appointedOn,
          reference,
          fromAt: ctx.now,
          untilAt: startOf(input.untilDay),
        };
        const termEnds = startOf(addMonths(dayOf(ctx.now), 12 * termYears));
        const standing = inPost(ctx);
        const fact = accept(rules.appoint(row, termEnds, standing));
        await store.appoint(ctx.tx, row, fact);
        if (rules.endsRegistrar(post)) {
          const ended = record(standing, "post.ended", row.postId, {
            post: "registrar",
            at: ctx.now.toISOString(),
          } as const);
          await store.endPosts(ctx.tx, "registrar", ctx.now, ended);
        }
        return { postId: row.postId };
      }),
    ),
});
