import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/rules";
import { change, isRuleKey, valueFor, withChanges } from "@yishi/domain/rulebook/changes";
import { ruleKeys } from "@yishi/domain/rulebook/keys";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { accept } from "../accept.ts";
import { adopted, adoption } from "../adoptions.ts";
import { day, form } from "../inputs.ts";
import { bookView, readBook } from "../rule-view.ts";
import { defaultBook } from "../rules.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, publicProcedure, router } from "../trpc.ts";

const count = z.int().min(0).max(1_000_000_000);
const key = z.enum(Object.keys(ruleKeys).filter(isRuleKey));
/** A value as a form brings it; whether its key can mean it is asked of the rule book. */
const value = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("share"), cmp: z.enum(["moreThan", "atLeast"]), num: count, den: count }),
  z.strictObject({ kind: z.literal("integer"), integer: count }),
  z.strictObject({ kind: z.literal("days"), days: count }),
  z.strictObject({ kind: z.literal("workingDays"), workingDays: count }),
  z.strictObject({ kind: z.literal("range"), min: count, max: count }),
  z.strictObject({ kind: z.literal("boolean"), boolean: z.boolean() }),
]);

export const rulesRouter = router({
  /** The rules of this community: each number with its source, its example and what the community made of it. */
  book: publicProcedure.output(bookView).query(({ ctx }) => readBook(ctx.tx, ctx.services.holidays)),

  /** Records that the residents' meeting made a rule stricter. Nothing that is open already is touched. */
  change: holderProcedure("rules.change")
    .input(form({ rule: key, value, effectiveFrom: day, ...adoption }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { rule, effectiveFrom } = input;
        const given = input.value;
        const meaning = ruleKeys[rule];
        const meant =
          given.kind === "share" && meaning.kind === "share" ? { ...given, base: meaning.base } : given;
        const wanted = valueFor(rule, meant);
        if (!wanted) throw badValue();
        const { adopted: before, now } = await store.changesForChange(ctx.tx);
        const rests = await adopted(ctx.tx, input);
        const asked = {
          changeId: newId(),
          key: rule,
          value: wanted,
          effectiveFrom,
          adoptedOn: rests.adoptedOn,
          resolutionId: rests.resolutionId,
        };
        const fact = accept(change(withChanges(defaultBook, before), asked, { ...inPost(ctx), at: now }));
        await store.keepChange(ctx.tx, rests.paper, fact);
        return { changeId: asked.changeId };
      }),
    ),
});

/** A value that the key cannot mean is bad input, told as every other. */
function badValue(): TRPCError {
  const path = ["value"];
  const cause = new z.ZodError([{ code: "custom", path, message: "not-of-this-rule", input: undefined }]);
  return new TRPCError({ code: "BAD_REQUEST", message: "wrong: value", cause });
}
