import * as answers from "@yishi/db/deciders";
import * as store from "@yishi/db/proposals";
import { departments, kept } from "@yishi/domain/deciders";
import { notForAuthor } from "@yishi/domain/proposals";
import { z } from "zod";
import { found, refusing } from "../accept.ts";
import { asAuthor } from "../drafting.ts";
import { form, id } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { memberProcedure, once, router } from "../trpc.ts";

export const decidesRouter = router({
  /**
   * Keeps with a draft which question was the first with a yes. A danger and a dispute between private people are no
   * answers that come in here: the page tells what to do and asks nothing of the door, so that nothing is left of them.
   */
  keep: memberProcedure
    .input(
      form({
        proposalId: id,
        firstYes: z.enum(kept),
        department: z.enum(departments).optional(),
        forResident: id.optional(),
      }).refine(({ firstYes, department }) => firstYes !== "departmentDuty" || department !== undefined, {
        path: ["department"],
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { proposalId, firstYes } = input;
        const who = await asAuthor(ctx, input.forResident);
        const locked = await store.lock(ctx.tx, proposalId);
        const own = found(locked?.authorId === who.standing.subjectId ? locked : null);
        if (who.standing.channel === "desk") await notRecused(ctx, proposalId);
        const refusal = notForAuthor(own, "answer", who.standing);
        if (refusal) throw refusing(refusal);
        const department = firstYes === "departmentDuty" ? (input.department ?? null) : null;
        await answers.keepAnswer(ctx.tx, proposalId, { firstYes, department });
        return { proposalId };
      }),
    ),
});
