import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import * as charters from "@yishi/db/charters";
import * as store from "@yishi/db/motions";
import * as proposals from "@yishi/db/proposals";
import { freezeRoll, scopesOf, sizeOf } from "@yishi/db/seats";
import { electorates } from "@yishi/domain/electorates";
import { earliestOpening } from "@yishi/domain/motions/window";
import { dayOf, instantAt, startOf } from "@yishi/domain/calendar";
import * as rules from "@yishi/domain/motions";
import { apply, type Motion } from "@yishi/domain/motions";
import type { VoteRules } from "@yishi/domain/motions/rules";
import { isRepeatable, lastAnnouncement, lastOpening, repeat } from "@yishi/domain/motions/repeat";
import { mostMotions } from "@yishi/domain/motions/several";
import { needed } from "@yishi/domain/shares";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { advisedFor } from "../consulting.ts";
import { electors } from "../electors.ts";
import { hashOfWords } from "../hashes.ts";
import { day, form, id, language, line, timeOfDay, words } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { rulesForOpening, rulesOf, voteRules } from "../rules.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router } from "../trpc.ts";

export const motionsRouter = router({
  /** The groups and the buildings to whose people a motion can be put. */
  scopes: holderProcedure("motions.draft")
    .output(z.object({ groups: z.array(z.string()).readonly(), buildings: z.array(z.string()).readonly() }))
    .query(({ ctx }) => scopesOf(ctx.tx)),

  /** Draws the motion from an admitted proposal: one question, its exact text, cost, money, who, by when, and otherwise what. */
  draft: holderProcedure("motions.draft")
    .input(
      form({
        proposalId: id,
        /** Which of the proposal's motions it is; the one after the last begins a further one. */
        ordinal: z.int().min(1).max(mostMotions).default(1),
        electorate: z.enum(electorates),
        /** The group or the building whose vote it is; nothing where it is the whole community's. */
        scope: line({ min: 1, max: 40 }).optional(),
        special: z.boolean().optional(),
        question: line(limits.question),
        text: words(limits.motionText),
        costYuan: z.int().min(0).max(1_000_000_000),
        moneySource: words(limits.moneySource),
        carriedOutBy: line(limits.carriedOutBy),
        doneBy: day,
        ifRejected: words(limits.ifRejected),
        /** Of a further motion: why this body is asked as well, to be read by everybody. */
        why: words(limits.why).optional(),
        lang: language,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const {
          key: _key,
          proposalId,
          ordinal,
          electorate,
          scope = null,
          special = null,
          why,
          ...rest
        } = input;
        const said = ordinal > 1 && why !== undefined ? { ...rest, why } : rest;
        const proposal = found(await proposals.lock(ctx.tx, proposalId));
        found(proposal.openedAt);
        await notRecused(ctx, proposalId);
        const drawn = await store.ofProposal(ctx.tx, proposalId);
        if (ordinal > drawn.length + 1) throw refuseAtDoor("not-found");
        const own = drawn.find((one) => one.ordinal === ordinal);
        const before = own ? await store.lock(ctx.tx, own.motionId) : null;
        const hash = hashOfWords(said);
        const motionId = before?.motionId ?? newId();
        const asked = {
          motionId,
          proposalId,
          proposalStatus: proposal.status,
          ...{ firstYes: proposal.firstYes, electorate, scope, special, ordinal },
          others: drawn.filter((one) => one !== own),
          explained: why !== undefined,
          hash: hash.toString("hex"),
        };
        const fact = accept(rules.draft(before, asked, inPost(ctx)));
        const next = rules.apply(before, fact);
        const { seats } = await sizeOf(ctx.tx, next, await electors(ctx.tx));
        if (seats === 0) throw refuseAtDoor("nobody-votes-there");
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
        area: z.object({ all: z.number(), needed: z.number() }).nullable(),
        appBallotsCount: z.boolean(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const motion = found(await store.read(ctx.tx, input.motionId));
      const today = dayOf(ctx.now);
      const asked = voteRules(await rulesOf(ctx.tx), motion);
      const { seats, areaSquareCentimetres: all } = await sizeOf(ctx.tx, motion, await electors(ctx.tx));
      return {
        earliest: earliestOpening(today, asked),
        noticeDays: asked.noticeDays,
        windowDays: asked.windowDays,
        seats,
        quorumNeeded: needed(asked.quorum, seats),
        area: all === null ? null : { all, needed: needed(asked.quorum, all) },
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
        const size = await sizeOf(ctx.tx, motion, line);
        const asked = {
          rules: voteRules(book, motion),
          opensAt: startOf(input.opensOn),
          closesAt: instantAt(input.closesOn, input.closesAt),
          ...size,
          appBallotsCount: await charters.appBallotsCount(ctx.tx),
          notYetAdvised: await advisedFor(ctx.tx, motion.proposalId, book),
          firstYes: proposal.firstYes,
        };
        const fact = accept(rules.schedule(motion, asked, inPost(ctx)));
        await store.save(ctx.tx, rules.apply(motion, fact), fact, { convenerId: ctx.asker.memberId });
        await freezeRoll(ctx.tx, motion.motionId, motion, line);
        return { seats: size.seats };
      }),
    ),

  /** Once more, after too few took part: until when it can be announced and opened, and what it has to keep to. */
  repeating: holderProcedure("motions.schedule")
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        earliest: day,
        latest: day.nullable(),
        announceBy: day.nullable(),
        open: z.boolean(),
        noticeDays: z.number(),
        windowDays: z.object({ min: z.number(), max: z.number() }),
        seats: z.number(),
        quorumNeeded: z.number(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const first = found(await store.read(ctx.tx, input.motionId));
      const asked = await rulesOfFirst(ctx.tx, first);
      const already = await isRepeated(ctx.tx, first);
      const { seats } = await sizeOf(ctx.tx, first, await electors(ctx.tx));
      const today = dayOf(ctx.now);
      return {
        earliest: earliestOpening(today, asked),
        latest: lastOpening(first, asked),
        announceBy: lastAnnouncement(first, asked),
        open: isRepeatable(first, already, asked, today),
        ...{ noticeDays: asked.noticeDays, windowDays: asked.windowDays, seats },
        quorumNeeded: needed(asked.quorum, seats),
      };
    }),

  /** Announces it once more: the same text, the same people and rules, a roll frozen anew. */
  repeat: holderProcedure("motions.schedule")
    .input(form({ motionId: id, opensOn: day, closesOn: day, closesAt: timeOfDay }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx } = ctx;
        const first = await lockMotion(tx, input.motionId);
        await notRecused(ctx, first.proposalId);
        const line = await electors(tx);
        const motionId = newId();
        const asked = {
          ...{ motionId, already: await isRepeated(tx, first) },
          ordinal: (await store.ofProposal(tx, first.proposalId)).length + 1,
          rules: await rulesOfFirst(tx, first),
          opensAt: startOf(input.opensOn),
          closesAt: instantAt(input.closesOn, input.closesAt),
          ...(await sizeOf(tx, first, line)),
        };
        const fact = accept(repeat(first, asked, inPost(ctx)));
        const next = apply(null, fact);
        await store.save(tx, next, fact, { convenerId: ctx.asker.memberId });
        await store.copyWords(tx, first, next);
        await freezeRoll(tx, motionId, next, line);
        return { motionId, ordinal: next.ordinal, seats: asked.seats };
      }),
    ),
});

/** The rules of the first vote, never lowered; what was not written down with it is taken from today's. */
async function rulesOfFirst(tx: Tx, first: Motion): Promise<VoteRules> {
  return { ...voteRules(await rulesOf(tx), first), ...first.rules };
}

async function isRepeated(tx: Tx, { proposalId, ordinal }: Motion): Promise<boolean> {
  return (await store.ofProposal(tx, proposalId)).some(({ repeats }) => repeats === ordinal);
}

/** A motion, locked after its proposal: whoever steps back, asks experts or drafts locks them in this order as well. */
async function lockMotion(tx: Tx, motionId: string) {
  const { proposalId } = found(await store.read(tx, motionId));
  await proposals.lock(tx, proposalId);
  return found(await store.lock(tx, motionId));
}
