import * as store from "@yishi/db/appeals";
import * as proposals from "@yishi/db/proposals";
import * as rules from "@yishi/domain/appeals";
import { dayOf } from "@yishi/domain/calendar";
import { apply } from "@yishi/domain/proposals";
import { needed } from "@yishi/domain/shares";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { lastReturnedOn } from "../decider-view.ts";
import { day, form, id, language, line, words } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { inPost, standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, router } from "../trpc.ts";

const reason = words({ min: 1, max: limits.reason.max });

export const appealsRouter = router({
  /** The author of a returned proposal asks the representatives, once, with their reasons for everybody to read. */
  file: memberProcedure
    .input(form({ proposalId: id, reason, lang: language, forResident: id.optional() }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { proposalId, lang } = input;
        const who = await standing(ctx, input.forResident);
        const locked = await proposals.lock(ctx.tx, proposalId);
        const own = locked?.openedAt && locked.authorId === who.standing.subjectId;
        const proposal = found(own ? locked : null);
        if (who.standing.channel === "desk") await notRecused(ctx, proposalId);
        const already = (await store.ofProposal(ctx.tx, proposalId)) !== null;
        const returnedOn = (await lastReturnedOn(ctx.tx, proposalId)) ?? dayOf(ctx.now);
        const fact = accept(rules.appeal(proposal, { returnedOn, already }, who.standing));
        await store.file(ctx.tx, apply(proposal, fact), fact, { reason: input.reason, lang });
        return { decideBy: fact.body.decideBy };
      }),
    ),

  /** What a meeting of the representatives held today would have to keep to: how many are in office, how many have to come. */
  meeting: holderProcedure("appeals.record")
    .input(z.strictObject({ proposalId: id }))
    .output(z.object({ members: z.number(), quorumNeeded: z.number() }))
    .query(async ({ ctx, input }) => {
      const proposal = found(await proposals.read(ctx.tx, input.proposalId));
      found(proposal.openedAt);
      const members = await store.meetingMembersOn(ctx.tx, dayOf(ctx.now));
      return { members, quorumNeeded: needed(rules.appealQuorum(proposal), members) };
    }),

  /** Records what the representatives decided, by the record of their meeting; the outcome is computed from its figures. */
  record: holderProcedure("appeals.record")
    .input(
      form({
        proposalId: id,
        metOn: day,
        present: z.int().min(0).max(100_000),
        for: z.int().min(0).max(100_000),
        against: z.int().min(0).max(100_000),
        reference: line(limits.reference),
        reason,
        lang: language,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { proposalId, metOn, present, against, reference, lang } = input;
        const proposal = found(await proposals.lock(ctx.tx, proposalId));
        found(proposal.openedAt);
        await notRecused(ctx, proposalId);
        const appeal = await store.ofProposal(ctx.tx, proposalId);
        const asked = {
          met: { metOn, present, for: input.for, against },
          appealedOn: dayOf(appeal?.filedAt ?? ctx.now),
          members: await store.meetingMembersOn(ctx.tx, metOn),
        };
        const fact = accept(rules.decideAppeal(proposal, asked, inPost(ctx)));
        const said = { reference, reason: input.reason, lang };
        await store.keepDecision(ctx.tx, apply(proposal, fact), fact, said);
        return { decides: fact.body.decides };
      }),
    ),
});
