import * as store from "@yishi/db/consents";
import type { Tx } from "@yishi/db/client";
import * as proposals from "@yishi/db/proposals";
import * as sponsors from "@yishi/db/sponsors";
import { dayOf } from "@yishi/domain/calendar";
import { record, type Standing } from "@yishi/domain/facts";
import { namePurposes, type ConsentFact } from "@yishi/domain/privacy/consents";
import * as rules from "@yishi/domain/proposals";
import { notElectorBecause, type Candidate } from "@yishi/domain/roll/residence";
import * as sponsoring from "@yishi/domain/sponsors";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { electorRules } from "../electors.ts";
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
        const { standing, subject } = await onTheRoll(ctx, input.forResident);
        const { proposalId, purpose, given } = input;
        const choice = { residentId: standing.subjectId, purpose, proposalId, given };
        if (purpose === "authorName") await showAuthor(ctx.tx, { proposalId, given, standing, subject });
        else if (purpose === "sponsorName") await showSponsor(ctx.tx, { proposalId, given, standing });
        else {
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

interface Change {
  readonly proposalId: string;
  readonly given: boolean;
  readonly standing: Standing & { readonly subjectId: string };
}

/** The author's name. Who is under the voting age is never named. */
async function showAuthor(
  tx: Tx,
  { proposalId, given, standing, subject }: Change & { readonly subject: Candidate },
): Promise<void> {
  const kept = await proposals.lock(tx, proposalId);
  const mine = found(kept?.openedAt && kept.authorId === standing.subjectId ? kept : null);
  const no = given && notElectorBecause(subject, dayOf(tx.now), await electorRules(tx));
  if (no === "under-voting-age") throw refuseAtDoor("under-age-unnamed");
  if (mine.authorNamed === given) return;
  const fact = accept(rules.showName(mine, given, standing));
  await proposals.save(tx, rules.apply(mine, fact), fact);
}

/** The name of who stood beside somebody under age. */
async function showSponsor(tx: Tx, { proposalId, given, standing }: Change): Promise<void> {
  const kept = await sponsors.lock(tx, proposalId);
  const isMine = kept?.sponsorId === standing.subjectId && kept.state === "carried";
  const mine = found(isMine ? kept : null);
  if (mine.named === given) return;
  const fact = accept(sponsoring.showName(mine, given, standing));
  await sponsors.save(tx, sponsoring.apply(mine, fact), fact);
}
