import * as store from "@yishi/db/acceptances";
import type { Tx } from "@yishi/db/client";
import * as motions from "@yishi/db/motions";
import * as proposals from "@yishi/db/proposals";
import { milestonesOf } from "@yishi/db/resolutions";
import { residentById } from "@yishi/db/roll";
import * as rules from "@yishi/domain/acceptances";
import type { Day, Holidays } from "@yishi/domain/calendar";
import type { Standing } from "@yishi/domain/facts";
import { apply, type Motion } from "@yishi/domain/motions";
import { acceptingRoles, type AcceptingRole } from "@yishi/domain/resolutions/steps";
import { acts } from "@yishi/domain/roles";
import { limits, type Language } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { day, form, id, language, words } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { inPost, standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

/** What is said of the work: accepted, or not yet and then what is missing. */
const said = z.discriminatedUnion("accepted", [
  z.strictObject({ accepted: z.literal(true) }),
  z.strictObject({ accepted: z.literal(false), missing: words(limits.reason) }),
]);
const input = { motionId: id, said, lang: language };

export const acceptancesRouter = router({
  /** Who has accepted the finished work, by building and role, what is missing, and from when a supervisor may stand in. */
  of: publicProcedure
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        open: z.boolean(),
        furtherNeeded: z.boolean(),
        neighboursNeeded: z.number(),
        standInFrom: day.nullable(),
        said: z.array(
          z.object({
            role: z.enum(acceptingRoles),
            building: z.string().nullable(),
            accepted: z.boolean(),
            missing: z.string().nullable(),
            lang: language,
            at: z.date(),
            current: z.boolean(),
            own: z.boolean(),
          }),
        ),
      }),
    )
    .query(async ({ ctx, input: asked }) => {
      const motion = found(await motions.read(ctx.tx, asked.motionId));
      found(motion.noticedAt);
      const { finished, kept } = await finishedOf(ctx.tx, motion.motionId);
      const { asker } = ctx;
      return {
        open: rules.notYetFinished(motion, finished) === null,
        furtherNeeded: motion.status === "implementing" && finished.said.some((one) => !one.accepted),
        neighboursNeeded: rules.neighboursNeeded,
        standInFrom: await standInDay(ctx.tx, motion, finished.doneOn, ctx.services.holidays),
        said: kept.map(({ residentId, memberId: _member, round, role, building, ...one }) => ({
          ...{ ...one, role, building: role === "neighbour" ? building : null },
          current: round === finished.round,
          own: residentId !== null && residentId === asker?.residentId,
        })),
      };
    }),

  /** The proposer or a neighbour says that the finished work is accepted, or what is missing; in the app or at the desk. */
  say: memberProcedure.input(form({ ...input, forResident: id.optional() })).mutation(
    once(async ({ ctx, input: asked }) => {
      const { standing: stood } = await standing(ctx, asked.forResident);
      const { channel, subjectId } = stood;
      const row = { residentId: subjectId, memberId: null, channel };
      return keep(ctx, { ...asked, personId: subjectId, standIn: false, row }, stood);
    }),
  ),

  /** A supervisor stands in for a proposer who is silent or gone. */
  standIn: holderProcedure("acceptances.standIn")
    .input(form(input))
    .mutation(
      once(async ({ ctx, input: asked }) => {
        const { memberId, residentId } = ctx.asker;
        const row = { residentId, memberId, channel: "app" as const };
        const motion = found(await motions.lock(ctx.tx, asked.motionId));
        await notRecused(ctx, motion.proposalId);
        return keep(ctx, { ...asked, personId: residentId ?? memberId, standIn: true, row }, inPost(ctx));
      }),
    ),
});

/** Keeps what somebody says of the work; the third who accepts settles it. */
async function keep(
  ctx: { readonly tx: Tx; readonly services: { readonly holidays: Holidays } },
  asked: {
    readonly motionId: string;
    readonly said: z.infer<typeof said>;
    readonly lang: Language;
    readonly personId: string;
    readonly standIn: boolean;
    readonly row: {
      readonly residentId: string | null;
      readonly memberId: string | null;
      readonly channel: "app" | "desk";
    };
  },
  stood: Standing,
) {
  const { tx, services } = ctx;
  const motion = found(await motions.lock(tx, asked.motionId));
  found(motion.noticedAt);
  const { authorId } = found(await proposals.read(tx, motion.proposalId));
  const { finished } = await finishedOf(tx, motion.motionId);
  const { personId } = asked;
  const role: AcceptingRole = asked.standIn ? "supervisor" : personId === authorId ? "proposer" : "neighbour";
  const inCharge = await store.holdsOneOf(tx, personId, acts["resolutions.carryOut"]);
  const from = await standInDay(tx, motion, finished.doneOn, services.holidays);
  const accepting = {
    ...{ personId, role, inCharge, accepted: asked.said.accepted },
    standInFrom: from ?? motion.noticeEnds ?? "9999-12-31",
  } as const;
  const fact = accept(rules.accept(motion, finished, accepting, stood));
  const missing = asked.said.accepted ? null : asked.said.missing;
  const next = apply(motion, fact);
  await store.keep(tx, next, { ...asked.row, missing, lang: asked.lang }, fact);
  return { status: next.status };
}

async function finishedOf(tx: Tx, motionId: string) {
  const steps = await milestonesOf(tx, motionId);
  const kept = await store.ofMotion(tx, motionId);
  const days = steps.flatMap(({ doneOn }) => (doneOn ? [doneOn] : [])).sort();
  const doneOn: Day | null = days.length === steps.length ? (days.at(-1) ?? null) : null;
  const current = kept.filter(({ round }) => round === steps.length);
  const finished = {
    round: steps.length,
    doneOn,
    said: current.map(({ residentId, memberId, role, accepted }) => ({
      personId: residentId ?? memberId ?? "",
      role,
      accepted,
    })),
  };
  return { finished, kept };
}

async function standInDay(
  tx: Tx,
  motion: Motion,
  doneOn: Day | null,
  holidays: Holidays,
): Promise<Day | null> {
  if (!doneOn || motion.status !== "implementing") return null;
  const { authorId } = found(await proposals.read(tx, motion.proposalId));
  const left = (await residentById(tx, authorId)) === null;
  return rules.standInFrom(motion, doneOn, left, holidays);
}
