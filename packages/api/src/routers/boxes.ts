import { seatsAt } from "@yishi/db/ballots";
import * as store from "@yishi/db/boxes";
import { newId } from "@yishi/db/ids";
import * as motions from "@yishi/db/motions";
import { carry } from "@yishi/domain/boxes";
import { refuse } from "@yishi/domain/outcome";
import { z } from "zod";
import { accept, found, refusing } from "../accept.ts";
import { day, form, id, line } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router } from "../trpc.ts";

const place = line({ min: 0, max: 20 });
const door = z.strictObject({ building: place, stairwell: place, door: place });
const mostDoors = 200;

export const boxesRouter = router({
  /** The rounds of the box so far, and who may have carried it with the asker. */
  ofMotion: holderProcedure("ballots.transcribe")
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        rounds: z.array(z.object({ on: day, names: z.array(z.string()).readonly(), seats: z.number() })),
        carriers: z.array(z.object({ memberId: z.string(), name: z.string() })),
      }),
    )
    .query(async ({ ctx, input }) => {
      found(await motions.read(ctx.tx, input.motionId));
      const others = await store.carriers(ctx.tx);
      return {
        rounds: await store.roundsOf(ctx.tx, input.motionId),
        carriers: others.filter(({ memberId }) => memberId !== ctx.asker.memberId),
      };
    }),

  /** A clerk enters a round of the box: with whom they carried it, on which day, and at which doors they called. */
  enter: holderProcedure("ballots.transcribe")
    .input(form({ motionId: id, secondCarrierId: id, on: day, doors: z.array(door).min(1).max(mostDoors) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx } = ctx;
        const motion = found(await motions.lock(tx, input.motionId));
        await notRecused(ctx, motion.proposalId);
        const others = await store.carriers(tx);
        const { memberId: secondCarrierId } = found(
          others.find(({ memberId }) => memberId === input.secondCarrierId),
        );
        const seats = new Set<number>();
        for (const at of input.doors) {
          const behind = await seatsAt(tx, motion.motionId, at);
          if (behind.length === 0) throw refusing(refuse("box-door-unknown", { door: doorWords(at) }));
          for (const { seat } of behind) seats.add(seat);
        }
        const round = { roundId: newId(), secondCarrierId, on: input.on, seats: [...seats] };
        const fact = accept(carry(motion, round, inPost(ctx)));
        await store.keepRound(tx, fact, round.seats);
        return { seats: seats.size };
      }),
    ),
});

function doorWords({ building, stairwell, door: number }: z.infer<typeof door>): string {
  return [building, stairwell, number].filter((part) => part !== "").join("-");
}
