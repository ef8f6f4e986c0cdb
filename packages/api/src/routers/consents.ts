import * as store from "@yishi/db/consents";
import * as proposals from "@yishi/db/proposals";
import { record } from "@yishi/domain/facts";
import { namePurposes, type ConsentFact } from "@yishi/domain/privacy/consents";
import * as rules from "@yishi/domain/proposals";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { form, id } from "../inputs.ts";
import { seen } from "../sight.ts";
import { onTheRoll } from "../standing.ts";
import { memberProcedure, once, router } from "../trpc.ts";

export const consentsRouter = router({
  /** Where one's name stands or could stand, and the ledger of what one agreed to and took back. */
  mine: memberProcedure
    .input(z.strictObject({ forResident: id.optional() }))
    .query(async ({ ctx, input }) => {
      const { subject } = await onTheRoll(ctx, input.forResident);
      await seen(ctx, "desk.actFor", "ownPage", [subject.residentId]);
      return {
        names: await store.namesOf(ctx.tx, subject.residentId),
        ledger: await store.ledgerOf(ctx.tx, subject.residentId),
      };
    }),

  /** Agrees to be named with a proposal, or takes that back; it holds at once, and nothing is refused for a no. */
  change: memberProcedure
    .input(
      form({
        proposalId: id,
        purpose: z.enum(namePurposes),
        given: z.boolean(),
        forResident: id.optional(),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { standing } = await onTheRoll(ctx, input.forResident);
        const { proposalId, purpose, given } = input;
        const choice = { residentId: standing.subjectId, purpose, proposalId, given };
        if (purpose === "authorName") {
          const kept = await proposals.lock(ctx.tx, proposalId);
          const mine = found(kept?.openedAt && kept.authorId === standing.subjectId ? kept : null);
          if (mine.authorNamed !== given) {
            const fact = accept(rules.showName(mine, given, standing));
            await proposals.save(ctx.tx, rules.apply(mine, fact), fact);
          }
        } else {
          const mine = found(await store.lockCosponsor(ctx.tx, proposalId, standing.subjectId));
          const kind = given ? "consent.given" : "consent.withdrawn";
          const fact: ConsentFact = record(standing, kind, standing.subjectId, { purpose, proposalId });
          if (mine.namePublic !== given) await store.showCosponsor(ctx.tx, choice, fact);
        }
        await store.noteConsent(ctx.tx, { ...choice, objectId: proposalId }, standing);
        return { given };
      }),
    ),
});
