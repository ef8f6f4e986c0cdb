import * as ballots from "@yishi/db/ballots";
import * as store from "@yishi/db/challenges";
import type { Tx } from "@yishi/db/client";
import { unitsAt } from "@yishi/db/frozen-owners";
import { newId } from "@yishi/db/ids";
import * as motions from "@yishi/db/motions";
import * as places from "@yishi/db/own-place";
import { challengesUntil, file, grounds, withdraw } from "@yishi/domain/challenges";
import type { Motion } from "@yishi/domain/motions";
import { absences, absentBecause } from "@yishi/domain/motions/place";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { ownChallenge, readOwn } from "../challenge-view.ts";
import { electorRules } from "../electors.ts";
import { form, id, language, line, words } from "../inputs.ts";
import { seen } from "../sight.ts";
import { onTheRoll } from "../standing.ts";
import { memberProcedure, notToTake, once, publicProcedure, router, type Asker } from "../trpc.ts";

const text = line({ min: 0, max: 20 });
const door = z.strictObject({ building: text, stairwell: text, door: text });
/** For whom: oneself, a neighbour at the window, or there the owners of a door who live elsewhere. */
const whose = { forResident: id.optional(), forOwners: door.optional() };

export const challengesRouter = router({
  /** What everybody is told of the frozen roll: how large, until when it can be challenged, and what came of it. */
  roll: publicProcedure
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        frozenAt: z.date(),
        seats: z.number(),
        until: z.date().nullable(),
        open: z.boolean(),
        filed: z.number(),
        waiting: z.number(),
        added: z.number(),
        struck: z.number(),
        corrected: z.number(),
        refused: z.number(),
        tooLate: z.number(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const motion = found(await motions.read(ctx.tx, input.motionId));
      const frozenAt = found(motion.noticedAt);
      const until = challengesUntil(motion);
      const open = motion.status === "scheduled" && until !== null && ctx.now < until;
      const figures = await store.figuresOf(ctx.tx, motion.motionId);
      return { frozenAt, seats: motion.seats ?? 0, until, open, ...figures };
    }),

  /** One's own place on the frozen roll, or why one has none, and what one has said of it. */
  own: memberProcedure
    .input(z.strictObject({ motionId: id, ...whose }))
    .output(
      z.object({
        place: z
          .object({
            seat: z.number(),
            kind: z.enum(["person", "household", "owner", "representative", "member"]),
            building: z.string(),
            recused: z.boolean(),
            names: z.array(z.string()).readonly(),
            units: z.number(),
          })
          .nullable(),
        absent: z.enum(absences).nullable(),
        given: z.object({ at: z.date(), channel: z.string(), binding: z.boolean() }).nullable(),
        challenges: z.array(ownChallenge),
      }),
    )
    .query(async ({ ctx, input }) => {
      const who = await whoIs(ctx, input);
      const motion = found(await motions.read(ctx.tx, input.motionId));
      found(motion.noticedAt);
      if (who.residentId) await seen(ctx, "desk.actFor", "ownPage", [who.residentId]);
      const challenges = await readOwn(ctx.tx, motion.motionId, who);
      if (who.unitId !== null) {
        const place = await places.placeOfUnit(ctx.tx, motion.motionId, who.unitId);
        return { place, absent: place ? null : ("unknown" as const), given: null, challenges };
      }
      const place = await places.ownPlace(ctx.tx, motion.motionId, who.residentId);
      const seat = place && (await ballots.mySeat(ctx.tx, motion.motionId, who.residentId));
      const [given = null] =
        seat?.given.toSorted((one, other) => Number(other.binding) - Number(one.binding)) ?? [];
      return { place, absent: place ? null : await absence(ctx.tx, motion, who), given, challenges };
    }),

  /** Says that the frozen roll is wrong: in the app, or on paper at the window, for owners who live elsewhere as well. */
  file: memberProcedure
    .input(
      form({
        ...{ motionId: id, ground: z.enum(grounds), words: words(limits.reason), lang: language },
        ...whose,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const who = await whoIs(ctx, input);
        const motion = found(await motions.lock(ctx.tx, input.motionId));
        found(motion.noticedAt);
        const { residentId, unitId } = who;
        const challengeId = newId();
        const waiting = await store.countWaiting(ctx.tx, motion.motionId, who);
        const { ground, lang } = input;
        const { holidays } = ctx.services;
        const fact = accept(file(motion, { challengeId, ground, waiting, holidays }, who.standing));
        const dueAt = new Date(fact.body.dueAt);
        const channel = who.standing.channel === "desk" ? "desk" : "app";
        const row = {
          challengeId,
          motionId: motion.motionId,
          residentId,
          unitId,
          ground,
          lang,
          channel,
        } as const;
        await store.keep(ctx.tx, { ...row, words: input.words, dueAt }, fact);
        return { challengeId, dueAt: dueAt.toISOString() };
      }),
    ),

  /** Takes it back, as long as it is not answered. */
  withdraw: memberProcedure.input(form({ challengeId: id, ...whose })).mutation(
    once(async ({ ctx, input }) => {
      const who = await whoIs(ctx, input);
      const kept = await store.lock(ctx.tx, input.challengeId);
      const isTheirs = kept?.residentId === who.residentId && kept.unitId === who.unitId;
      const challenge = found(isTheirs ? kept : null);
      const fact = accept(withdraw(challenge, who.standing));
      await store.save(ctx.tx, challenge.challengeId, { status: "withdrawn" }, fact);
      return { challengeId: challenge.challengeId };
    }),
  ),
});

interface Acting {
  readonly tx: Tx;
  readonly now: Date;
  readonly asker: Asker;
}

/** Who says it: a resident, of age or not, or at the window the owners of a door with a paper that they signed. */
async function whoIs(
  ctx: Acting,
  asked: { readonly forResident?: string | undefined; readonly forOwners?: z.infer<typeof door> | undefined },
) {
  if (!asked.forOwners) {
    const { subject, standing } = await onTheRoll(ctx, asked.forResident);
    return { residentId: subject.residentId, unitId: null, standing, subject };
  }
  const no = notToTake("desk.actFor", ctx.asker, ctx.now);
  if (no) throw refuseAtDoor(no);
  const [unit] = await unitsAt(ctx.tx, asked.forOwners);
  const { memberId: actorId } = ctx.asker;
  const standing = { actorId, subjectId: null, channel: "desk", at: ctx.now } as const;
  return { residentId: null, unitId: found(unit).unitId, standing, subject: null };
}

/** Why a resident has no seat. */
async function absence(
  tx: Tx,
  motion: Motion,
  who: Extract<Awaited<ReturnType<typeof whoIs>>, { unitId: null }>,
) {
  const known = await places.withoutSeat(tx, motion.motionId, who.residentId);
  const of = { ...motion, noticedAt: motion.noticedAt ?? tx.now };
  return absentBecause(of, { ...who.subject, ...known }, await electorRules(tx));
}
