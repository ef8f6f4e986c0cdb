import * as invitations from "@yishi/auth/invitations";
import * as lists from "@yishi/db/slip-lists";
import * as store from "@yishi/db/slips";
import { residentById } from "@yishi/db/roll";
import { isRefusal } from "@yishi/domain/outcome";
import * as rules from "@yishi/domain/slips";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { form, id } from "../inputs.ts";
import { seen } from "../sight.ts";
import { oldEnough, print } from "../slip-printing.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router } from "../trpc.ts";
import { newId } from "@yishi/db/ids";

const place = z.string().max(20);
const choice = z.strictObject({
  buildings: z.array(place).max(200).default([]),
  stairwell: place.default(""),
  door: place.default(""),
  residentIds: z.array(id).max(100).default([]),
  batch: z.int().min(1).max(1_000_000).nullable().default(null),
  printedBefore: z.date().nullable().default(null),
});
const printed = z.object({
  residentId: z.string(),
  name: z.string(),
  building: z.string(),
  stairwell: z.string(),
  door: z.string(),
  slipId: z.string(),
  serial: z.number(),
  code: z.string(),
});
const most = 1000;

export const slipsRouter = router({
  /** Every stairwell: how many of voting age have an account, a slip, or neither. */
  buildings: holderProcedure("slips.issue").query(({ ctx }) => lists.buildings(ctx.tx, oldEnough(ctx.now))),

  /** How many slips a choice makes, on how many sheets, in how many parts. Nothing is made by asking. */
  preview: holderProcedure("slips.issue")
    .input(choice)
    .query(async ({ ctx, input }) => {
      const figures = await store.figuresOf(ctx.tx, input, oldEnough(ctx.now));
      return { ...figures, ...rules.sheetsOf(figures.wanted) };
    }),

  /** Prints slips for those chosen. Their codes are in this answer and nowhere else, so it is never given twice. */
  print: holderProcedure("slips.issue")
    .input(form({ choice, expected: z.int().min(0).max(1_000_000) }))
    .output(z.object({ number: z.number(), expiresAt: z.date(), left: z.number(), slips: z.array(printed) }))
    .mutation(async ({ ctx, input }) => {
      const printing = { ...input, formKey: input.key, makerId: ctx.asker.memberId };
      const batch = await print({ tx: ctx.tx, standing: inPost(ctx) }, printing);
      await seen(
        ctx,
        "slips.issue",
        "slipMade",
        batch.slips.map((slip) => slip.residentId),
      );
      return batch;
    }),

  /** Makes a slip for one resident, whatever slip they had; of any age, for the desk knows whom it hands it to. */
  issue: holderProcedure("slips.issue")
    .input(z.strictObject({ residentId: id }))
    .mutation(async ({ ctx, input }) => {
      const { residentId, name } = found(await residentById(ctx.tx, input.residentId));
      found(name);
      await store.lockPrinting(ctx.tx);
      // A moment later than any slip there is: whatever they hold is void.
      const printedBefore = new Date(ctx.now.getTime() + 60_000);
      const one = { ...choice.parse({}), residentIds: [residentId], printedBefore };
      const printing = { choice: one, expected: 1, formKey: newId(), makerId: ctx.asker.memberId };
      const { slips, number, expiresAt } = await print({ tx: ctx.tx, standing: inPost(ctx) }, printing);
      await seen(ctx, "slips.issue", "slipMade", [residentId]);
      const { residentId: _, ...slip } = found(slips[0]);
      return { ...slip, batch: number, expiresAt };
    }),

  /** What was printed, the newest first, with how the slips of each batch stand. */
  batches: holderProcedure("slips.issue").query(({ ctx }) => lists.batches(ctx.tx)),

  /** The slips of a batch or of a building. */
  list: holderProcedure("slips.issue")
    .input(
      z.strictObject({
        batch: z.int().min(1).max(1_000_000).nullable(),
        building: place,
        standing: z.enum(rules.slipStandings).nullable(),
      }),
    )
    .query(async ({ ctx, input }) => {
      if (input.batch === null && input.building === "") return [];
      return lists.list(ctx.tx, { ...input, most });
    }),

  /** One slip with everything that happened to it. */
  history: holderProcedure("slips.issue")
    .input(z.strictObject({ slipId: id }))
    .query(async ({ ctx, input }) => ({
      slip: found(await lists.slipById(ctx.tx, input.slipId)),
      history: await lists.historyOf(ctx.tx, input.slipId),
    })),

  /** Notes which slips of a batch were handed over: those with these serial numbers, or all that are still here. */
  handOut: holderProcedure("slips.issue")
    .input(form({ batchId: id, serials: z.array(z.int().min(1).max(100_000)).min(1).max(1000).nullable() }))
    .mutation(
      once(async ({ ctx, input }) => {
        const slips = await store.lockOfBatch(ctx.tx, input.batchId, input.serials);
        found(slips[0]);
        if (input.serials)
          for (const serial of input.serials) found(slips.find((slip) => slip.serial === serial));
        const standing = inPost(ctx);
        const decided = slips.map((slip) => rules.handOut(slip, standing));
        // Named one by one each of them has to be out; "all" means all that can be.
        const facts = decided.flatMap((one) => {
          if (isRefusal(one) && !input.serials) return [];
          const fact = accept(one);
          return fact ? [fact] : [];
        });
        if (facts.length > 0) await store.save(ctx.tx, facts);
        return { handedOut: facts.length };
      }),
    ),

  /** Makes a slip void: it was lost, or came to the wrong person. */
  revoke: holderProcedure("slips.issue")
    .input(form({ slipId: id, reason: z.enum(rules.revokedAtDesk) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const slip = found(await store.lock(ctx.tx, input.slipId));
        await store.save(ctx.tx, [accept(rules.revoke(slip, input.reason, inPost(ctx)))]);
        await invitations.revoke(ctx.tx.raw, slip.slipId);
        return { slipId: slip.slipId };
      }),
    ),
});
