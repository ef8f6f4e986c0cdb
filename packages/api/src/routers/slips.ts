import * as invitations from "@yishi/auth/invitations";
import { keepFact } from "@yishi/db/facts";
import { memberForResident } from "@yishi/db/members";
import { residentById } from "@yishi/db/roll";
import { record } from "@yishi/domain/facts";
import { z } from "zod";
import { found } from "../accept.ts";
import { id } from "../inputs.ts";
import { slipValidDays } from "../rules.ts";
import { seen } from "../sight.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, router } from "../trpc.ts";

export const slipsRouter = router({
  /** Makes an invitation slip for a resident, to be handed over in person. Its code is shown this once. */
  issue: holderProcedure("slips.issue")
    .input(z.strictObject({ residentId: id }))
    .mutation(async ({ ctx, input }) => {
      const resident = found(await residentById(ctx.tx, input.residentId));
      const name = found(resident.name);
      const memberId = await memberForResident(ctx.tx, resident.residentId, name);
      const { committeeId } = ctx.community;
      const slip = await invitations.issue(ctx.tx.raw, { committeeId, memberId, validDays: slipValidDays });
      const fact = record(inPost(ctx), "slip.issued", memberId, {
        memberId,
        expiresAt: slip.expiresAt.toISOString(),
      });
      await keepFact(ctx.tx, fact);
      await seen(ctx, "slips.issue", "slipMade", [resident.residentId]);
      const { building, stairwell, door } = resident;
      return {
        name,
        building,
        stairwell,
        door,
        code: invitations.spaced(slip.code),
        expiresAt: slip.expiresAt,
      };
    }),
});
