import * as store from "@yishi/db/ballots";
import { countWaiting } from "@yishi/db/challenges";
import type { Tx } from "@yishi/db/client";
import * as meetings from "@yishi/db/meetings";
import { isThere, meetingOfVote } from "@yishi/db/meetings/hands";
import * as motions from "@yishi/db/motions";
import { choiceShape, paperChannels } from "@yishi/domain/ballots";
import { notYetAnswered } from "@yishi/domain/challenges";
import { record } from "@yishi/domain/facts";
import { apply } from "@yishi/domain/motions";
import * as rules from "@yishi/domain/motions/count";
import { refuse } from "@yishi/domain/outcome";
import { z } from "zod";
import { accept, found, refuseAtDoor, refusing } from "../accept.ts";
import { form, id, line } from "../inputs.ts";
import { notRecused, notRecusedFromMotion } from "../recusal.ts";
import { onlyUninterested } from "../scrutineers.ts";
import { inPost } from "../standing.ts";
import { castProcedure, holderProcedure, memberProcedure, once, router } from "../trpc.ts";

const place = line({ min: 0, max: 20 });
/** How every choice is written; whether it answers the question is decided where the question is known. */
const choice = z.string().regex(choiceShape);
const sheets = z.int().min(0).max(1_000_000);

export const ballotsRouter = router({
  /** The asker's own seat on the frozen roll, and whether its ballot was given: when and how, never what. */
  seat: memberProcedure.input(z.strictObject({ motionId: id })).query(async ({ ctx, input }) => {
    const { residentId } = ctx.asker;
    return residentId ? store.mySeat(ctx.tx, input.motionId, residentId) : null;
  }),

  /** Casts the ballot of the asker's seat. The same form again is answered as the first time. */
  cast: castProcedure
    .input(form({ motionId: id, choice }))
    .output(z.object({ at: z.date(), seat: z.number() }))
    .mutation(async ({ ctx, input }) => {
      const { committeeId } = ctx.community;
      const reply = await store.cast(ctx.services.db, {
        committeeId,
        accountId: ctx.session.accountId,
        ...input,
      });
      const at = reply.givenAt;
      if ((reply.answer === "NEW" || reply.answer === "SAME") && at && reply.seat)
        return { at, seat: reply.seat };
      if (reply.answer === "TAKEN" && at) {
        throw refusing(
          refuse("ballot-taken", { at: at.toISOString(), channel: reply.givenThrough ?? "app" }),
        );
      }
      if (reply.answer === "WRONG") throw refuseAtDoor("choice-not-on-the-ballot");
      throw refuseAtDoor(reply.answer === "CLOSED" ? "vote-closed" : "no-seat");
    }),

  /** The seats behind a door, for the clerk with a signed paper in hand, and the papers that wait for a second reading. */
  atDoor: holderProcedure("ballots.transcribe")
    .input(z.strictObject({ motionId: id, building: place, stairwell: place, door: place }))
    .query(async ({ ctx, input }) => {
      const { motionId, ...door } = input;
      const seats = await store.seatsAt(ctx.tx, motionId, door);
      const me = ctx.asker.memberId;
      return {
        seats: seats.map(({ readBy, ...seat }) => ({
          ...seat,
          read: readBy === null ? null : readBy === me ? "mine" : "other",
        })),
        waiting: await store.waitingPapers(ctx.tx, motionId, me),
      };
    }),

  /** One clerk's reading of a signed paper. The second clerk who reads the same makes it a ballot. */
  transcribe: holderProcedure("ballots.transcribe")
    .input(
      form({
        motionId: id,
        seat: z.int().min(1).max(10_000_000),
        choice,
        channel: z.enum(paperChannels),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const paper = { ...input, committeeId: ctx.community.committeeId, clerkId: ctx.asker.memberId };
        await notRecusedFromMotion(ctx, input.motionId);
        if (input.channel === "meeting") await onlyOfThoseThere(ctx.tx, input.motionId, input.seat);
        const reply = await store.transcribe(ctx.tx.raw, paper);
        if (reply.answer === "FIRST" || reply.answer === "NEW") return { answer: reply.answer };
        if (reply.answer === "DIFFERS") return { answer: reply.answer };
        if (reply.answer === "TAKEN" && reply.givenAt) {
          throw refusing(
            refuse("ballot-taken", {
              at: reply.givenAt.toISOString(),
              channel: reply.givenThrough ?? "desk",
            }),
          );
        }
        if (reply.answer === "WRONG") throw refuseAtDoor("choice-not-on-the-ballot");
        if (reply.answer === "OWN") throw refuseAtDoor("paper-own-reading");
        throw refuseAtDoor(reply.answer === "CLOSED" ? "vote-closed" : "no-seat");
      }, "choice"),
    ),

  /** The asker's own sheet, and whether the others have handed in theirs: how many they counted is theirs until both agree. */
  sheets: holderProcedure("ballots.count")
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        mine: z.object({ desk: z.number(), homeBox: z.number(), meeting: z.number() }).nullable(),
        others: z.number(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const filed = await store.sheetsOf(ctx.tx, input.motionId);
      const mine = filed.find((sheet) => sheet.scrutineerId === ctx.asker.memberId) ?? null;
      return { mine, others: filed.length - (mine ? 1 : 0) };
    }),

  /**
   * A scrutineer hands in how many sheets of paper they counted. When as many different scrutineers as the rules of
   * this vote ask for counted the same, the box is opened and the result declared: quorum first, then the majority.
   */
  count: holderProcedure("ballots.count")
    .input(form({ motionId: id, desk: sheets, homeBox: sheets, meeting: sheets }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { motionId, desk, homeBox, meeting } = input;
        const motion = found(await motions.lock(ctx.tx, motionId));
        await notRecused(ctx, motion.proposalId);
        const early =
          rules.notYetCountable(motion, ctx.now) ?? notYetAnswered(await countWaiting(ctx.tx, motionId));
        if (early) throw refusing(early);
        await onlyUninterested(ctx, motion.proposalId);
        const standing = inPost(ctx);
        const mine = { desk, homeBox, meeting };
        await store.keepSheet(
          ctx.tx,
          motionId,
          ctx.asker.memberId,
          mine,
          record(standing, "vote.sheetFiled", motionId, mine),
        );
        const filed = await store.sheetsOf(ctx.tx, motionId);
        const same = filed.filter((sheet) => rules.samePapers(sheet, mine));
        if (!rules.enoughAgree(motion, same))
          return { result: same.length < filed.length ? ("sheetsDiffer" as const) : ("waiting" as const) };
        const box = await store.openBox(ctx.tx, motion);
        const words = await motions.wordsOf(ctx.tx, motionId, motion.version);
        const costs = (words?.options ?? []).map(({ costYuan }) => costYuan);
        const fact = accept(rules.declare(motion, { box, sheets: same, costs }, standing));
        const next = apply(motion, fact);
        await motions.save(ctx.tx, next, fact);
        return { result: next.status };
      }),
    ),
});

/** A paper of a meeting is of a seat for which somebody is there, where the vote is put to a meeting; nobody is struck meanwhile. */
async function onlyOfThoseThere(tx: Tx, motionId: string, seat: number): Promise<void> {
  const meetingId = await meetingOfVote(tx, motionId);
  if (!meetingId) return;
  await meetings.lock(tx, meetingId);
  if (!(await isThere(tx, motionId, seat))) throw refuseAtDoor("not-at-the-meeting");
}
