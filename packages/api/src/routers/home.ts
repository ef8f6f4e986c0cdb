import { underway } from "@yishi/db/proposal-lists";
import { awaits } from "@yishi/domain/awaits";
import { stageOf } from "@yishi/domain/stages";
import { memberProcedure, router } from "../trpc.ts";

export const homeRouter = router({
  /** What awaits the asker and why: the nearest date first, what has no date last. */
  awaiting: memberProcedure.query(async ({ ctx }) => {
    const { asker, now, tx } = ctx;
    const open = await underway(tx, asker);
    return open
      .flatMap((one) => {
        const { proposalId, year, number, title, lang, motionId, ordinal, electorate, scope, several } = one;
        const motion = { motionId, ordinal, electorate, scope, several };
        const of = { proposalId, year, number, title, lang, ...motion, stage: stageOf(one, now) };
        return awaits(one, asker.posts, now).map((awaited) => ({ ...awaited, ...of }));
      })
      .sort((one, other) => (one.by?.getTime() ?? Infinity) - (other.by?.getTime() ?? Infinity));
  }),
});
