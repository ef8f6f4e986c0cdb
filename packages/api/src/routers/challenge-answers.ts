import * as store from "@yishi/db/challenges";
import type { Tx } from "@yishi/db/client";
import { unitsAt } from "@yishi/db/frozen-owners";
import { changeRoll as change, holdVote, type RollReading } from "@yishi/db/frozen-roll";
import * as motions from "@yishi/db/motions";
import { peopleAt } from "@yishi/db/own-place";
import * as proposals from "@yishi/db/proposals";
import * as rules from "@yishi/domain/challenges";
import type { Standing } from "@yishi/domain/facts";
import { apply, type Motion } from "@yishi/domain/motions";
import { changes, type Change } from "@yishi/domain/motions/change";
import { changeRoll } from "@yishi/domain/motions/roll";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { candidate, challengeToAnswer, readingOf, readToAnswer } from "../challenge-view.ts";
import { form, id, language, line, words } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { seen } from "../sight.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router } from "../trpc.ts";

const text = line({ min: 0, max: 20 });
const ofVote = z.strictObject({ motionId: id });

export const challengeAnswersRouter = router({
  /** The challenges to a vote for whoever keeps the roll. Who filed one reads that it was seen. */
  open: holderProcedure("challenges.answer")
    .input(ofVote)
    .output(z.array(challengeToAnswer))
    .query(async ({ ctx, input }) => {
      const lines = await readToAnswer(ctx.tx, input.motionId, ctx.asker);
      await seen(ctx, "challenges.answer", "contestRead", named(lines));
      return lines;
    }),

  /** The same for the second person, of the supervision. */
  proposed: holderProcedure("challenges.confirm")
    .input(ofVote)
    .output(z.array(challengeToAnswer))
    .query(async ({ ctx, input }) => {
      const lines = await readToAnswer(ctx.tx, input.motionId, ctx.asker);
      await seen(ctx, "challenges.confirm", "contestRead", named(lines));
      return lines;
    }),

  /** What the roll, as it was to be frozen, says of whoever filed it, and of everybody behind a door. */
  candidates: holderProcedure("challenges.answer")
    .input(
      z.strictObject({
        ...{ motionId: id, challengeId: id.optional() },
        door: z.strictObject({ building: text, stairwell: text, door: text }).optional(),
      }),
    )
    .output(z.array(candidate))
    .query(async ({ ctx, input }) => {
      const { tx } = ctx;
      const motion = await motions.read(tx, input.motionId);
      if (!motion?.noticedAt) return [];
      const owners = motion.electorate === "owner";
      const filed = (await store.ofMotion(tx, motion.motionId)).filter(
        ({ challengeId }) => challengeId === input.challengeId,
      );
      const residents = owners
        ? []
        : [...filed.flatMap(({ residentId, name }) => (residentId ? [{ residentId, name }] : []))];
      if (!owners && input.door) residents.push(...(await peopleAt(tx, input.door)));
      const units = owners && input.door ? await unitsAt(tx, input.door) : [];
      await seen(
        ctx,
        "challenges.answer",
        "found",
        residents.map(({ residentId }) => residentId),
      );
      const read = [];
      for (const { residentId, name } of residents)
        read.push({
          residentId,
          unitId: null,
          name,
          ...saying(await readingOf(tx, motion, { residentId, unitId: null })),
        });
      for (const { unitId } of units)
        read.push({
          residentId: null,
          unitId,
          name: null,
          ...saying(await readingOf(tx, motion, { residentId: null, unitId })),
        });
      return read;
    }),

  /** Whoever keeps the roll answers with a reason; it is done once a second person has said the same. */
  propose: holderProcedure("challenges.answer")
    .input(
      form({
        ...{ challengeId: id, verdict: z.enum(rules.verdicts) },
        ...{ ofResident: id.optional(), ofUnit: id.optional(), answer: words(limits.reason), lang: language },
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { motion, challenge } = await lockBoth(ctx.tx, input.challengeId);
        await notRecused(ctx, motion.proposalId);
        const of = { residentId: input.ofResident ?? null, unitId: input.ofUnit ?? null };
        const reading = await readingOf(ctx.tx, motion, of);
        const { verdict, answer, lang } = input;
        const asked = { ...answering(motion, reading), verdict };
        const fact = accept(rules.propose(challenge, asked, inPost(ctx)));
        const speaks = reading && { ofResidentId: of.residentId, ofUnitId: of.unitId };
        await store.save(
          ctx.tx,
          challenge.challengeId,
          {
            ...{ status: "proposed", verdict, answer, answerLang: lang, differs: null },
            ...(speaks ?? { ofResidentId: null, ofUnitId: null }),
            ...{ proposedBy: ctx.asker.memberId, proposedAt: ctx.now },
          },
          fact,
        );
        return { challengeId: challenge.challengeId };
      }),
    ),

  /** The second person says the same: it is answered, and the roll changed under the lock of its vote. */
  confirm: holderProcedure("challenges.confirm")
    .input(form({ challengeId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx, asker } = ctx;
        const { motion, challenge } = await lockBoth(tx, input.challengeId);
        await notRecused(ctx, motion.proposalId);
        await holdVote(tx, motion.motionId);
        const of = { residentId: challenge.ofResidentId, unitId: challenge.ofUnitId };
        const reading = await readingOf(tx, motion, of);
        const fact = accept(rules.confirm(challenge, answering(motion, reading), inPost(ctx)));
        const { verdict } = fact.body;
        const { challengeId } = challenge;
        if (reading && isChange(verdict))
          await doAs(tx, motion, { verdict, reading, challengeId }, inPost(ctx));
        const answered = { status: "answered", answeredBy: asker.memberId, answeredAt: tx.now } as const;
        await store.save(tx, challengeId, answered, fact);
        return { challengeId, verdict };
      }),
    ),

  /** The second person does not agree and says why: it waits for whoever keeps the roll again. */
  differ: holderProcedure("challenges.confirm")
    .input(form({ challengeId: id, why: words(limits.reason) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { motion, challenge } = await lockBoth(ctx.tx, input.challengeId);
        await notRecused(ctx, motion.proposalId);
        const of = { residentId: challenge.ofResidentId, unitId: challenge.ofUnitId };
        const reading = await readingOf(ctx.tx, motion, of);
        const fact = accept(rules.differ(challenge, answering(motion, reading), inPost(ctx)));
        await store.save(ctx.tx, challenge.challengeId, { status: "open", differs: input.why }, fact);
        return { challengeId: challenge.challengeId };
      }),
    ),
});

function saying(reading: RollReading | null) {
  return { says: reading?.says ?? null, voted: reading?.voted ?? false };
}

function named(lines: readonly { readonly residentId: string | null }[]): readonly string[] {
  return lines.flatMap(({ residentId }) => (residentId ? [residentId] : []));
}

function answering(motion: Motion, reading: RollReading | null): rules.Answering {
  return { closesAt: motion.closesAt, reading, concerned: reading?.concerned ?? [] };
}

function isChange(verdict: rules.Verdict): verdict is Change {
  return changes.some((one) => one === verdict);
}

/** A challenge and its vote, both locked: the proposal first, as everywhere. */
async function lockBoth(tx: Tx, challengeId: string) {
  const motionId = found(await store.motionOf(tx, challengeId));
  const { proposalId } = found(await motions.read(tx, motionId));
  await proposals.lock(tx, proposalId);
  const motion = found(await motions.lock(tx, motionId));
  return { motion, challenge: found(await store.lock(tx, challengeId)) };
}

/** Changes the roll as two people said, by one fact of the vote. */
async function doAs(
  tx: Tx,
  motion: Motion,
  answer: { readonly verdict: Change; readonly reading: RollReading; readonly challengeId: string },
  standing: Standing,
): Promise<void> {
  const { plan, grows } = answer.reading;
  const fact = accept(changeRoll(motion, { what: answer.verdict, ...grows }, standing));
  const factId = await motions.save(tx, apply(motion, fact), fact);
  await change(tx, motion.motionId, plan, { challengeId: answer.challengeId, factId });
}
