import { memberForResident } from "@yishi/db/members";
import * as store from "@yishi/db/posts";
import { residentById } from "@yishi/db/roll";
import { dayOf, startOf } from "@yishi/domain/calendar";
import * as rules from "@yishi/domain/posts";
import { vacancies } from "@yishi/domain/posts/serving";
import { posts } from "@yishi/domain/roles";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { askedOf, give, given, lockForRecording } from "../giving.ts";
import { day, form, id, line } from "../inputs.ts";
import { postSizes, rulesOf } from "../rules.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

/** How many terms that are over the page shows. */
const lastOver = 200;

const registered = z.object({
  postId: z.string(),
  name: z.string(),
  post: z.enum(posts),
  fromAt: z.date(),
  untilAt: z.date(),
  appointedBy: z.string(),
  appointedOn: day,
  record: z.enum(rules.records),
  reference: z.string(),
  resolution: z
    .object({
      year: z.number(),
      number: z.number(),
      ofYear: z.number(),
      ofNumber: z.number(),
    })
    .nullable(),
  ended: z.enum(rules.endings).nullable(),
  endedBy: z.string().nullable(),
  endedReference: z.string().nullable(),
  recordedBy: z.string().nullable(),
  recordedBySelf: z.boolean(),
});

export const postsRouter = router({
  /** Who holds which post, and until when: anyone may know. */
  current: publicProcedure
    .output(z.array(z.object({ name: z.string(), post: z.enum(posts), fromAt: z.date(), untilAt: z.date() })))
    .query(({ ctx }) => store.holders(ctx.tx)),

  /** Everybody who serves, will serve or served, with what each appointment rests on, and the seats that are empty. */
  register: publicProcedure
    .output(
      z.object({
        serving: z.array(registered),
        over: z.array(registered),
        vacancies: z.array(
          z.object({ organisation: z.string(), post: z.enum(posts).nullable(), missing: z.number() }),
        ),
      }),
    )
    .query(async ({ ctx }) => ({
      serving: await store.registerOf(ctx.tx, { over: false, limit: 1000 }),
      over: await store.registerOf(ctx.tx, { over: true, limit: lastOver }),
      vacancies: [...vacancies(await store.terms(ctx.tx), postSizes(await rulesOf(ctx.tx)), ctx.now)],
    })),

  /** The asker's own posts with their terms, those that only begin later included. */
  mine: memberProcedure.query(async ({ ctx }) =>
    (await store.terms(ctx.tx))
      .filter((one) => one.memberId === ctx.asker.memberId)
      .map(({ post, fromAt, untilAt }) => ({ post, fromAt, untilAt })),
  ),

  /** Whether the asker records posts now, and of whom it has to be said whether a resident is near kin of theirs. */
  appointing: holderProcedure("posts.appoint")
    .input(z.strictObject({ residentId: id, post: z.enum(posts), fromDay: day.optional() }))
    .query(async ({ ctx, input }) => {
      const resident = found(await residentById(ctx.tx, input.residentId));
      return askedOf(ctx, input, { resident, memberId: null });
    }),

  /**
   * Gives a resident a post with its term, with the body that appointed and the record that proves it. About everybody
   * with whom near kin may not serve it has to be said that they are none.
   */
  appoint: holderProcedure("posts.appoint")
    .input(form({ residentId: id, ...given }))
    .mutation(
      once(async ({ ctx, input }) => {
        const resident = found(await residentById(ctx.tx, input.residentId));
        await lockForRecording(ctx);
        const { residentId, name } = resident;
        return give(ctx, input, {
          resident,
          memberId: () => memberForResident(ctx.tx, residentId, found(name)),
        });
      }),
    ),

  /** Ends a term before its last day: why, by whose decision, on what paper. Power ends with it, never backwards. */
  end: holderProcedure("posts.end")
    .input(
      form({
        postId: id,
        reason: z.enum(rules.recordedEndings),
        decidedBy: line(limits.reference),
        reference: line(limits.reference),
        fromDay: day.optional(),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        await store.lockPosts(ctx.tx);
        const term = found(await store.termById(ctx.tx, input.postId));
        const { reason, decidedBy: by, reference } = input;
        const inOffice = await store.postsInOffice(ctx.tx);
        if (!rules.recordsEnding({ post: term.post, reason }, ctx.asker.posts, inOffice))
          throw refuseAtDoor("chair-records-posts");
        const { fromDay } = input;
        const at = fromDay && fromDay !== dayOf(ctx.now) ? startOf(fromDay) : ctx.now;
        const fact = accept(rules.end(term, { at, reason }, inPost(ctx)));
        await store.endPost(ctx.tx, fact, { by, reference });
        return { postId: term.postId };
      }),
    ),
});
