import * as store from "@yishi/db/meetings/hands";
import * as meetings from "@yishi/db/meetings";
import { forVote } from "@yishi/db/meetings/attendance";
import * as motions from "@yishi/db/motions";
import * as rules from "@yishi/domain/meetings/vote";
import { refuse } from "@yishi/domain/outcome";
import { z } from "zod";
import { accept, found, refuseAtDoor, refusing } from "../accept.ts";
import { lineOfVote, voteLine } from "../hands-view.ts";
import { form, id } from "../inputs.ts";
import { runnerOf } from "../meeting-view.ts";
import { notRecused } from "../recusal.ts";
import { onlyUninterested } from "../scrutineers.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, publicProcedure, router } from "../trpc.ts";

const seen = z.int().min(0).max(1_000_000);

export const handsRouter = router({
  /** The votes that a meeting takes, item by item: how many are there and how many it takes, and what came of it once counted. */
  ofMeeting: publicProcedure
    .input(z.strictObject({ meetingId: id }))
    .output(z.array(voteLine))
    .query(async ({ ctx, input }) => {
      const lines = await store.votesOf(ctx.tx, input.meetingId);
      const told = [];
      for (const line of lines)
        told.push(lineOfVote(line, (await store.present(ctx.tx, line.motionId)).present, ctx.now));
      return told;
    }),

  /** What a counter has to know: how many may raise a hand now, and whether another waits; never what another saw. */
  counting: holderProcedure("ballots.count")
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        ...{ present: z.number(), may: z.number(), opened: z.boolean(), mine: z.boolean() },
        ...{ others: z.number(), counted: z.number().nullable() },
      }),
    )
    .query(async ({ ctx, input }) => {
      const { motionId } = input;
      found(await store.meetingOfVote(ctx.tx, motionId));
      const { mine, others, seats } = await store.counting(ctx.tx, motionId, ctx.asker.memberId);
      const opened = await store.isOpened(ctx.tx, motionId);
      return { ...(await store.present(ctx.tx, motionId)), opened, mine, others, counted: seats };
    }),

  /** Opens the vote in its meeting, where enough of its roll are there at this very moment. */
  open: holderProcedure("meetings.vote")
    .input(form({ motionId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx } = ctx;
        const motion = found(await motions.lock(tx, input.motionId));
        await notRecused(ctx, motion.proposalId);
        const meetingId = await store.meetingOfVote(tx, motion.motionId);
        if (!meetingId) throw refuseAtDoor("vote-not-at-a-meeting");
        const { meeting } = found(await forVote(tx, meetingId));
        const asked = {
          there: await store.there(tx, meetingId, motion.motionId),
          opened: await store.isOpened(tx, motion.motionId),
          runner: await runnerOf(ctx),
        };
        const fact = accept(rules.open(motion, meeting, asked, { ...inPost(ctx), channel: "meeting" }));
        await store.keepOpened(tx, fact);
        return { present: fact.body.present };
      }),
    ),

  /** One counter's show of hands. When as many as the rules ask for saw the same, those seats have voted. */
  count: holderProcedure("ballots.count")
    .input(
      form({
        motionId: id,
        hands: z.strictObject({ agreed: seen, opposed: seen, withheld: seen, unraised: seen }),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx } = ctx;
        const { motionId, hands } = input;
        const motion = found(await motions.lock(tx, motionId));
        await onlyUninterested(ctx, motion.proposalId);
        const meetingId = await store.meetingOfVote(tx, motionId);
        if (!meetingId) throw refuseAtDoor("vote-not-at-a-meeting");
        accept(rules.notUnderway(found(await meetings.lock(tx, meetingId)), ctx.now));
        const seenBy = { ...hands, motionId, counterId: ctx.asker.memberId };
        const { answer, may } = await store.countHands(tx, seenBy);
        switch (answer) {
          case "FIRST":
          case "DIFFERS":
          case "NEW":
            return { answer };
          case "SUM":
            throw refusing(refuse("hands-not-as-many", { may, sum: rules.sumOf(hands) }));
          case "TAKEN":
            throw refuseAtDoor("hands-already-counted");
          case "CLOSED":
            throw refuseAtDoor("vote-closed");
          case "NONE":
            throw refuseAtDoor("vote-not-opened");
        }
      }, "hands"),
    ),
});
