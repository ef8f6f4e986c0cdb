import * as store from "@yishi/db/meetings";
import * as attendance from "@yishi/db/meetings/attendance";
import { votedThere } from "@yishi/db/meetings/hands";
import type { Tx } from "@yishi/db/client";
import * as meetings from "@yishi/domain/meetings";
import * as rules from "@yishi/domain/meetings/attendance";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { form, id, line } from "../inputs.ts";
import { holderOf, runnerOf } from "../meeting-view.ts";
import { seen } from "../sight.ts";
import { holderProcedure, memberProcedure, once, router, type Asker } from "../trpc.ts";

const called = form({ meetingId: id, holderId: id });
interface Running {
  readonly tx: Tx;
  readonly asker: Asker;
}

export const attendanceRouter = router({
  /** Says that one is there, on the day itself. */
  come: memberProcedure.input(form({ meetingId: id })).mutation(
    once(async ({ ctx, input }) => {
      const meeting = found(await store.hold(ctx.tx, input.meetingId));
      const holderId = holderOf(ctx.asker);
      const seat = await attendance.lockSeatOf(ctx.tx, meeting.meetingId, holderId);
      const at = { actorId: ctx.asker.memberId, subjectId: holderId, channel: "app", at: ctx.now } as const;
      const fact = accept(rules.come(meeting, seat, at));
      await attendance.saveAttendance(ctx.tx, found(seat), "app", fact);
      return { present: true };
    }),
  ),

  /** The list of those called, of one building or of all; it is written down who looked. */
  seats: holderProcedure("meetings.attend")
    .input(
      z.strictObject({
        ...{ meetingId: id, building: line({ min: 1, max: 20 }).optional() },
        figuresOnly: z.boolean().optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const meeting = await store.read(ctx.tx, input.meetingId);
      if (!meeting) return { buildings: [], lines: [] };
      accept(meetings.notTheirs(meeting, await runnerOf(ctx)));
      const wanted = { building: input.building ?? null, presentOnly: false };
      const lines = input.figuresOnly ? [] : await attendance.linesOf(ctx.tx, meeting.meetingId, wanted);
      await sawThem(ctx, "meetings.attend", lines);
      return { buildings: await attendance.figuresByBuilding(ctx.tx, meeting.meetingId), lines };
    }),

  /** At the door: somebody came for a seat. */
  take: holderProcedure("meetings.attend")
    .input(called)
    .mutation(once(async ({ ctx, input }) => entered(ctx, input, "meeting"))),

  /** At the desk, from the paper list that was signed at the meeting. */
  enter: holderProcedure("meetings.enter")
    .input(called)
    .mutation(once(async ({ ctx, input }) => entered(ctx, input, "paper"))),

  /** Strikes what was entered wrongly. */
  strike: holderProcedure("meetings.attend")
    .input(called)
    .mutation(
      once(async ({ ctx, input }) => {
        const meeting = found(await store.hold(ctx.tx, input.meetingId));
        const seat = found(await attendance.lockSeatOf(ctx.tx, meeting.meetingId, input.holderId));
        const at = standingOf(ctx, input.holderId, "meeting");
        const asked = { ...seat, voted: await votedThere(ctx.tx, meeting.meetingId, seat.seat) };
        const fact = accept(rules.strike(meeting, asked, await runnerOf(ctx), at));
        await attendance.saveAttendance(ctx.tx, seat, "meeting", fact);
        return { present: false };
      }),
    ),

  /** Who came, for the committee and those who oversee; it is written down who looked. */
  names: holderProcedure("meetings.names")
    .input(z.strictObject({ meetingId: id }))
    .query(async ({ ctx, input }) => {
      const lines = await present(ctx.tx, input.meetingId);
      await sawThem(ctx, "meetings.names", lines);
      return lines.map(({ building, stairwell, door, part, ...one }) => ({
        ...{ name: nameOf(one), building, stairwell, door, part, channel: one.channel, at: one.at },
      }));
    }),

  /** Who came, for those who came themselves: names without doors. Nothing for anybody else. */
  companions: memberProcedure.input(z.strictObject({ meetingId: id })).query(async ({ ctx, input }) => {
    const own = await attendance.wasThere(ctx.tx, input.meetingId, holderOf(ctx.asker));
    if (!own) return [];
    return (await present(ctx.tx, input.meetingId)).map((one) => ({ name: nameOf(one) }));
  }),
});

async function entered(
  ctx: Running,
  input: { readonly meetingId: string; readonly holderId: string },
  channel: "meeting" | "paper",
) {
  const meeting = found(await store.hold(ctx.tx, input.meetingId));
  const seat = found(await attendance.lockSeatOf(ctx.tx, meeting.meetingId, input.holderId));
  const at = standingOf(ctx, input.holderId, channel);
  const fact = accept(rules.enter(meeting, seat, await runnerOf(ctx), at));
  await attendance.saveAttendance(ctx.tx, seat, channel, fact);
  return { present: true };
}

function standingOf({ tx, asker }: Running, subjectId: string, channel: "meeting" | "paper") {
  return { actorId: asker.memberId, subjectId, channel, at: tx.now };
}

async function present(tx: Tx, meetingId: string) {
  return attendance.linesOf(tx, meetingId, { building: null, presentOnly: true });
}

/** Who came for a seat. */
function nameOf({ holders, cameId }: Pick<attendance.Line, "holders" | "cameId">): string | null {
  return holders.find(({ holderId }) => holderId === cameId)?.name ?? null;
}

async function sawThem(
  ctx: Running,
  act: "meetings.attend" | "meetings.names",
  lines: readonly attendance.Line[],
): Promise<void> {
  const wanted = lines.flatMap(({ holders }) => holders.map(({ residentId }) => residentId));
  await seen(
    ctx,
    act,
    "namedList",
    wanted.filter((one) => one !== null),
  );
}
