import * as store from "@yishi/db/amendments";
import { factsOf } from "@yishi/db/facts";
import * as proposals from "@yishi/db/proposals";
import * as rules from "@yishi/domain/amendments";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { takeUp } from "../amending.ts";
import { lockView } from "../deliberation.ts";
import { form, id, language, words } from "../inputs.ts";
import { standing } from "../standing.ts";
import { memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const part = z.string().nullable();
/** What makes a next version of what is public, beside its author's own mending. */
const becoming: ReadonlySet<string> = new Set(["proposal.amended", "proposal.tookIn"]);

export const amendmentsRouter = router({
  /** Every version of a proposal that was public, first to last, and which wording each took up. */
  versions: publicProcedure
    .input(z.strictObject({ proposalId: id }))
    .output(
      z.array(
        z.object({
          ...{ version: z.number(), title: part, problem: part, wish: part, touches: part, cost: part },
          ...{ lang: language, writtenAt: z.date(), viewId: z.string().nullable() },
          mergerId: z.string().nullable(),
        }),
      ),
    )
    .query(async ({ ctx, input }) => {
      const proposal = await proposals.read(ctx.tx, input.proposalId);
      const { proposalId } = found(proposal?.openedAt ? proposal : null);
      const facts = await factsOf(ctx.tx, proposalId);
      const opened = facts.find(({ kind }) => kind === "proposal.opened");
      // What was written before it was opened is its author's own.
      const first = opened && numberIn(opened.body, "version");
      const versions = await proposals.versionsFrom(ctx.tx, proposalId, found(first));
      return versions.map((one) => {
        const became = facts.find(
          ({ kind, body }) => becoming.has(kind) && numberIn(body, "version") === one.version,
        );
        const from = (name: string): string | null => {
          const id: unknown = became && Reflect.get(became.body, name);
          return typeof id === "string" ? id : null;
        };
        return { ...one, viewId: from("viewId"), mergerId: from("mergerId") };
      });
    }),

  /** The author takes the wording up; the proposal has a new version. */
  accept: memberProcedure.input(form({ viewId: id, forResident: id.optional() })).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, input.forResident);
      const place = await lockView(ctx.tx, input.viewId);
      return { version: await takeUp(ctx.tx, place, who.standing) };
    }),
  ),

  /** The author does not take it up, and says why. */
  decline: memberProcedure
    .input(form({ viewId: id, forResident: id.optional(), why: words(limits.reason) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const who = await standing(ctx, input.forResident);
        const place = await lockView(ctx.tx, input.viewId);
        const amendment = found(await store.lock(ctx.tx, input.viewId));
        const fact = accept(rules.decline(amendment, place, who.standing));
        await store.save(ctx.tx, rules.apply(amendment, fact), fact, input.why);
        return { viewId: input.viewId };
      }),
    ),
});

function numberIn(body: object, name: string): number | null {
  const value: unknown = Reflect.get(body, name);
  return typeof value === "number" ? value : null;
}
