import * as store from "@yishi/db/consultations";
import * as files from "@yishi/db/files";
import * as opinions from "@yishi/db/opinions";
import * as panels from "@yishi/db/panels";
import { residentById } from "@yishi/db/roll";
import * as rules from "@yishi/domain/consultations";
import { answers, type Declaration } from "@yishi/domain/consultations/conflicts";
import { mostAdvice, opined, speak } from "@yishi/domain/consultations/opinions";
import type { Spoke } from "@yishi/domain/consultations/panels";
import type { Standing } from "@yishi/domain/facts";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { lockSeat, replaced } from "../consulting.ts";
import { forExpert } from "../expert-view.ts";
import { hashOfWords } from "../hashes.ts";
import { form, id, language, words } from "../inputs.ts";
import { objectableSeat, objectableSeats } from "../objectable.ts";
import { ownSeat, ownSeatLine, readSeat, seatLines } from "../own-seat.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const said = z.enum(answers);
const declared = z.strictObject({
  livesThere: said,
  kin: said,
  contract: said,
  investment: said,
  vendor: said,
  publicStand: said,
} satisfies Record<Declaration, typeof said>);
const written = {
  facts: words(limits.seenFacts),
  advice: z.array(words(limits.advice)).min(1).max(mostAdvice),
  risk: words(limits.risk),
  unknown: words(limits.risk),
  lang: language,
};
const begun = {
  facts: words({ ...limits.seenFacts, min: 0 }),
  advice: z.array(words({ ...limits.advice, min: 0 })).max(mostAdvice),
  risk: words({ ...limits.risk, min: 0 }),
  unknown: words({ ...limits.risk, min: 0 }),
  lang: language,
};

/** What an expert does who was asked onto a panel; a clerk does it for them at the desk, but for the draft. */
export const panelsRouter = router({
  /** Where the asker was asked. */
  mine: memberProcedure
    .output(z.array(ownSeatLine))
    .query(async ({ ctx: { tx, asker } }) => seatLines(tx, asker.memberId)),

  /** Where somebody was asked who sits at the desk. */
  ofResident: holderProcedure("desk.actFor")
    .input(z.strictObject({ residentId: id }))
    .output(z.array(ownSeatLine))
    .query(async ({ ctx: { tx }, input }) => {
      const { residentId } = found(await residentById(tx, input.residentId));
      return seatLines(tx, null, residentId);
    }),

  /** Whom somebody may still object to. */
  objectable: publicProcedure.output(z.array(objectableSeat)).query(({ ctx: { tx } }) => objectableSeats(tx)),

  /** One seat: what is asked, by when, and once one sits, who else does. The draft is for its writer alone. */
  seat: memberProcedure
    .input(z.strictObject({ seatId: id }))
    .output(ownSeat)
    .query(async ({ ctx, input }) => {
      const seat = found(await panels.seat(ctx.tx, input.seatId));
      const { channel } = await forExpert(ctx, seat.memberId);
      return readSeat(ctx.tx, seat, channel === "app");
    }),

  /** Says yes, and declares what may be a conflict, before knowing who else is asked; or says no, without a reason. */
  reply: memberProcedure.input(form({ seatId: id, declared: declared.nullable() })).mutation(
    once(async ({ ctx, input }) => {
      const { consultation, seat, at } = await lockOwn(ctx, input.seatId);
      const asked = { accepts: input.declared !== null, holidays: ctx.services.holidays };
      const fact = accept(rules.reply(consultation, seat, asked, at));
      const next = rules.applySeat(seat, fact);
      if (fact.kind === "seat.declared" && input.declared)
        await panels.saveSeat(ctx.tx, next, fact, {
          ...{ declared: input.declared, decideBy: fact.body.decideBy, through: throughOf(at) },
        });
      else {
        await panels.saveSeat(ctx.tx, next, fact);
        await replaced(ctx, consultation, seat.seatId, at);
      }
      return { status: next.status };
    }),
  ),

  /** Steps back, without a reason, as long as one has not spoken. */
  stepBack: memberProcedure.input(form({ seatId: id })).mutation(
    once(async ({ ctx, input }) => {
      const { consultation, seat, at } = await lockOwn(ctx, input.seatId);
      const fact = accept(rules.stepBack(consultation, seat, at));
      await panels.saveSeat(ctx.tx, rules.applySeat(seat, fact), fact);
      await replaced(ctx, consultation, seat.seatId, at);
      return { status: "recused" as const };
    }),
  ),

  /** Keeps what the expert has written so far. Nobody else ever sees it, at the desk neither. */
  saveDraft: memberProcedure.input(form({ seatId: id, ...begun })).mutation(
    once(async ({ ctx, input }) => {
      const { consultation, seat } = await lockSeat(ctx.tx, input.seatId);
      if (seat.memberId !== ctx.asker.memberId) throw refuseAtDoor("not-found");
      if (consultation.status !== "studying" || seat.status !== "sitting" || seat.spoke)
        throw refuseAtDoor("consultation-not-at-this-step");
      const { facts, advice, risk, unknown, lang } = input;
      await opinions.keepDraft(ctx.tx, seat.seatId, { facts, advice, risk, unknown, lang });
      return { seatId: seat.seatId };
    }),
  ),

  /** Files the opinion of the panel, or a dissent from the one that is there. */
  file: memberProcedure.input(form({ seatId: id, how: z.enum(["opinion", "dissent"]), ...written })).mutation(
    once(async ({ ctx, input }) => {
      const { how, facts, advice, risk, unknown, lang } = input;
      const filed = { facts, advice, risk, unknown, lang };
      const hash = hashOfWords({ how, ...filed, ...(await hung(ctx, input.seatId)) });
      const { seat } = await spoke(ctx, { seatId: input.seatId, how, hash });
      await opinions.file(ctx.tx, seat, filed, hash);
      await endIfAllSpoke(ctx, input.seatId);
      return { hash: hash.toString("hex") };
    }),
  ),

  /** Puts one's name under the opinion that is there, by the hash of the very text. */
  sign: memberProcedure.input(form({ seatId: id, hash: z.string().regex(/^[0-9a-f]{64}$/) })).mutation(
    once(async ({ ctx, input }) => {
      const hash = Buffer.from(input.hash, "hex");
      const { seat } = await spoke(ctx, { seatId: input.seatId, how: "signature", hash });
      await opinions.dropDraft(ctx.tx, seat.seatId);
      await files.takeTurn(ctx.tx, "opinion", seat.seatId);
      await files.dropOf(ctx.tx, "opinion", [seat.seatId]);
      await endIfAllSpoke(ctx, input.seatId);
      return { hash: input.hash };
    }),
  ),
});

type Acting = Parameters<typeof forExpert>[0] & Parameters<typeof replaced>[0];

/** A seat of the expert's own, locked with its consultation, and how whoever acts stands to it. */
async function lockOwn(ctx: Acting, seatId: string) {
  const { memberId } = found(await panels.seat(ctx.tx, seatId));
  const at = await forExpert(ctx, memberId);
  return { ...(await lockSeat(ctx.tx, seatId)), at };
}

async function spoke(
  ctx: Acting,
  asked: { readonly seatId: string; readonly how: Spoke; readonly hash: Buffer },
) {
  const { consultation, seat, at } = await lockOwn(ctx, asked.seatId);
  const filed = await opinions.opinionsOf(ctx.tx, consultation.consultationId);
  const opinion = filed.find((one) => one.spoke === "opinion")?.hash ?? null;
  const said = { how: asked.how, hash: asked.hash.toString("hex"), opinion };
  const fact = accept(speak(consultation, seat, said, at));
  const beside = { spokeHash: asked.hash, through: throughOf(at) };
  await panels.saveSeat(ctx.tx, rules.applySeat(seat, fact), fact, beside);
  return { seat };
}

/**
 * The hashes of what hangs on an opinion, which the signature covers with the words. A file that is on its way waits,
 * and is told then that it comes too late.
 */
async function hung(ctx: Acting, seatId: string) {
  await lockOwn(ctx, seatId);
  await files.takeTurn(ctx.tx, "opinion", seatId);
  const hashes = await files.hashesOf(ctx.tx, "opinion", seatId);
  return hashes.length > 0 ? { files: hashes } : {};
}

/** With the last word of the panel the committee's days to answer begin. */
async function endIfAllSpoke(ctx: Acting, seatId: string): Promise<void> {
  const { consultation, seat, at } = await lockOwn(ctx, seatId);
  const seats = await panels.seatsOf(ctx.tx, seat.consultationId);
  const advice = (await opinions.adviceOf(ctx.tx, seat.consultationId)).length;
  const fact = opined(consultation, seats, { advice, holidays: ctx.services.holidays }, at);
  if (fact) await store.save(ctx.tx, rules.apply(consultation, fact), fact);
}

function throughOf({ channel }: Standing): "app" | "desk" {
  return channel === "desk" ? "desk" : "app";
}
