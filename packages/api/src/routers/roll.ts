import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/roll";
import * as imports from "@yishi/db/roll/imports";
import { dayOf } from "@yishi/domain/calendar";
import { record } from "@yishi/domain/facts";
import { bornUntil } from "@yishi/domain/roll";
import { compareRoll, readRoll } from "@yishi/domain/roll/file";
import { plainName } from "@yishi/domain/texts";
import { z } from "zod";
import { found, refuseAtDoor } from "../accept.ts";
import { hashOfRoll } from "../hashes.ts";
import { form, id } from "../inputs.ts";
import { maxFileBytes, readRollFile } from "../roll-files.ts";
import { votingAge } from "../rules.ts";
import { seen } from "../sight.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, publicProcedure, router } from "../trpc.ts";

export const rollRouter = router({
  /** The figures of the roll, which anyone may know: they are the bases of every vote. */
  figures: publicProcedure
    .output(
      z.object({
        residents: z.number(),
        ofVotingAge: z.number(),
        households: z.number(),
        buildings: z.number(),
      }),
    )
    .query(({ ctx }) => store.rollFigures(ctx.tx, bornUntil(dayOf(ctx.now), votingAge))),

  /** Reads a roll file and shows what importing it would do. Nothing is changed before somebody says yes. */
  read: holderProcedure("roll.import")
    .input(
      z.strictObject({
        fileName: z.string().max(255),
        bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= maxFileBytes),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const file = await readRollFile(input.bytes);
      if ("unreadable" in file) return { unreadable: file.unreadable };
      const reading = readRoll(file.cells, dayOf(ctx.now));
      if (reading.problems.length > 0) return { problems: reading.problems };
      const roll = await store.lockRoll(ctx.tx);
      const change = compareRoll(roll, reading.lines);
      const importId = newId();
      const fileName = plainName(input.fileName) ?? "";
      await imports.keepReading(ctx.tx, {
        importId,
        memberId: ctx.asker.memberId,
        fileName,
        fileHash: file.hash,
        rollHash: hashOfRoll(roll),
        lines: reading.lines,
      });
      return {
        importId,
        fileName,
        ignored: reading.ignored,
        first: reading.lines.slice(0, 5),
        added: change.added.length,
        removed: change.removed.length,
        unchanged: change.unchanged,
        households: new Set(reading.lines.map((one) => `${one.building}\n${one.stairwell}\n${one.door}`))
          .size,
        buildings: new Set(reading.lines.map((one) => one.building)).size,
      };
    }),

  /** Makes the file that was shown the roll: all of it or nothing, and only what was shown. */
  import: holderProcedure("roll.import")
    .input(form({ importId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const reading = found(await imports.lockReading(ctx.tx, input.importId, ctx.asker.memberId));
        if (reading.appliedAt || !reading.lines) throw refuseAtDoor("import-already-applied");
        const on = dayOf(ctx.now);
        const roll = await store.lockRoll(ctx.tx);
        if (!reading.rollHash || !hashOfRoll(roll).equals(reading.rollHash))
          throw refuseAtDoor("roll-changed-meanwhile");
        const change = compareRoll(roll, reading.lines);
        const counts = {
          added: change.added.length,
          removed: change.removed.length,
          unchanged: change.unchanged,
        };
        const file = Buffer.from(reading.fileHash).toString("hex");
        const fact = record(inPost(ctx), "roll.imported", reading.importId, { ...counts, file });
        await store.saveRoll(ctx.tx, { ...change, on }, fact);
        await imports.markApplied(ctx.tx, reading.importId);
        return counts;
      }),
    ),

  /** Finds people by building and the beginning of their name, for the desk. */
  find: holderProcedure("roll.search")
    .input(z.strictObject({ building: z.string().max(20), name: z.string().max(60) }))
    .query(async ({ ctx, input }) => {
      const building = (plainName(input.building) ?? "").replace(/(?:号楼|栋|幢|楼)$/u, "");
      const name = plainName(input.name) ?? "";
      if (building === "" && name === "") return [];
      const people = await store.findResidents(ctx.tx, { building, name });
      await seen(
        ctx,
        "roll.search",
        "found",
        people.map(({ residentId }) => residentId),
      );
      return people.map(({ accountId, ...resident }) => ({ ...resident, hasAccount: accountId !== null }));
    }),

  /** The resident at the window, for whom a clerk acts. */
  resident: holderProcedure("desk.actFor")
    .input(z.strictObject({ residentId: id }))
    .output(
      z.object({
        residentId: z.string(),
        name: z.string(),
        building: z.string(),
        stairwell: z.string(),
        door: z.string(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const resident = found(await store.residentById(ctx.tx, input.residentId));
      await seen(ctx, "desk.actFor", "opened", [resident.residentId]);
      return { ...resident, name: found(resident.name) };
    }),
});
