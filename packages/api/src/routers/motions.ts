import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import * as charters from "@yishi/db/charters";
import * as store from "@yishi/db/motions";
import * as proposals from "@yishi/db/proposals";
import { isAskable } from "@yishi/domain/deciders";
import { dayOf, instantAt, startOf } from "@yishi/domain/calendar";
import * as rules from "@yishi/domain/motions";
import { needed } from "@yishi/domain/shares";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { advisedFor } from "../consulting.ts";
import { electors } from "../electors.ts";
import { hashOfWords } from "../hashes.ts";
import { day, form, id, language, line, timeOfDay, words } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { rulesForOpening, rulesOf, voteRules } from "../rules.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router } from "../trpc.ts";

export const motionsRouter = router({
  /** Draws the motion from an admitted proposal: one question, its exact text, cost, money, who, by when, and otherwise what. */
  draft: holderProcedure("motions.draft")
    .input(
      form({
        proposalId: id,
        electorate: z.enum(rules.electorates),
        question: line(limits.question),
        text: words(limits.motionText),
        costYuan: z.int().min(0).max(1_000_000_000),
        moneySource: words(limits.moneySource),
        carriedOutBy: line(limits.carriedOutBy),
        doneBy: day,
        ifRejected: words(limits.ifRejected),
        lang: language,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { key: _key, proposalId, electorate, ...said } = input;
        const proposal = found(await proposals.lock(ctx.tx, proposalId));
        found(proposal.openedAt);
        await notRecused(ctx, proposalId);
        const [drawn] = await store.ofProposal(ctx.tx, proposalId);
        const before = drawn ? await store.lock(ctx.tx, drawn.motionId) : null;
        const hash = hashOfWords(said);
        const motionId = before?.motionId ?? newId();
        const asked = {
          motionId,
          proposalId,
          proposalStatus: proposal.status,
          electorate,
          hash: hash.toString("hex"),
        };
        const fact = accept(rules.draft(before, asked, inPost(ctx)));
        const next = rules.apply(before, fact);
        await store.save(ctx.tx, next, fact);
        await store.keepWords(ctx.tx, { ...said, motionId, version: next.version, hash });
        return { motionId, version: next.version };
      }),
    ),

  /** Records that the community's Party organisation studied it: the fact, its date and the paper's reference. */
  recordPriorStudy: holderProcedure("motions.recordPriorStudy")
    .input(form({ motionId: id, on: day, reference: line(limits.reference) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = await lockMotion(ctx.tx, input.motionId);
        await notRecused(ctx, motion.proposalId);
        const fact = accept(rules.recordPriorStudy(motion, input.on, inPost(ctx)));
        await store.save(ctx.tx, rules.apply(motion, fact), fact, { priorStudyReference: input.reference });
        return { motionId: motion.motionId };
      }),
    ),

  /** What a vote announced today has to keep to: the earliest day, the bounds, how many seats, whether app ballots count. */
  scheduling: holderProcedure("motions.schedule")
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        earliest: day,
        noticeDays: z.number(),
        windowDays: z.object({ min: z.number(), max: z.number() }),
        seats: z.number(),
        quorumNeeded: z.number(),
        appBallotsCount: z.boolean(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { electorate } = found(await store.read(ctx.tx, input.motionId));
      const today = dayOf(ctx.now);
      const asked = voteRules(await rulesOf(ctx.tx), electorate);
      const seats = await store.countSeats(ctx.tx, electorate, await electors(ctx.tx));
      return {
        earliest: rules.earliestOpening(today, asked),
        noticeDays: asked.noticeDays,
        windowDays: asked.windowDays,
        seats,
        quorumNeeded: needed(asked.quorum, seats),
        appBallotsCount: await charters.appBallotsCount(ctx.tx),
      };
    }),

  /** Announces the vote: notice, window, frozen roll, and the rules as they stand today. */
  schedule: holderProcedure("motions.schedule")
    .input(form({ motionId: id, opensOn: day, closesOn: day, closesAt: timeOfDay }))
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = await lockMotion(ctx.tx, input.motionId);
        await notRecused(ctx, motion.proposalId);
        const proposal = found(await proposals.read(ctx.tx, motion.proposalId));
        const book = await rulesForOpening(ctx.tx);
        const line = await electors(ctx.tx);
        const seats = await store.countSeats(ctx.tx, motion.electorate, line);
        const asked = {
          rules: voteRules(book, motion.electorate),
          opensAt: startOf(input.opensOn),
          closesAt: instantAt(input.closesOn, input.closesAt),
          seats,
          appBallotsCount: await charters.appBallotsCount(ctx.tx),
          notYetAdvised: await advisedFor(ctx.tx, motion.proposalId, book),
          askable: isAskable(proposal),
        };
        const fact = accept(rules.schedule(motion, asked, inPost(ctx)));
        await store.save(ctx.tx, rules.apply(motion, fact), fact, { convenerId: ctx.asker.memberId });
        await store.freezeRoll(ctx.tx, motion.motionId, motion.electorate, line);
        return { seats };
      }),
    ),
});

/** A motion, locked after its proposal: whoever steps back, asks experts or drafts locks them in this order as well. */
async function lockMotion(tx: Tx, motionId: string) {
  const { proposalId } = found(await store.read(tx, motionId));
  await proposals.lock(tx, proposalId);
  return found(await store.lock(tx, motionId));
}
