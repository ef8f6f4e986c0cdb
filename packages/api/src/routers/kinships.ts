import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/kinships";
import { residentById } from "@yishi/db/roll";
import * as rules from "@yishi/domain/kinships";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { form, id } from "../inputs.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router } from "../trpc.ts";

export const kinshipsRouter = router({
  /** What was declared of a resident and stands, for those who record posts and nobody else. */
  of: holderProcedure("posts.appoint")
    .input(z.strictObject({ residentId: id }))
    .query(async ({ ctx, input }) => {
      const { residentId } = found(await residentById(ctx.tx, input.residentId));
      return (await store.namedKinshipsOf(ctx.tx, residentId)).map((one) => ({
        kinshipId: one.kinshipId,
        name: one.residentId === residentId ? one.otherName : one.name,
        // What the other is to the resident who is asked about.
        relation: one.residentId === residentId ? rules.seenFromOther(one.relation) : one.relation,
        declaredOn: one.declaredOn,
      }));
    }),

  /** Writes down what a resident is to another, as they declared it. */
  declare: holderProcedure("posts.appoint")
    .input(form({ residentId: id, otherId: id, relation: z.enum(rules.relations) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { residentId } = found(await residentById(ctx.tx, input.residentId));
        const other = found(await residentById(ctx.tx, input.otherId));
        const known = await store.kinshipsOf(ctx.tx, residentId);
        const { relation } = input;
        const kinship = { kinshipId: newId(), residentId, otherId: other.residentId, relation };
        await store.keepKinship(ctx.tx, accept(rules.declare(kinship, known, inPost(ctx))));
        return { kinshipId: kinship.kinshipId };
      }),
    ),

  /** Strikes out what was declared by mistake. */
  strike: holderProcedure("posts.appoint")
    .input(form({ kinshipId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const kinship = found(await store.lockKinship(ctx.tx, input.kinshipId));
        await store.strikeKinship(ctx.tx, rules.strike(kinship, inPost(ctx)));
        return { kinshipId: kinship.kinshipId };
      }),
    ),
});
